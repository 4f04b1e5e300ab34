// From a signed number to the strength of its color: three scales, centered at 0.

import type { Scale } from "../store.ts";

/** What the signed logarithm takes for 0: a thousandth of the largest number. */
const SMALLEST = 1e-3;
const POWER = 0.3;

/** How strong the color of a number is, from -1 to 1. */
export function share(value: number, largest: number, scale: Scale): number {
  if (largest === 0 || value === 0) return 0;
  const size = Math.min(1, Math.abs(value) / largest);
  return Math.sign(value) * strength(size, scale);
}

/** The number, as a part of the largest, whose color has this strength: what the legend says. */
export function sizeAt(strength: number, scale: Scale): number {
  switch (scale) {
    case "linear": return strength;
    case "gamma": return strength ** (1 / POWER);
    case "log": return SMALLEST * Math.expm1(strength * Math.log1p(1 / SMALLEST));
  }
}

function strength(size: number, scale: Scale): number {
  switch (scale) {
    case "linear": return size;
    case "gamma": return size ** POWER;
    case "log": return Math.log1p(size / SMALLEST) / Math.log1p(1 / SMALLEST);
  }
}

/** The largest size among some numbers. */
export function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] as number));
  return largest;
}
