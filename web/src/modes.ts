// What the page is for: to see how a network works, how it learns, or to ask what it learned; and the views of each, in the order of the lesson.

import { goTo } from "./actions.ts";
import { type Stage, stage } from "./store.ts";

export const MODES = {
  see: ["network", "dials", "matrix", "digits", "challenges"],
  learn: ["train", "score", "descent", "landscape", "gradient", "backprop", "race"],
  ask: ["questions", "knockout", "shift", "morph"],
} as const satisfies Record<string, readonly Stage[]>;

export type Mode = keyof typeof MODES;
export const MODE_NAMES = Object.keys(MODES) as Mode[];
/** The view that each mode had last. */
const last: Record<Mode, Stage> = { see: "network", learn: "train", ask: "questions" };

export function modeOf(name: Stage): Mode {
  return MODE_NAMES.find((mode) => (MODES[mode] as readonly Stage[]).includes(name)) ?? "see";
}

/** Go to a mode, to the view that it had last. */
export function goToMode(mode: Mode): void {
  last[modeOf(stage.value)] = stage.value;
  goTo(last[mode]);
}

export function goToNextMode(): void {
  goToMode(MODE_NAMES[(MODE_NAMES.indexOf(modeOf(stage.value)) + 1) % MODE_NAMES.length] as Mode);
}

/** Go to a view of the mode that there is, counted from 0; nowhere, where it has not so many. */
export function goToView(k: number): void {
  const name = MODES[modeOf(stage.value)][k];
  if (name !== undefined) goTo(name);
}
