// What backpropagation says, step by step.

import { formatCount, formatShort } from "../numbers/format.ts";
import { WORDS as COMMON } from "./common.ts";

/** What to do with something, for people: a wish above 0 wants more of it. */
const way = (wish: number) => (wish > 0 ? "up" : wish < 0 ? "down" : "as it is");
const RAISED = ["\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"];
const raised = (exponent: number) => (exponent < 0 ? "\u207b" : "") + [...String(Math.abs(exponent))].map((digit) => RAISED[Number(digit)]).join("");

export const WORDS = {
  title: "Backpropagation",
  steps: ["Wishes", "Three ways", "Passed back", "Chain rule", "Gradient", "Average"],
  stepsGroup: "Steps of backpropagation",
  back: "Step back", next: "Next step",
  backKey: "backpropagation: step back", nextKey: "backpropagation: next step",
  target: "It should be",
  targetTitle: "Which digit the image should be read as",
  targetGuess: "No label is known. You say: it should be",
  arrows: "Step by step",
  asking: "Asking the server.",
  lost: COMMON.away,
  failed: "This image has no slopes that can be shown: the network\u2019s numbers are not finite.",
  noHidden: "This network has no hidden layer: nothing is passed back.",

  says: {
    wishes: (digit: string) => `One image, one target: output ${digit} should be 1, all others 0. Each output wishes to become what it should be: y \u2212 a.`,
    ways: (name: string, wish: number) => `${name} wishes its weighted sum z ${way(wish)}. Three things move z: its bias, its weights, the activations before it.`,
    passed: (name: string, above: string) => `Each of the ${above} asks something of ${name}. A neuron there hears all of them: the row, added up, is its own wish.`,
    chain: (name: string) => `How the cost moves with one dial of ${name}: the slopes of all links between them, multiplied.`,
    picture: (name: string) => `One number of ${name}, times everything that comes in: that is the slope of every weight.`,
    examples: "Every image wishes each dial turned in its own way. The gradient is what they wish on average, with its sign turned.",
  },

  diagram: (layer: string) => `The network on the way back; lit as far as ${layer}. Arrow keys go from neuron to neuron.`,
  node: (name: string, wish: string) => `${name}, wish ${wish}`,
  nodeDark: (name: string, activation: string) => `${name}, activation ${activation}`,
  image: "the image",
  someOf: (n: number, of: number) => `${n} of ${formatCount(of)}`,
  legendWish: "wished:", legendUp: "brighter", legendDown: "darker", legendDark: "gray: activation, not asked",
  choose: "Neuron",

  wishHead: ["Output", "is a", "should be y", "wish y \u2212 a"],
  cost: "Cost of this image", squares: "the sum of the squares of these wishes",
  wishOf: (name: string) => `wish of ${name}`,

  waysHead: ["before it", "a", "its weight wishes", "w", "it is wished"],
  waysNote: (shown: number, of: number) => `The ${formatCount(shown)} strongest of ${formatCount(of)}.`,
  waysUnit: (unit: string) => (unit === "" ? "" : `wishes ${unit}`),
  wayBias: "1. Its bias", wayBiasNote: "by the wish itself",
  wayWeights: "2. Its weights", wayWeightsNote: "in proportion to the activation they carry",
  wayActivations: "3. What is before it", wayActivationsNote: "in proportion to the weight",
  wishZ: "wish of z", wishZMeaning: "How fast the cost falls as z rises: minus its slope.", wishZFormula: "\u2212\u2202C/\u2202z",

  unitShort: (exponent: number) => (exponent === 0 ? "" : `in 10${raised(exponent)}`),
  passedTo: "Passed back to",
  passedCaption: (unit: string) => `\u2212w \u00d7 \u2202C/\u2202z${unit === "" ? "" : `, ${unit}`}`,
  unit: (exponent: number) => (exponent === 0 ? "" : `in units of 10${raised(exponent)}`),
  together: "sum", others: "others",
  cell: (shown: string, above: string, name: string, value: string) => `${shown}: ${above} wishes ${name} by ${value}`,
  cellHint: "Point at a cell to read it; click to select the weight between the two.",
  cellProduct: (above: string, name: string, weight: string, delta: string, value: string) =>
    `${above} asks of ${name}: \u2212 w \u00d7 \u2202C/\u2202z = \u2212 (${weight}) \u00d7 (${delta}) = ${value}`,

  slopeOf: (name: string) => `\u2202C/\u2202z of ${name}`,
  weightOf: "\u2202C/\u2202w of its weight from",
  biasOf: "\u2202C/\u2202b of its bias",
  biasSame: "z rises as fast as the bias: the same number.",
  sumTitle: (above: string) => `\u2202C/\u2202a: what the ${above} add up to`,
  sumHead: ["neuron above", "w", "\u2202C/\u2202z there", "w \u00d7 \u2202C/\u2202z"],
  sumTotal: "\u2202C/\u2202a",
  gradientSame: "It is the gradient\u2019s own component, digit for digit.",
  gradientApart: (digits: string) => `The gradient\u2019s own component is ${digits}: they differ by rounding.`,
  everyDigit: "Every digit",
  digitsCaption: (name: string) => `Factors of ${name}`,
  digitsHead: ["factor", "value"],
  product: "product", component: "component of the gradient",
  factors: {
    "2": ["2", "From the square: the cost of an output is (a \u2212 y)\u00b2."],
    "a - y": ["a \u2212 y", "How far the output is from its target: minus its wish."],
    slope: ["\u03c3\u2032(z)", "How much the activation moves when z does: the slope of its curve."],
    "dC/da": ["\u2202C/\u2202a", "What all neurons above ask of its activation together: minus its wish."],
    activation: ["a before", "The activation that the weight multiplies: how much z moves when the weight does."],
    share: ["a", "The share of this output among all."],
    "dC/da less its average": ["\u2202C/\u2202a \u2212 average", "Softmax outputs share 1: only what is wished beyond the average moves one of them."],
  } as Readonly<Record<string, readonly [string, string]>>,
  slopeName: (activation: string) => (activation === "sigmoid" ? "\u03c3\u2032(z)" : `${activation}\u2032(z)`),
  results: { z: "\u2202C/\u2202z", w: "\u2202C/\u2202w", b: "\u2202C/\u2202b" },
  resultMeaning: { z: "How the cost moves with the weighted sum of this neuron.", w: "How the cost moves with this weight: a component of the gradient.", b: "How the cost moves with this bias: a component of the gradient." },
  writeOut: "Write it out",

  pictureOf: (name: string) => `slopes of all weights of ${name}; arrow keys move over the cells, Enter selects one`,
  pictureRole: "gradient picture",
  comesIn: "a, what comes in", gives: "\u2202C/\u2202w of each weight",
  pictureRead: (from: string, a: string, delta: string, slope: string) => `${from}: ${a} \u00d7 ${delta} = ${slope}`,
  pictureHint: "Point at a cell to read it, click to select its weight.",
  scaleNote: (top: number) => `full color: ${formatShort(top)}`,
  all: (name: string) => `All of ${name}: the same picture, each times its own number`,
  allOutputs: "All outputs: the same picture, each times its own number",
  neuronPicture: (name: string, delta: string) => `gradient picture of ${name}, \u2202C/\u2202z ${delta}`,

  tableCaption: (name: string, unit: string) => `How each image wishes the dials of ${name} turned: \u2212\u2202C/\u2202w${unit === "" ? "" : `, ${unit}`}`,
  dial: "dial", bias: "bias", weightFrom: (name: string) => `w from ${name}`,
  average: "average", averageOf: (n: number) => `average of ${formatCount(n)}`, allOf: (n: number) => `all ${formatCount(n)}`,
  otherImages: "Other images", firstImages: "The first images",
  example: (index: number, label: string) => `training image ${formatCount(index)}, a ${label}`,
  apart: (n: number) => `Average over all ${formatCount(n)}`,
  apartAgain: "Measure again",
  apartAsking: "Averaging, a few seconds.",
  apartTitle: "How far an average over few is from the gradient over all",
  apartHead: ["images averaged", "angle", "length"],
  apartShown: (n: number) => `these ${formatCount(n)}`, apartFirst: (n: number) => (n === 1 ? "the first" : `the first ${formatCount(n)}`),
  degrees: (angle: number) => `${angle.toFixed(1)}\u00b0`, longer: (times: number) => `${formatShort(times)} \u00d7`,
  apartEarlier: "Measured for the dials of a moment ago.",
  apartMeaning: "Angle between the two: 0\u00b0 is the same direction, 90\u00b0 has nothing to do with it. Length: beside that of the gradient over all.",
} as const;
