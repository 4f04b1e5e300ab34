// What the view says in which parts of the network are knocked out, one at a time.

import { formatCount, formatPercent, formatShort } from "../numbers/format.ts";

export const WORDS = {
  title: "Knock out",
  about: "Each part is silenced alone, and the test images are read again: what breaks?",
  what: "What is knocked out",
  neurons: "Neurons",
  into: (layer: string) => `Connections into ${layer}`,
  hold: "held at",
  holds: { zero: "0", mean: "mean" },
  none: "This network has no hidden neurons. Its connections can be knocked out.",
  whole: (right: number, of: number, cost: number) => `Whole: ${formatCount(right)} of ${formatCount(of)} right, C = ${formatShort(cost)}.`,
  beginning: "Silencing the first part.",
  neuron: (neuron: number) => `neuron ${neuron + 1}`,
  between: (from: number, to: string) => `neuron ${from + 1} to ${to}`,
  working: (done: number, of: number) => `Silenced ${formatCount(done)} of ${formatCount(of)}.`,
  done: (n: number) => `Silenced all ${formatCount(n)}, one at a time.`,
  head: ["rank", "Without", "reads", "change", "C", "hits hardest", "for real"],
  hardest: (name: string, change: number) => `${name}: ${points(change)}`,
  nothing: "no digit",
  out: "Knock out",
  back: "Bring back",
  outOf: (name: string) => `Knock out ${name} for real`,
  backOf: (name: string) => `Bring back ${name}`,
  more: (n: number) => `Show all ${formatCount(n)}`,
  byDigit: (name: string) => `Without ${name}: change of the share read right, in points, by digit`,
  choose: "Choose a line to see what happens to each digit.",
  points,
  share: (n: number, of: number) => formatPercent(n / of),
} as const;

/** A change of a share in percentage points, with its sign. */
function points(change: number): string {
  const text = Math.abs(100 * change).toFixed(1);
  return Number(text) === 0 ? "0.0" : `${change < 0 ? "\u2212" : "+"}${text}`;
}
