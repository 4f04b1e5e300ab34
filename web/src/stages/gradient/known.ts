// What is known of the gradient: asked for part after part, with the network and the images that it is of.

import { batch, computed, signal } from "@preact/signals";
import { ask, turnsAreSent } from "../../actions.ts";
import type { GradientSoFar, NudgeSoFar } from "../../messages.ts";
import { connection, dials, hello } from "../../store.ts";
import { run } from "../../training.ts";

/** Instead of a dial: all of them, down the gradient. */
export const WHOLE = -1;

export interface Nudged extends NudgeSoFar {
  readonly dial: number;
  readonly step: number;
  /** The dials that it is of. */
  readonly of: Float32Array;
}

interface Found {
  readonly gradient: GradientSoFar;
  /** The dials that it is of. */
  readonly of: Float32Array;
}

const NO_SLOPES = new Float32Array(0);

export const found = signal<Found | null>(null);
/** Over how many training images; 0: over all. */
export const chosen = signal(0);
/** Whether the last ask failed. */
export const hasFailed = signal(false);
export const nudged = signal<Nudged | null>(null);
/** The nudges before, the newest first. */
export const earlier = signal<readonly Nudged[]>([]);

export const gradient = computed(() => (found.value !== null && found.value.of.length === dials.value.length ? found.value.gradient : null));
export const nImages = computed(() => Math.min(chosen.value || Infinity, hello.value?.n_train ?? 1));
export const isPlaying = computed(() => run.value?.frame.status === "playing");
/** Whether it is of other dials, or of fewer images, than it should be. */
export const isOld = computed(() => found.value === null || found.value.of !== dials.value || found.value.gradient.n_images !== nImages.value);
export const isWhole = computed(() => gradient.value !== null && gradient.value.n_done === gradient.value.n_images);
/** What the negative gradient wishes for each dial: plus is up. */
export const wishes = computed<Float32Array>(() => gradient.value?.slopes.map((slope) => -slope) ?? NO_SLOPES);

const MOST_EARLIER = 6;
/** Images while it is being trained, and how long the training is left alone between, in milliseconds. */
const LIVE = 2000, PAUSE = 400;
let turn = 0;
let measuring = 0;

/** Ask for the gradient of the network as it is, over more and more images; while it is being trained again and again, over few.
 * Whoever asks later, or leaves, ends that. */
export async function compute(): Promise<void> {
  const mine = ++turn;
  hasFailed.value = false;
  await turnsAreSent();
  for (;;) {
    const of = dials.value, isLive = isPlaying.value, n_images = isLive ? Math.min(LIVE, nImages.value) : nImages.value;
    const next = await ask({ kind: "gradient", n_images });
    if (mine !== turn) return;
    if (next === null) {
      hasFailed.value = connection.value === "open";
      return;
    }
    if (of === dials.value || isLive) found.value = { gradient: next, of };
    else if (!isPlaying.value) return; // it is asked again when the dials have come to rest
    if (isLive) await new Promise((over) => setTimeout(over, PAUSE));
    else if (next.n_done === n_images) return;
    if (mine !== turn || (isLive && !isPlaying.value)) return;
  }
}

/** Ask no more: nobody looks. */
export function leave(): void {
  turn++;
  measuring++;
}

/** Measure what a nudge changes, over more and more images. */
export async function measure(dial: number, step: number): Promise<void> {
  const mine = ++measuring, of = dials.value, n_images = nImages.value;
  forgetNudge();
  await turnsAreSent();
  while (mine === measuring && of === dials.value) {
    const next = await ask({ kind: "nudge", n_images, dial, step });
    if (next === null || mine !== measuring) return;
    nudged.value = { ...next, dial, step, of };
    if (next.n_done === n_images) return;
  }
}

/** Put what was measured last among the earlier ones. */
export function forgetNudge(): void {
  const last = nudged.value;
  if (last === null) return;
  batch(() => {
    if (last.n_done === last.n_images) earlier.value = [last, ...earlier.value].slice(0, MOST_EARLIER);
    nudged.value = null;
  });
}
