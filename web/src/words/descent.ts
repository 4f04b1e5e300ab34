// What the views of descent say.

import { formatCount, formatFixed, formatShort } from "../numbers/format.ts";
import { WORDS as COMMON } from "./common.ts";

const at = (numbers: readonly number[]) => (numbers.length === 1 ? `x = ${formatShort(numbers[0] as number)}` : `(${numbers.map(formatShort).join(", ")})`);

export const WORDS = {
  title: "Descent",
  views: { line: "One input", plane: "Two inputs", stairs: "Staircase" },
  viewGroup: "What to descend on",
  loading: "Asking the server.",
  lost: COMMON.away,
  formula: { line: "C(x) =", plane: "C(x, y) =" },
  formulaHint: "Numbers, + - * / **, parentheses, pi, e; sin cos exp log sqrt abs tanh sigmoid relu step",
  hint: { line: "Click the curve to put a ball there; drag a ball, or use the arrow keys.", plane: "Click the map to put a ball there; drag a ball, or use the arrow keys." },
  examples: "Examples",
  choose: "examples",
  keptCurve: (formula: string) => `Still shown: ${formula.length > 40 ? `${formula.slice(0, 40)}\u2026` : formula}`,
  reach: "shown up to",
  start: (axis: string) => `start ${axis}`,
  balls: "Balls",
  ball: (k: number) => `ball ${k + 1}`,
  addBall: "Add a ball",
  removeBall: "Remove",
  rate: "rate \u03b7",
  rateTyped: "learning rate, typed", rateSlider: "learning rate \u03b7",
  transport: "Roll the balls",
  toStart: "To the start",
  back: "Back",
  step: "Step",
  play: "Roll",
  pause: "Pause",
  speed: "Steps in a second",
  stepNumber: (step: number) => `step ${formatCount(step)}`,

  lineChart: (formula: string, ball: number, x: number, value: number, slope: number, n: number) =>
    `Curve of C(x) = ${formula}. Ball ${ball + 1} of ${n} is at x = ${formatShort(x)}, where ${Number.isFinite(value) ? `C is ${formatShort(value)} and the slope is ${Number.isFinite(slope) ? formatShort(slope) : "no number"}` : "C has no value"}. Arrow keys move its start; a click puts a new ball there.`,
  emptyChart: (formula: string) => `Curve of C(x) = ${formula}. A click puts a ball on it.`,
  slopeHere: (slope: number) => `slope ${Math.abs(slope) < 1e5 ? formatFixed(slope) : formatShort(slope)}`,
  stepHere: "step",
  head: ["x", "C(x)", "C\u2032(x)", "step = \u2212\u03b7 C\u2032(x)", "new x"],
  planeHead: ["input", "now", "slope", "step = \u2212\u03b7 \u00b7 slope", "new", "matters"],
  noStep: "no step",
  pieces: (rate: number, slope: number) => {
    const figure = Math.abs(slope) < 1e5 ? formatFixed(slope, 3) : formatShort(slope);
    return `\u2212${formatShort(rate)} \u00d7 ${slope < 0 ? `(${figure})` : figure}`;
  },

  flatNone: "The slope is nowhere exactly 0 in this window.",
  flatAt: "The slope is exactly 0 at ",
  kinds: { minimum: "a valley", maximum: "a top", level: "level" } as Readonly<Record<string, string>>,
  stretch: (low: number, high: number) => `everywhere from ${formatShort(low)} to ${formatShort(high)}`,
  writtenNone: "Written down: C\u2032(x) = 0 has no solution.",
  written: "Written down, C\u2032(x) = 0 gives ",
  notWritten: "Found along the curve; the page writes down what a quadratic equation gives, and no more.",
  found: (x: number, exact: string, away: number) => `Ball found ${formatFixed(x, 6)}; ${exact} is ${away === 0 ? "the same number" : `${formatShort(away)} away`}.`,
  gaps: (ends: string) => `There is no value ${ends}: the curve has a gap there.`,
  undefined_: (n: number, of: number) => `${formatCount(n)} of ${formatCount(of)} places have no value: the surface has holes there.`,

  verdict: {
    onPlane: (length: number) => `The next step goes ${formatFixed(length, 4)} far, against the gradient.`,
    moving: (slope: number) => `Slope ${slope > 0 ? "above" : "below"} 0: downhill is to the ${slope > 0 ? "left" : "right"}.`,
    flatStart: "The slope is exactly 0 here: the ball does not move, even on a top.",
    flat: (where: readonly number[], steps: number) => `Came to rest at ${at(where)} after ${formatCount(steps)} steps: the slope is 0 there.`,
    overshot: (steps: number) => `Diverges by step ${formatCount(steps)}: each step leaps over the valley and lands higher, where it is steeper still. Lower the rate.`,
    bottomless: (steps: number) => `Rolls away by step ${formatCount(steps)}: downhill never ends here. There is no lowest place that way.`,
    hole: (steps: number) => `Step ${formatCount(steps)} ends where the formula has no value. Start elsewhere, or lower the rate.`,
    swings: (steps: number) => `After ${formatCount(steps)} steps it still leaps to and fro over the valley. Lower the rate.`,
    slow: (steps: number) => `Still on its way after ${formatCount(steps)} steps. A higher rate gets there sooner.`,
    near: (steps: number) => `After ${formatCount(steps)} steps the slope is almost 0.`,
  },

  contours: (formula: string, x: number, y: number, gx: number, gy: number) =>
    `Contours of C(x, y) = ${formula}. The chosen ball is at (${formatShort(x)}, ${formatShort(y)})${Number.isFinite(gx + gy) ? `; the gradient there is (${formatShort(gx)}, ${formatShort(gy)}), uphill` : ", where there is no gradient"}. Arrow keys move its start; a click puts a new ball there.`,
  surface: (formula: string, turn: number, tilt: number) => `Surface of C(x, y) = ${formula}, turned by ${turn.toFixed(0)} and tilted by ${tilt.toFixed(0)} degrees. Drag or arrow keys turn it.`,
  contoursTitle: "lines of equal height",
  surfaceTitle: "drag to turn",
  apart: (step: number) => `${formatShort(step)} apart`,
  uphill: "gradient, uphill",
  downhill: "its negative, downhill",
  pair: (x: number, y: number) => `(${formatFixed(x, 3)}, ${formatFixed(y, 3)})`,
  length: (length: number) => `length ${formatFixed(length, 3)}: how steep it is`,
  direction: (degrees: number) => `direction ${formatFixed(degrees, 1)}\u00b0 from the x axis`,
  important: (more: string, less: string, times: number) =>
    times < 1.0005 ? "x and y matter equally." : `${more} matters ${Number.isFinite(times) ? `${formatShort(times)} times as much as ${less}` : `alone: the slope along ${less} is 0`}.`,
  noGradient: "The formula has no value here, and so no gradient.",
  notImportant: "The gradient is 0: no direction leads up or down.",

  stairsAbout: "Why do activations range continuously, and are not just off or on?",
  stairsDial: (name: string) => `The average cost along ${name}.`,
  bias: (layer: number, neuron: number) => `the bias of hidden ${layer}, neuron ${neuron + 1}`,
  weight: (layer: number, neuron: number, from: string) => `the weight of hidden ${layer}, neuron ${neuron + 1}, from ${from}`,
  pixel: (index: number, columns: number) => `row ${Math.floor(index / columns) + 1}, column ${(index % columns) + 1}`,
  before: (layer: number, neuron: number) => `hidden ${layer}, neuron ${neuron + 1}`,
  stairsWhich: "Select another in the inspector.",
  stairsImages: "test images",
  smooth: (name: string) => name,
  steps: "off or on",
  smoothChart: (name: string, low: number, high: number) => `Cost along the dial with ${name}: a smooth curve between ${formatShort(low)} and ${formatShort(high)}.`,
  stairsChart: (n: number, low: number, high: number) => `Cost along the dial with steps: a staircase of ${formatCount(n)} stairs between ${formatShort(low)} and ${formatShort(high)}.`,
  smoothTitle: (name: string) => `cost with ${name} neurons`,
  stairsTitle: (n: number) => `cost with neurons off or on: ${formatCount(n)} stairs`,
  stairsHead: ["hidden neurons", "dial", "cost", "slope", "step = \u2212\u03b7 \u00b7 slope"],
  stairsSays: (name: string, n: number, slope: number) =>
    `Off-or-on neurons make ${formatCount(n)} stairs. Each is level: slope 0, step 0, descent is stuck. With ${name} ${slope === 0 ? "the slope happens to be 0 here, too." : `it is ${formatShort(slope)} at the start, and shows the way.`}`,
  stairsAxis: "value of the dial",
} as const;
