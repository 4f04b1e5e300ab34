// Colors of signed numbers for canvases, mixed once for each theme and scale.

import { type Palette, colorOf, share } from "../../panels/inspector/scale.ts";
import type { Scale } from "../../store.ts";

const STEPS = 255;

/** Colors from the largest minus to the largest plus, as canvases keep them: a number for each pixel. */
export interface Ramp {
  readonly packed: Uint32Array;
  readonly css: readonly string[];
}

export function rampOf(palette: Palette): Ramp {
  const colors = Array.from({ length: 2 * STEPS + 1 }, (_, k) => colorOf((k - STEPS) / STEPS, palette));
  return {
    packed: Uint32Array.from(colors, ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0),
    css: colors.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`),
  };
}

/** The place in the ramp of a number. */
export function stepOf(value: number, largest: number, scale: Scale): number {
  return Math.round(share(value, largest, scale) * STEPS) + STEPS;
}

/** How strong the color at this place is, from 0 to 1, and whether it is a minus. */
export function strengthOf(step: number): number {
  return Math.abs(step - STEPS) / STEPS;
}
