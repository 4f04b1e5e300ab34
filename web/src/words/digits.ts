// What the view of the digits says: why a 3 is a 3, the 784 numbers, and readers without hidden layers.

import { formatCount, formatExact, formatFixed, formatPercent } from "../numbers/format.ts";
import { WORDS as COMMON } from "./common.ts";

const place = (index: number, width: number) => `row ${Math.floor(index / width) + 1}, column ${(index % width) + 1}`;

export const WORDS = {
  title: "Digits",
  views: { alike: "All of them 3s?", numbers: "784 numbers", readers: "Without hidden layers" },
  alikeOf: (digit: string) => `All of them ${digit}s?`,
  viewGroup: "What to see of the digits",
  digit: "Digit",
  loading: "Asking the server.",
  lost: COMMON.away,
  again: "Ask again",

  // Alike and far apart.
  different: (digit: string) => `Very different, and all of them ${digit}s`,
  distancesFrom: "Distance of the first one to each, pixel by pixel: the root of the sum of (x \u2212 y)\u00b2. Choose another to measure from there.",
  measureFrom: (digit: string, index: number) => `measure from test image ${index}, a ${digit}`,
  distance: (value: number) => formatFixed(value),
  from: "from here",
  nearer: (digit: string) => `A ${digit} that lies nearer to another digit than to any other ${digit}`,
  noneNearer: (digit: string) => `Every ${digit} of the test images lies nearest to another ${digit}.`,
  verdict: (digit: string, other: string, distance: number, own: number) =>
    `${formatFixed(distance)} to a ${other}, ${formatFixed(own)} to the nearest other ${digit}.`,
  itself: "this one",
  nearestOther: (other: string) => `nearest of all: a ${other}`,
  nearestOwn: (digit: string) => `nearest other ${digit}`,
  image: (index: number, digit: string) => `test image ${index}, a ${digit}`,
  look: (index: number, digit: string) => `look at test image ${index}, a ${digit}`,
  neighbors: (index: number) => `Nearest to test image ${index}`,
  ownRow: (digit: string) => `other ${digit}s`,
  otherRow: "other digits",

  // The grid.
  grid: (width: number, height: number) => `The image as ${width} by ${height} numbers. Arrows move.`,
  gridTitle: "The image is 784 numbers: 0 black, 1 white",
  gridHelp: "Shown to one decimal; point at one, or walk with the arrow keys, to read all of it.",
  number: (index: number, value: number, width: number) => `${place(index, width)}: ${formatExact(value)}`,
  tableCaption: "All pixel values, row by row",
  row: (row: number) => `row ${row + 1}`,

  // Readers.
  readersTitle: "What reads digits without hidden layers",
  readersHelp: "Measured by the library on test images. No short rule does it.",
  measuring: "Measuring; the nearest neighbor takes a few seconds.",
  reader: "reader",
  accuracy: "accuracy",
  dials: "dials",
  images: "test images",
  count: formatCount,
  percent: (share: number) => formatPercent(share),
  right: (right: number, all: number) => `${formatCount(right)} of ${formatCount(all)}`,
} as const;
