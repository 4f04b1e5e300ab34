// The test images: by true digit, by what they are read as, only mistakes, in one of four orders.

import { useEffect } from "preact/hooks";
import { addKeys } from "../../keys.ts";
import { SIDE, hello } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import {
  type Order, PAGE, filter, first, found, hasFailed, keepListed, list, listAll, listOnly, meanList, showNeighbor, showTest, shownTest, turnPage,
} from "./browsing.ts";
import { Picture } from "./picture.tsx";

const SCALE = 2;

export function TestImages() {
  useEffect(keepListed, []);
  return (
    <div class="browser" onPointerEnter={meanList} onFocusCapture={meanList}>
      <Filters />
      <Thumbnails />
      <Pages />
    </div>
  );
}

function Filters() {
  const { label, guess, wrong, order } = filter.value;
  return (
    <div class="filters">
      <Digit name={WORDS.label} any={WORDS.anyLabel} says={WORDS.oneLabel} value={label} onPick={(picked) => listOnly({ label: picked })} />
      <Digit name={WORDS.guess} any={WORDS.anyGuess} says={WORDS.oneGuess} value={guess} onPick={(picked) => listOnly({ guess: picked })} />
      <select aria-label={WORDS.order} value={order} onChange={(event) => listOnly({ order: event.currentTarget.value as Order })}>
        {Object.entries(WORDS.orders).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
      </select>
      <label class="check">
        <input type="checkbox" aria-label={WORDS.wrongOnly} checked={wrong} onChange={(event) => listOnly({ wrong: event.currentTarget.checked })} />
        <span>{WORDS.wrongShort}</span>
      </label>
    </div>
  );
}

interface DigitProps {
  readonly name: string;
  readonly any: string;
  readonly says: (name: string) => string;
  readonly value: number | null;
  readonly onPick: (picked: number | null) => void;
}

function Digit({ name, any, says, value, onPick }: DigitProps) {
  const names = hello.value?.class_names ?? [];
  return (
    <select aria-label={name} value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}>
      <option value="">{any}</option>
      {names.map((words, digit) => <option key={digit} value={digit}>{says(words)}</option>)}
    </select>
  );
}

function Thumbnails() {
  const images = found.value;
  if (images === null || images.n_found === 0) return <div class="found-images"><Nothing /></div>;
  return (
    <ul class="found-images">
      {Array.from(images.indices, (index, place) => <Thumbnail key={index} index={index} place={place} />)}
    </ul>
  );
}

/** Nothing to show: not yet, not at all, or not like that. */
function Nothing() {
  if (found.value !== null) return <Empty words={WORDS.nothingFound} action={WORDS.showAll} run={listAll} />;
  if (hasFailed.value) return <Empty words={WORDS.notAsked} action={WORDS.again} run={() => void list()} />;
  return <p class="small quiet">{WORDS.asking}</p>;
}

function Empty({ words, action, run }: { words: string; action: string; run: () => void }) {
  return <div class="empty"><p class="small quiet">{words}</p><button type="button" onClick={run}>{action}</button></div>;
}

function Thumbnail({ index, place }: { index: number; place: number }) {
  const images = found.value;
  if (images === null) return null;
  const label = images.labels[place] as number, guess = images.guesses[place] as number, isWrong = label !== guess;
  const pixels = images.pixels.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
  return (
    <li>
      <button
        type="button" class="found-image" aria-pressed={shownTest.value === index} onClick={() => void showTest(index)}
        aria-label={WORDS.thumbnail(index, label, guess, images.confidences[place] as number)}
      >
        <Picture values={pixels} width={SIDE} height={SIDE} scale={SCALE} label="" white={255} />
        <span>{label}</span>
        <span class="wrong-mark">{isWrong && WORDS.wrongAs(guess)}</span>
      </button>
    </li>
  );
}

function Pages() {
  const total = found.value?.n_found ?? 0, last = Math.min(first.value + PAGE, total);
  return (
    <div class="pages">
      <button type="button" aria-label={WORDS.earlier} disabled={first.value === 0} onClick={() => turnPage(-1)}>{"\u2039"}</button>
      <span class="small quiet" role="status">{WORDS.found(first.value + 1, last, total)}</span>
      <button type="button" aria-label={WORDS.later} disabled={last >= total} onClick={() => turnPage(1)}>{"\u203a"}</button>
    </div>
  );
}

addKeys([
  { key: "n", does: WORDS.nextKey, run: () => void showNeighbor(1) },
  { key: "b", does: WORDS.previousKey, run: () => void showNeighbor(-1) },
]);
