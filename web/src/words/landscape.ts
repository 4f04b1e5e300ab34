// What the landscape says.

import { formatCount, formatFixed, formatPercent, formatShort, formatSigned } from "../numbers/format.ts";

const KINDS = {
  gradient: "downhill and across",
  random: "two random directions",
  path: "along the training",
} as const;

export const WORDS = {
  title: "The true landscape",
  ways: { line: "Along one dial", plane: "Over a plane" },
  wayGroup: "What to look at",
  images: "Averaged over",
  imagesOf: (split: "test" | "train", n: number, all: number) =>
    n >= all ? `all ${formatCount(n)} ${split === "test" ? "test" : "training"} images` : `the first ${formatCount(n)} ${split === "test" ? "test" : "training"} images`,
  measuring: (n: number, all: number) => `${formatCount(n)} of ${formatCount(all)} points measured`,
  measured: (n: number, nImages: string, seconds: number) => `${formatCount(n)} points measured over ${nImages}${seconds > 0 ? ` in ${formatFixed(seconds, 1)} s` : ""}`,
  asking: "Measuring.",
  lost: "The server does not answer; this is what was measured before.",
  refresh: "Measure again",
  closer: "Closer",
  further: "Further",
  closerTitle: "half as far to both sides",
  furtherTitle: "twice as far to both sides",

  // The line.
  lineAbout: "The cost of the whole network while one dial turns and all others stay. Every point is measured.",
  dial: "The dial",
  steepest: "The steepest",
  steepestTitle: (n: number) => `the dial with the largest slope of all ${formatCount(n)}`,
  find: "Find a dial",
  findHint: "output 8, bias",
  findHelp: "Words as on the wall: hidden 1, neuron 7, row 9, column 14, from neuron 2, output 3, bias. Enter takes the first found; or select a dial on the wall or in the inspector.",
  notFound: (words: string) => `\u201c${words}\u201d finds no dial. Write as here: hidden 2, neuron 3, bias.`,
  isSteepest: "the steepest of all",
  staleLine: "Other dials have turned since: the curve is of an earlier moment.",
  lineLabel: (name: string, n: number, from: number, to: number, low: number, high: number, now: number, cost: string) =>
    `The cost along the ${name}: ${formatCount(n)} points from ${formatShort(from)} to ${formatShort(to)}. It lies between ${formatShort(low)} and ${formatShort(high)}; at ${formatShort(now)}, where the dial is, it is ${cost}. Arrow keys read points, Enter turns the dial there.`,
  valueAxis: "value of the dial",
  costAxis: "cost",
  tangent: "as the gradient predicts",
  wasHere: "was here",
  dialIs: "Dial",
  costIs: "Cost",
  slopeIs: "Slope",
  slopeHint: "cost per unit of the dial: the gradient's component",
  spotLine: (value: number, cost: number, change: number) => `at ${formatFixed(value, 2)} the cost is ${formatCost(cost)}, ${formatSigned(change, 4)} against here`,
  spotNone: "Point at the curve to read it; drag along it to turn the dial.",
  slider: (name: string) => `Turn the ${name} along the curve`,
  sliderValue: (value: number, cost: string) => `${formatFixed(value, 2)}, cost ${cost}`,
  flat: "This dial changes nothing at all for these images: its slope is exactly 0 everywhere. For a first-layer weight that means that its pixel is black in every one of them.",
  noNumber: "no number",
  accuracy: (share: number) => `${formatPercent(share)} of the test images right`,
  turned: (name: string) => `turned the ${name} along its curve`,
  lineTable: "Cost along the dial",
  lineHead: ["dial", "cost"],
  minimum: (value: number, cost: number, now: number) => cost < now
    ? `Lowest at ${formatFixed(value, 2)}: ${formatCost(cost)}. Alone, this dial gains ${formatPercent(1 - cost / now, 1)}.`
    : "The dial stands at the lowest measured point of its curve.",
  toMinimum: "Turn it there",

  // The plane.
  planeGroup: "Which plane",
  kinds: KINDS,
  about: {
    gradient: "Right: the steepest way down of all. Up: a random direction at right angles to it, as long.",
    random: "Filter-normalized: a step of 1 turns each neuron's weights as far as they are long.",
    path: "The two directions in which this training moved most, through the point that it had reached.",
  },
  axes: {
    gradient: ["downhill", "random"],
    random: ["first random", "second random"],
    path: ["first principal", "second principal"],
  },
  seed: "Seed",
  seedTitle: "of the random directions",
  badSeed: "Write a whole number from 0 up.",
  points: "Points",
  nPoints: (n: number) => `${n} \u00d7 ${n}`,
  heights: "Scale",
  heightNames: { log: "logarithmic", linear: "linear" },
  mapLabel: (kind: string, n: number, low: number, high: number, here: string) =>
    `Map of the cost over a plane through the network, ${kind}: ${formatCount(n)} points, from ${formatShort(low)} to ${formatShort(high)}; at the network ${here}. Arrow keys read points.`,
  mapWaiting: "Map of the cost over a plane through the network: nothing is measured yet.",
  surfaceLabel: "The same as a surface to rotate: drag it, or use the arrow keys. Low is cheap.",
  surfaceHint: "Drag it or use the arrow keys to rotate it.",
  legend: "Stronger is lower; lines join equal costs.",
  spot: (x: number, y: number, cost: string) => `${signedShort(x)} right, ${signedShort(y)} up: cost ${cost}`,
  against: (cost: number, here: number) => (here > 0 && Number.isFinite(cost) ? `, ${formatShort(cost / here)} times the middle's` : ""),
  spotNonePlane: "Point at the map, or use the arrow keys: any point tells its cost.",
  notYet: "not measured yet",
  move: "Move the network here",
  moveTitle: "turns all dials to this point; one undo brings them back",
  movedLabel: "moved the network over the plane",
  stalePlane: "The network has changed since: the plane goes through what it was before.",
  stalePath: "The training went on: the plane is of an earlier moment.",
  noPath: "No training on this page yet, and so no path to draw.",
  noPathLong: "This plane is laid through the path of a training, and there is none on this page yet. Train a little first, then come back.",
  toTrain: "Go to Train",
  shareName: "Honesty meter",
  share: (share: number, isPath: boolean) =>
    `This plane contains ${formatPercent(share, 1)} of the training's movement; ${isPath || share > 0.5 ? "the rest is not seen here." : "nearly all of it happens elsewhere."}`,
  shareTitle: (n: number) => `the squared distances from the middle of ${formatCount(n)} moments of the training: how much of them lies in the plane`,
  planeTable: (kind: string) => `Cost over the plane, ${kind}`,
  planeHead: ["right", "up", "cost"],
  cost: (cost: number | null | undefined) => formatCost(cost),
} as const;

/** With its sign always, in three significant digits. */
function signedShort(value: number): string {
  return `${value < 0 ? "" : "+"}${formatShort(value)}`;
}

function formatCost(cost: number | null | undefined): string {
  return cost == null || !Number.isFinite(cost) ? "no number" : formatShort(cost);
}
