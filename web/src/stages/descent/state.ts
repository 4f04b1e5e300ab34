// What is being rolled on: a formula, the starts of the balls, the learning rate, and which step is shown.

import { type Signal, signal } from "@preact/signals";

export const N_STEPS = 200;
export const MOST_BALLS = 6;

export interface Hill {
  readonly formula: Signal<string>;
  readonly starts: Signal<readonly (readonly number[])[]>;
  /** Which ball is written out. */
  readonly chosen: Signal<number>;
  readonly rate: Signal<number>;
  /** Up to where the axes go. */
  readonly reach: Signal<number>;
  readonly step: Signal<number>;
  readonly isPlaying: Signal<boolean>;
}

export interface Example {
  readonly formula: string;
  readonly starts: readonly (readonly number[])[];
  readonly rate: number;
  readonly reach: number;
}

export const LINE_EXAMPLES: readonly Example[] = [
  { formula: "x**4 - 3*x**2 + x", starts: [[-0.5], [0.4], [1.9]], rate: 0.03, reach: 2.2 },
  { formula: "x**2", starts: [[2.5]], rate: 0.1, reach: 3 },
  { formula: "x**2/2 - x + 1", starts: [[-2.5]], rate: 0.2, reach: 4 },
  { formula: "0.1*x**2 + sin(3*x)", starts: [[-4.5], [0.2], [3.7]], rate: 0.05, reach: 6 },
  { formula: "x**3 - 2*x", starts: [[1.8], [-0.6]], rate: 0.05, reach: 2 },
  { formula: "log(x) + 1/x", starts: [[3]], rate: 0.2, reach: 5 },
];

export const PLANE_EXAMPLES: readonly Example[] = [
  { formula: "3/2*x**2 + 1/2*y**2", starts: [[1, 1]], rate: 0.1, reach: 2 },
  { formula: "(x**2 - 1)**2 + y**2", starts: [[0.2, 1.2], [-0.2, 1.2]], rate: 0.05, reach: 1.6 },
  { formula: "x**2 - y**2", starts: [[1.5, 0.05]], rate: 0.1, reach: 2 },
  { formula: "sin(x)*cos(y) + 0.1*(x**2 + y**2)", starts: [[2, 2], [-0.5, 2.5]], rate: 0.2, reach: 4 },
  { formula: "(1 - x)**2/20 + (y - x**2)**2", starts: [[-1.2, 1]], rate: 0.05, reach: 2 },
];

function hill(first: Example): Hill {
  return {
    formula: signal(first.formula), starts: signal(first.starts), chosen: signal(0), rate: signal(first.rate), reach: signal(first.reach), step: signal(0), isPlaying: signal(false),
  };
}

export const LINE = hill(LINE_EXAMPLES[0] as Example);
export const PLANE = hill(PLANE_EXAMPLES[0] as Example);

export function useExample(on: Hill, example: Example): void {
  on.formula.value = example.formula;
  on.starts.value = example.starts;
  on.chosen.value = 0;
  on.rate.value = example.rate;
  on.reach.value = example.reach;
  rewind(on);
}

export function rewind(on: Hill): void {
  on.isPlaying.value = false;
  on.step.value = 0;
}

/** Put the start of a ball elsewhere, and all of them back to their starts. */
export function place(on: Hill, k: number, start: readonly number[]): void {
  if (!start.every(Number.isFinite)) return;
  on.starts.value = on.starts.value.map((old, j) => (j === k ? start.map((number) => tidy(number, on.reach.value)) : old));
  rewind(on);
}

export function addBall(on: Hill, start: readonly number[]): void {
  const balls = on.starts.value.length < MOST_BALLS ? on.starts.value : on.starts.value.slice(1);
  on.starts.value = [...balls, start.map((number) => tidy(number, on.reach.value))];
  on.chosen.value = on.starts.value.length - 1;
  rewind(on);
}

export function removeBall(on: Hill, k: number): void {
  if (on.starts.value.length < 2) return;
  on.starts.value = on.starts.value.filter((_, j) => j !== k);
  on.chosen.value = Math.min(on.chosen.value, on.starts.value.length - 1);
  rewind(on);
}

/** Round to a thousandth of what is shown: nobody clicks more exactly. */
function tidy(number: number, reach: number): number {
  const unit = 10 ** Math.floor(Math.log10(reach) - 2);
  return Number((Math.round(number / unit) * unit).toPrecision(6));
}
