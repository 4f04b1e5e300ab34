// Drawing on the pad: its pen, its strokes, and taking back whatever was done to the image.

import { batch, computed, signal } from "@preact/signals";
import { pointAt, showImage, tell } from "../../actions.ts";
import { FIELD, THICKNESS, inkAsDrawn, isDrawable, prepareStrokes } from "../../numbers/prepare.ts";
import { type Image, type Origin, type Stroke, N_PIXELS, image } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { touches } from "./touching.ts";

export type Tool = "pen" | "eraser";

const MOST_REMEMBERED = 500;
const ERASER = 0.75; // pixels around the eraser

export const tool = signal<Tool>("pen");
const pen = signal({ thickness: THICKNESS, prepared: true });
const past = signal<readonly Image[]>([]);
/** Where the last stroke goes on; false between strokes. */
let isDrawing = false;

export const canTakeBack = computed(() => past.value.length > 0);
export const strokes = computed<readonly Stroke[]>(() => (image.value.origin.kind === "drawing" ? image.value.origin.strokes : []));
export const thickness = computed(() => (image.value.origin.kind === "drawing" ? image.value.origin.thickness : pen.value.thickness));
export const isPrepared = computed(() => (image.value.origin.kind === "drawing" ? image.value.origin.prepared : pen.value.prepared));

/** Whether the pad is empty. */
export const isBlank = computed(() => image.value.origin.kind === "drawing" && strokes.value.length === 0);

/** Show another image; the one before can be taken back. `joins`: the image before is part of the same change. */
export function replaceImage(pixels: Float32Array, origin: Origin, joins = false): void {
  batch(() => {
    if (!joins) past.value = [...past.value, image.value].slice(-MOST_REMEMBERED);
    showImage(pixels, origin);
  });
}

/** The Python that prepares the drawing is meant; of an image that was not drawn, what the network answers to it. */
export function meanPreparation(): void {
  pointAt(strokes.value.length > 0 ? "prepare" : "answer");
}

/** Bring back the image before. */
export function takeBack(): void {
  const last = past.value.at(-1);
  if (last === undefined) return;
  isDrawing = false;
  batch(() => {
    past.value = past.value.slice(0, -1);
    if (last.origin.kind === "drawing") pen.value = { thickness: last.origin.thickness, prepared: last.origin.prepared };
    showImage(last.pixels, last.origin);
  });
}

/** Begin an empty drawing. */
export function clearPad(): void {
  isDrawing = false;
  if (!isBlank.value) draw([], false);
}

/** Put the pen down. What is no drawing makes room for a new one. */
export function beginStroke(x: number, y: number): void {
  isDrawing = isTaken([...strokes.value, [fine(x), fine(y)]], false);
}

/** Move the pen that is down along points: x and y by turns. */
export function extendStroke(points: readonly number[]): void {
  const last = strokes.value.at(-1);
  if (!isDrawing || last === undefined) return;
  const longer = [...last];
  for (let k = 0; k < points.length; k += 2) {
    const x = fine(points[k] as number), y = fine(points[k + 1] as number);
    if (x !== longer.at(-2) || y !== longer.at(-1)) longer.push(x, y);
  }
  if (longer.length > last.length) isDrawing = isTaken([...strokes.value.slice(0, -1), longer], true);
}

export function endStroke(): void {
  isDrawing = false;
}

/** Take away every stroke that the eraser touches on its way along points: x and y by turns. Tells whether it did. */
export function eraseAlong(points: readonly number[], joins: boolean): boolean {
  const left = strokes.value.filter((stroke) => !touches(stroke, points, thickness.value / 2 + ERASER));
  if (left.length === strokes.value.length) return false;
  draw(left, joins);
  return true;
}

export function setThickness(value: number): void {
  adjust({ thickness: value, prepared: isPrepared.value });
}

/** Whether drawings are prepared as MNIST was, or inked where they were drawn. */
export function setPrepared(prepared: boolean): void {
  adjust({ thickness: thickness.value, prepared });
}

export function setTool(value: Tool): void {
  isDrawing = false;
  tool.value = value;
}

/** Change the pen; a drawing that is there follows. */
function adjust(next: { thickness: number; prepared: boolean }): void {
  batch(() => {
    pen.value = next;
    if (image.value.origin.kind === "drawing") showImage(pixelsOf(strokes.value, next), originOf(strokes.value, next));
  });
}

/** Show these strokes if the library would take them too. */
function isTaken(next: readonly Stroke[], joins: boolean): boolean {
  if (isDrawable(next)) {
    draw(next, joins);
    return true;
  }
  tell(WORDS.tooLong, true);
  return false;
}

function draw(next: readonly Stroke[], joins: boolean): void {
  const settings = { thickness: thickness.value, prepared: isPrepared.value };
  replaceImage(pixelsOf(next, settings), originOf(next, settings), joins);
}

function originOf(drawn: readonly Stroke[], settings: { thickness: number; prepared: boolean }): Origin {
  return { kind: "drawing", strokes: drawn, ...settings };
}

function pixelsOf(drawn: readonly Stroke[], settings: { thickness: number; prepared: boolean }): Float32Array {
  if (drawn.length === 0) return new Float32Array(N_PIXELS);
  return settings.prepared ? prepareStrokes(drawn, settings.thickness).inputs : inkAsDrawn(drawn, settings.thickness);
}

/** Hundredths of a pixel are finer than a hand, and short enough to be read in Python. */
function fine(value: number): number {
  return Math.round(100 * Math.min(Math.max(value, 0), FIELD)) / 100;
}
