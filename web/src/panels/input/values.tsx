// The pixels as numbers: a grid of 28 x 28 values, each of which can be selected and changed.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hover, select, tell } from "../../actions.ts";
import { addKeys } from "../../keys.ts";
import { formatExact, formatFixed } from "../../numbers/format.ts";
import { SIDE, hovered, image, selection } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { replaceImage } from "./drawing.ts";

const TENTH = 0.1;
const DARK = 0.46; // lighter pixels carry dark figures: both then stand out by 4.5 to 1
const MOVES: Readonly<Record<string, number>> = { ArrowUp: -SIDE, ArrowDown: SIDE, ArrowLeft: -1, ArrowRight: 1 };
const ROWS = Array.from({ length: SIDE }, (_, row) => row);

const isOpen = signal(false);

export function ValuesButton() {
  return (
    <button type="button" class="values-button" aria-expanded={isOpen.value} title="v" aria-label={WORDS.values} onClick={() => open(!isOpen.value)}>{WORDS.valuesShort}</button>
  );
}

/** Beside the panel and above the stage, while it is open. */
export function Values() {
  if (!isOpen.value) return null;
  return (
    <section class="values" role="dialog" aria-label={WORDS.valuesTitle} onKeyDown={escape}>
      <header>
        <h2>{WORDS.valuesTitle}</h2>
        <output class="small">{WORDS.pixelExact(pointed(), valueAt(pointed()))}</output>
        <button type="button" onClick={() => open(false)}>{WORDS.close}</button>
      </header>
      <Grid />
      <footer>
        <ExactValue />
        <p class="small quiet">{WORDS.valuesHelp}</p>
      </footer>
    </section>
  );
}

function Grid() {
  const grid = useRef<HTMLDivElement>(null);
  const index = selected();
  useEffect(() => grid.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus(), []);
  return (
    <div ref={grid} class="values-grid" role="grid" aria-label={WORDS.valuesTitle} onKeyDown={key} onPointerLeave={() => hover(null)}>
      {ROWS.map((row) => (
        <div role="row" key={row}>{ROWS.map((column) => <Cell key={column} index={row * SIDE + column} isSelected={row * SIDE + column === index} />)}</div>
      ))}
    </div>
  );
}

function Cell({ index, isSelected }: { index: number; isSelected: boolean }) {
  const value = valueAt(index);
  const gray = Math.round(255 * value);
  return (
    <div
      id={`pixel-${index}`} role="gridcell" tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} aria-label={WORDS.pixelExact(index, value)}
      class={value === 0 ? "zero" : value > DARK ? "light" : "dark"} style={{ background: `rgb(${gray} ${gray} ${gray})` }}
      data-figure={formatFixed(value, 1)} onPointerEnter={() => hover({ kind: "pixel", index })} onFocus={() => select({ kind: "pixel", index })}
    />
  );
}

/** Any number from 0 to 1, as exact as one types it. */
function ExactValue() {
  const index = selected();
  return (
    <label class="exact">
      <span>{WORDS.value(index)}</span>
      <input
        id="pixel-value" type="number" min="0" max="1" step="0.1" value={formatExact(valueAt(index)).replace("\u2212", "-")}
        onKeyDown={(event) => event.key === "Enter" && document.getElementById(`pixel-${index}`)?.focus()}
        onChange={(event) => change(index, event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** Escape closes this, and does nothing else. */
function escape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  open(false);
}

function key(event: KeyboardEvent): void {
  const index = selected(), step = MOVES[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (step !== undefined && event.shiftKey && Math.abs(step) === SIDE) change(index, stepped(index, step < 0 ? TENTH : -TENTH));
  else if (step !== undefined) go(index, step);
  else if (/^\d$/.test(event.key)) change(index, Number(event.key) / 10);
  else if (event.key === "+" || event.key === "-") change(index, stepped(index, event.key === "+" ? TENTH : -TENTH));
  else if (event.key === "Enter") document.getElementById("pixel-value")?.focus();
  else return;
  event.preventDefault();
}

/** Move to a neighbor, if there is one. */
function go(index: number, step: number): void {
  const next = index + step;
  const leavesRow = Math.abs(step) === 1 && Math.floor(next / SIDE) !== Math.floor(index / SIDE);
  if (!leavesRow) document.getElementById(`pixel-${next}`)?.focus();
}

/** A tenth more or less, within 0 and 1. */
function stepped(index: number, by: number): number {
  return Math.min(1, Math.max(0, Math.round(10 * (valueAt(index) + by)) / 10));
}

function change(index: number, value: number): void {
  if (!(value >= 0 && value <= 1)) return tell(WORDS.valueRange, true);
  const pixels = image.value.pixels.slice();
  if (pixels[index] === Math.fround(value)) return;
  pixels[index] = value;
  const { origin } = image.value;
  replaceImage(pixels, { kind: "pixels", from: WORDS.edited(WORDS.origin(origin)) });
}

function valueAt(index: number): number {
  return image.value.pixels[index] as number;
}

/** The selected pixel; while something else is selected, the one in the middle. */
function selected(): number {
  return selection.value.kind === "pixel" ? selection.value.index : (SIDE / 2) * SIDE + SIDE / 2;
}

function pointed(): number {
  return hovered.value?.kind === "pixel" ? hovered.value.index : selected();
}

function open(opens: boolean): void {
  isOpen.value = opens;
  if (!opens) document.querySelector<HTMLElement>(".values-button")?.focus();
}

addKeys([{ key: "v", does: WORDS.valuesKey, run: () => open(!isOpen.value) }]);
