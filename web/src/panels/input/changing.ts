// Changes of a whole image: moved, turned, scaled, thickened, noisy, inverted; always from the image as it was.

import { computed, effect, signal } from "@preact/signals";
import { ask, pointAt, showPythonOf } from "../../actions.ts";
import { imageAsked } from "../../asked.ts";
import type { TransformAsk } from "../../messages.ts";
import { type Image, type PythonDetails, image, pythonPanel } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { replaceImage } from "./drawing.ts";

export interface Changes {
  readonly shift_right: number;
  readonly shift_down: number;
  readonly degrees: number;
  readonly scale: number;
  readonly thicken: number;
  readonly noise: number;
  readonly invert: boolean;
  readonly seed: number;
}

export const NONE: Changes = { shift_right: 0, shift_down: 0, degrees: 0, scale: 1, thicken: 0, noise: 0, invert: false, seed: 0 };

interface Changing {
  /** The image as it was. */
  readonly base: Image;
  readonly wanted: Changes;
  /** The pixels on the page that came of it: once others are there, the changes are over. */
  readonly shown: Float32Array;
}

const changing = signal<Changing | null>(null);
let isAsking = false, isStale = false;

const current = computed<Changing | null>(() => (changing.value?.shown === image.value.pixels ? changing.value : null));
/** The changes of the image that is shown. */
export const changes = computed<Changes>(() => current.value?.wanted ?? NONE);
export const isChanged = computed<boolean>(() => current.value !== null);

/** Change the image further; the page shows the last wish that the server has answered. */
export function changeImage(part: Partial<Changes>): void {
  const before = current.value ?? { base: image.value, wanted: NONE, shown: image.value.pixels };
  changing.value = { ...before, wanted: { ...before.wanted, ...part } };
  void follow();
}

/** While the panel is there, its Python follows the sliders. Returns the end of that. */
export function keepPython(): () => void {
  return effect(() => {
    const details = detailsNow();
    if (pythonPanel.peek() === "transform") showPythonOf("transform", details);
  });
}

/** The Python that changes the image so is meant. */
export function meanChanges(): void {
  pointAt("transform", detailsNow);
}

/** The changes, and the image that they begin with. */
function detailsNow(): PythonDetails {
  const { base, wanted } = current.value ?? { base: image.value, wanted: NONE };
  return { image: imageAsked(base), transform: asked(base, wanted) };
}

function asked(base: Image, wanted: Changes): TransformAsk {
  return { kind: "transform", pixels: [...base.pixels], ...wanted };
}

/** Show the image as it was. */
export function reset(): void {
  const { base } = current.value ?? {};
  if (base === undefined) return;
  changing.value = null;
  if (base.pixels !== image.value.pixels) replaceImage(base.pixels, base.origin);
}

/** Ask for the wanted pixels; one ask at a time, and once more if something was wished meanwhile. */
async function follow(): Promise<void> {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  while (isStale && current.value !== null) {
    isStale = false;
    const { base, wanted } = current.value;
    const answer = await ask(asked(base, wanted));
    if (answer === null) break;
    show(base, answer.pixels.slice());
  }
  isAsking = false;
}

/** Show what came of it, unless another image is there by now. The first change can be taken back, with all that follow. */
function show(base: Image, pixels: Float32Array): void {
  if (current.value?.base !== base) return;
  const joins = current.value.shown !== base.pixels;
  changing.value = { ...current.value, shown: pixels };
  replaceImage(pixels, { kind: "pixels", from: WORDS.changed(WORDS.origin(base.origin)) }, joins);
}
