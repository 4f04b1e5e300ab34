// The colors of the theme, for canvases: read from the page's variables, and read again when they change.

import { signal } from "@preact/signals";

export type Rgb = readonly [number, number, number];

export interface Colors {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly strongLine: string;
  readonly selected: string;
  readonly accent: string;
  readonly plus: Rgb;
  readonly minus: Rgb;
  readonly paperRgb: Rgb;
  readonly dark: Rgb;
  readonly light: Rgb;
}

/** The colors now; canvases that read it are drawn again when the theme changes. */
export const colors = signal<Colors>(read());

if (typeof matchMedia !== "undefined") {
  const again = () => { colors.value = read(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  addEventListener("load", again);
}

function read(): Colors {
  const style = getComputedStyle(document.documentElement);
  const name = (variable: string) => style.getPropertyValue(variable).trim() || "#808080";
  return {
    paper: name("--paper"), ink: name("--ink"), quiet: name("--quiet"), line: name("--line"), strongLine: name("--strong-line"),
    selected: name("--selected"), accent: name("--accent"), plus: rgb(name("--plus")), minus: rgb(name("--minus")),
    paperRgb: rgb(name("--paper")), dark: rgb(name("--dark-neuron")), light: rgb(name("--light-neuron")),
  };
}

function rgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** A color as canvases want it. */
export function solid([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** Between two colors. */
export function mixed(a: Rgb, b: Rgb, t: number): string {
  const part = (k: 0 | 1 | 2) => Math.round(a[k] + (b[k] - a[k]) * Math.min(1, Math.max(0, t)));
  return `rgb(${part(0)} ${part(1)} ${part(2)})`;
}

/** The color of a signed number: the paper at 0, full at `top`. */
export function signed(value: number, top: number, palette: Colors): string {
  return mixed(palette.paperRgb, value < 0 ? palette.minus : palette.plus, top === 0 ? 0 : Math.abs(value) / top);
}
