// Which step of backpropagation is shown, of which image and neuron.

import { computed, signal } from "@preact/signals";
import { select } from "../../actions.ts";
import { addKeys } from "../../keys.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";

export type Step = 0 | 1 | 2 | 3 | 4 | 5;

export interface Moment {
  readonly step: Step;
  /** The layer that wishes are passed back to. */
  readonly layer: number;
}

const at = signal(0);
/** The digit that somebody says an image should be: it counts for that image alone. */
const said = signal<{ readonly pixels: Float32Array; readonly label: number } | null>(null);

/** All steps in their order: wishes are passed back to one hidden layer after the other. */
export const moments = computed<readonly Moment[]>(() => {
  const last = store.layers.value.length;
  const passed = Array.from({ length: Math.max(0, last - 1) }, (_, k): Moment => ({ step: 2, layer: last - 1 - k }));
  const after = ([3, 4, 5] as const).map((step): Moment => ({ step, layer: 1 }));
  return [{ step: 0, layer: last }, { step: 1, layer: last }, ...passed, ...after];
});

export const moment = computed<Moment>(() => moments.value[Math.min(at.value, moments.value.length - 1)] as Moment);

export const label = computed<number>(() => {
  const { origin, pixels } = store.image.value;
  if (said.value?.pixels === pixels) return said.value.label;
  return origin.kind === "test" ? origin.label : store.answer.value;
});

/** Whether anybody knows what the image is. */
export const isLabeled = computed<boolean>(() => store.image.value.origin.kind === "test" || said.value?.pixels === store.image.value.pixels);

/** The neuron that is looked at: the selected one; an output where a step is about outputs. */
export const chosen = computed<{ readonly layer: number; readonly neuron: number }>(() => {
  const place = store.selection.value, last = store.layers.value.length;
  if (place.kind === "pixel" || (moment.value.step === 1 && place.layer !== last)) return { layer: last, neuron: label.value };
  return { layer: place.layer, neuron: place.neuron };
});

export function say(digit: number): void {
  said.value = { pixels: store.image.value.pixels, label: digit };
}

/** Go to a step, counted over all moments; it is about an output where it has to be. */
export function goToMoment(index: number): void {
  at.value = Math.min(Math.max(0, index), moments.value.length - 1);
  const { layer, neuron } = chosen.value, place = store.selection.value;
  if (place.kind === "pixel" || place.layer !== layer || place.neuron !== neuron) select({ kind: "neuron", layer, neuron });
}

export function goToStep(step: Step): void {
  const index = moments.value.findIndex((each) => each.step === step);
  if (index >= 0) goToMoment(index);
}

export function go(by: 1 | -1): void {
  goToMoment(Math.min(at.value, moments.value.length - 1) + by);
}

export function isAtEnd(by: 1 | -1): boolean {
  return by === 1 ? at.value >= moments.value.length - 1 : at.value <= 0;
}

const ifHere = (run: () => void) => () => { if (store.stage.value === "backprop") run(); };

addKeys([
  { key: "j", does: WORDS.backKey, run: ifHere(() => go(-1)) },
  { key: "l", does: WORDS.nextKey, run: ifHere(() => go(1)) },
]);
