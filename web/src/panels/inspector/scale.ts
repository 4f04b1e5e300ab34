// The colors of the theme, and the color of a signed number among them.

import { signal } from "@preact/signals";

export { largestSize, share, sizeAt } from "../../numbers/scale.ts";

export type Color = readonly [red: number, green: number, blue: number];
export interface Palette {
  readonly plus: Color;
  readonly minus: Color;
  readonly zero: Color;
  readonly ink: Color;
  readonly line: Color;
  readonly selected: Color;
}

/** Counts the changes between day and night of the system: pictures are drawn again then. */
export const schemeChanges = signal(0);
// Without a browser, as in tests, nothing changes.
globalThis.matchMedia?.("(prefers-color-scheme: dark)").addEventListener("change", () => schemeChanges.value++);

/** The color of a share between -1 and 1. */
export function colorOf(share: number, palette: Palette): Color {
  const end = share > 0 ? palette.plus : palette.minus, part = Math.abs(share);
  return [0, 1, 2].map((k) => Math.round((1 - part) * (palette.zero[k] as number) + part * (end[k] as number))) as unknown as Color;
}

export function css([red, green, blue]: Color): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** The colors of the theme, as they are where this element stands. */
export function paletteAt(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => parse(style.getPropertyValue(name).trim());
  return {
    plus: read("--plus"), minus: read("--minus"), zero: read("--paper"),
    ink: read("--ink"), line: read("--strong-line"), selected: read("--selected-fill"),
  };
}

function parse(text: string): Color {
  const number = Number.parseInt(text.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
