// Several very different images of one digit, how far apart they lie, and one that lies nearer to another digit.

import { signal } from "@preact/signals";
import { pointAt, showImage } from "../../actions.ts";
import type { Misleading, Pair } from "../../messages.ts";
import { N_PIXELS, hello } from "../../store.ts";
import { WORDS } from "../../words/digits.ts";
import { Num } from "../../panels/number.tsx";
import { Digit } from "../dials/digit.tsx";
import { type Fetched, useFetched } from "./fetched.ts";

export const digit = signal(3);
const from = signal(0);
const N_LOOKED_AT = 120;
const N_SHOWN = 7;
const SIDE = 64;

export function Alike() {
  return (
    <div class="alike">
      <div class="digit-choice" role="group" aria-label={WORDS.digit}>
        {(hello.value?.class_names ?? []).map((name, k) => (
          <button key={name} type="button" aria-pressed={digit.value === k} onClick={() => { digit.value = k; from.value = 0; }}>{name}</button>
        ))}
      </div>
      <Different />
      <Nearer />
    </div>
  );
}

function nameOf(label: number): string {
  return hello.value?.class_names[label] ?? String(label);
}

function Waiting({ isLost, again }: Pick<Fetched<unknown>, "isLost" | "again">) {
  return <p class="quiet" role="status">{isLost ? <>{WORDS.lost} <button type="button" onClick={again}>{WORDS.again}</button></> : WORDS.loading}</p>;
}

function Different() {
  const { answer, ...rest } = useFetched({
    kind: "browse", split: "test", label: digit.value, guess: null, wrong: false, order: "index", start: 0, count: N_LOOKED_AT,
  });
  const name = nameOf(digit.value);
  const images = answer === null ? [] : farApart(answer.indices, answer.pixels);
  const start = images[Math.min(from.value, images.length - 1)];
  return (
    <section>
      <h3>{WORDS.different(name)}</h3>
      {start === undefined ? <Waiting {...rest} /> : (
        <div class="digit-row">
          {images.map(({ index, pixels }, k) => (
            <figure key={index} class={k === from.value ? "digit-card is-start" : "digit-card"}>
              <button type="button" aria-pressed={k === from.value} aria-label={WORDS.measureFrom(name, index)}
                onClick={() => { from.value = k; look(index, digit.value, pixels); }}>
                <Digit pixels={pixels} side={SIDE} />
              </button>
              <figcaption class="small">
                {k === from.value ? <span class="quiet">{WORDS.from}</span> : <Distance value={distanceOf(start.pixels, pixels)} />}
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      <p class="small quiet">{WORDS.distancesFrom}</p>
    </section>
  );
}

function Distance({ value }: { readonly value: number }) {
  return <Num value={value} name="pixel distance" text={WORDS.distance(value)} formula={"\u221a \u03a3 (x \u2212 y)\u00b2"} />;
}

interface Shown {
  readonly index: number;
  readonly pixels: Uint8Array;
}

/** The first image, then again and again the one that lies farthest from all that are chosen. */
function farApart(indices: readonly number[], all: Uint8Array): readonly Shown[] {
  const images = indices.map((index, k) => ({ index, pixels: all.subarray(k * N_PIXELS, (k + 1) * N_PIXELS) }));
  const chosen = images.slice(0, 1);
  const nearest = images.map(() => Infinity);
  while (chosen.length < Math.min(N_SHOWN, images.length)) {
    const last = chosen.at(-1) as Shown;
    images.forEach(({ pixels }, k) => { nearest[k] = Math.min(nearest[k] as number, distanceOf(pixels, last.pixels)); });
    chosen.push(images[nearest.indexOf(Math.max(...nearest))] as Shown);
  }
  return chosen;
}

/** The distance that the library calls `pixel_distance`, of bytes: x is a 255th of a byte. */
function distanceOf(first: Uint8Array, second: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += (((first[i] as number) - (second[i] as number)) / 255) ** 2;
  return Math.sqrt(sum);
}

function Nearer() {
  const { answer, ...rest } = useFetched({ kind: "misleading", label: digit.value, count: 3 });
  const name = nameOf(digit.value);
  return (
    <section onPointerEnter={() => point(answer)} onFocusCapture={() => point(answer)}>
      <h3>{WORDS.nearer(name)}</h3>
      {answer === null ? <Waiting {...rest} /> : answer.pairs.length === 0 ? <p>{WORDS.noneNearer(name)}</p>
        : answer.pairs.map((pair, k) => <PairRow key={pair.index} pair={pair} k={k} answer={answer} />)}
    </section>
  );
}

/** The Python of the page tells the distances from the most misleading one. */
function point(answer: Misleading | null): void {
  const first = answer?.pairs[0];
  if (first !== undefined) pointAt("digits", () => ({ index: first.index }));
}

function PairRow({ pair, k, answer }: { readonly pair: Pair; readonly k: number; readonly answer: Misleading }) {
  const own = nameOf(answer.label), other = nameOf(pair.other_label);
  const pixelsOf = (part: number) => answer.pixels.subarray((3 * k + part) * N_PIXELS, (3 * k + part + 1) * N_PIXELS);
  const cards = [
    { index: pair.index, label: answer.label, words: WORDS.itself, distance: null },
    { index: pair.other, label: pair.other_label, words: WORDS.nearestOther(other), distance: pair.distance },
    { index: pair.own, label: answer.label, words: WORDS.nearestOwn(own), distance: pair.own_distance },
  ];
  return (
    <div class="digit-row pair">
      {cards.map(({ index, label, words, distance }, part) => (
        <figure key={words} class={part === 0 ? "digit-card is-start" : "digit-card"}>
          <button type="button" aria-label={WORDS.look(index, nameOf(label))} onClick={() => look(index, label, pixelsOf(part))}>
            <Digit pixels={pixelsOf(part)} side={SIDE} />
          </button>
          <figcaption class="small"><span class="quiet">{words}</span>{distance !== null && <> <Distance value={distance} /></>}</figcaption>
        </figure>
      ))}
      <p class="pair-verdict">{WORDS.verdict(own, other, pair.distance, pair.own_distance)}</p>
    </div>
  );
}

function look(index: number, label: number, bytes: Uint8Array): void {
  showImage(Float32Array.from(bytes, (byte) => byte / 255), { kind: "test", index, label });
}
