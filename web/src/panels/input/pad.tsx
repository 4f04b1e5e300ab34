// The pad: strokes from mouse, pen, finger or keys; each move is prepared and shown at once.

import { signal, useSignalEffect } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { FIELD } from "../../numbers/prepare.ts";
import { hasInk, image, theme } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { beginStroke, clearPad, endStroke, eraseAlong, extendStroke, meanPreparation, strokes, takeBack, thickness, tool } from "./drawing.ts";
import { paintPad } from "./pad_painting.ts";

interface Cursor {
  readonly row: number;
  readonly column: number;
  readonly isDown: boolean;
}

const MIDDLE = 13;
const ERASER_BUTTON = 32; // of a pen, in PointerEvent.buttons
const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

const cursor = signal<Cursor>({ row: MIDDLE, column: MIDDLE, isDown: false });
/** Whether the cursor of the keys is to be seen: from the first key on the pad until a pointer comes. */
const usesKeys = signal(false);
/** Where the eraser was, and whether it has erased since it came down; null while it is up. */
let erasing: { at: readonly number[]; hasErased: boolean } | null = null;

export function Pad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const help = useId();
  useSignalEffect(() => {
    void theme.value;
    const shown = usesKeys.value ? cursor.value : null;
    if (canvas.current !== null) paintPad(canvas.current, image.value, strokes.value, thickness.value, shown);
  });
  return (
    <div class="pad-place" onPointerEnter={meanPreparation} onFocusCapture={meanPreparation}>
      <div
        id="pad" class="pad" role="application" tabIndex={0} aria-label={WORDS.pad} aria-describedby={help}
        onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onKeyDown={key}
        onFocus={focus} onBlur={blur} data-tool={tool.value}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {image.value.origin.kind === "test" && <span class="pad-hint below" aria-hidden="true">{WORDS.padEmpty}</span>}
        {!hasInk.value && strokes.value.length === 0 && <span class="pad-hint" aria-hidden="true">{WORDS.padEmpty}</span>}
      </div>
      <p id={help} class="hidden-visually">{WORDS.padHelp}</p>
      <p class="hidden-visually" role="status">{usesKeys.value && says()}</p>
    </div>
  );
}

function says(): string {
  const { row, column, isDown } = cursor.value;
  return WORDS.cursor(row, column, isDown, tool.value);
}

// Pointers.

type PadEvent = PointerEvent & { readonly currentTarget: HTMLElement };

function down(event: PadEvent): void {
  if (!event.isPrimary || (event.button !== 0 && event.buttons !== ERASER_BUTTON)) return;
  event.currentTarget.setPointerCapture(event.pointerId);
  lift();
  usesKeys.value = false;
  const [x, y] = place(event, event.currentTarget.getBoundingClientRect());
  if (tool.value === "eraser" || event.buttons === ERASER_BUTTON) startErasing([x, y]);
  else beginStroke(x, y);
}

function move(event: PadEvent): void {
  if (!event.isPrimary || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
  const bounds = event.currentTarget.getBoundingClientRect();
  const events = event.getCoalescedEvents();
  const points = (events.length > 0 ? events : [event]).flatMap((moment) => place(moment, bounds));
  if (erasing !== null) eraseTo(points);
  else extendStroke(points);
}

function up(event: PadEvent): void {
  if (!event.isPrimary) return;
  erasing = null;
  endStroke();
}

/** From the screen to pixels of the field. */
function place(event: PointerEvent, bounds: DOMRect): [x: number, y: number] {
  return [((event.clientX - bounds.left) / bounds.width) * FIELD, ((event.clientY - bounds.top) / bounds.height) * FIELD];
}

function startErasing(at: readonly number[]): void {
  erasing = { at, hasErased: eraseAlong(at, false) };
}

function eraseTo(points: readonly number[]): void {
  if (erasing === null) return;
  const hasErased = eraseAlong([...erasing.at, ...points], erasing.hasErased) || erasing.hasErased;
  erasing = { at: points.slice(-2), hasErased };
}

// Keys.

/** Whoever comes here by a key sees where the cursor is; whoever leaves takes the pen along. */
function focus(event: FocusEvent & { readonly currentTarget: HTMLElement }): void {
  usesKeys.value = event.currentTarget.matches(":focus-visible");
}

function blur(): void {
  usesKeys.value = false;
  lift();
}

function key(event: KeyboardEvent): void {
  const step = MOVES[event.key];
  if (step !== undefined) moveCursor(step[0], step[1]);
  else if (event.key === " " || event.key === "Enter") press();
  else if (event.key === "Escape" && cursor.value.isDown) lift();
  else if (event.key === "Backspace" || ((event.ctrlKey || event.metaKey) && event.key === "z")) lift(takeBack);
  else if (event.key === "Delete") lift(clearPad);
  else return;
  usesKeys.value = true;
  event.preventDefault(); // neither the page nor its own keys do anything more
}

function moveCursor(downward: number, right: number): void {
  const { row, column, isDown } = cursor.value;
  const next = { row: inside(row + downward), column: inside(column + right), isDown };
  cursor.value = next;
  if (isDown) extendStroke([next.column + 0.5, next.row + 0.5]);
}

/** Put the pen down or lift it; the eraser takes what is under it. */
function press(): void {
  const { row, column, isDown } = cursor.value;
  if (tool.value === "eraser") eraseAlong([column + 0.5, row + 0.5], false);
  else if (isDown) lift();
  else {
    beginStroke(column + 0.5, row + 0.5);
    cursor.value = { row, column, isDown: true };
  }
}

/** Lift the pen of the keys, then do something. */
function lift(then?: () => void): void {
  endStroke();
  if (cursor.value.isDown) cursor.value = { ...cursor.value, isDown: false };
  then?.();
}

function inside(place: number): number {
  return Math.min(Math.max(place, 0), FIELD - 1);
}
