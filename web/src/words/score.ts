// What the scoreboard and the views of the cost say.

import { formatCount, formatPercent, formatShort } from "../numbers/format.ts";
import { WORDS as COMMON } from "./common.ts";

export const WORDS = {
  title: "Score",
  views: { confusion: "What for what", mistakes: "Mistakes", quiz: "Quiz", costs: "Costs", squares: "Ten squares" },
  viewGroup: "What to see of the score",
  loading: "Asking the server.",
  lost: COMMON.away,
  again: "Ask again",
  running: (correct: number, of: number, low: number, high: number) =>
    `${formatCount(correct)} of ${formatCount(of)} images never learned from are right: ${formatPercent(correct / of)}; with 95 % confidence between ${formatPercent(low, 1)} and ${formatPercent(high, 1)}.`,

  confusion: "Which digit is taken for which",
  confusionHint: "A row for each digit, a column for each answer; a cell opens its images.",
  row: "digit",
  column: "answer",
  recall: "found",
  cell: (label: string, answer: string, n: number) => `${formatCount(n)} images of ${label} answered with ${answer}`,
  cellTitle: (label: string, answer: string, n: number) => label === answer ? `${formatCount(n)} times ${label}, and answered so` : `${formatCount(n)} times ${label}, answered with ${answer}`,
  noneThere: "No image.",

  mistakes: (n: number) => `${formatCount(n)} mistakes, the surest first`,
  noMistakes: "No test image is answered wrongly.",
  more: "More of them",
  image: (index: number, label: string, answer: string) => `test image ${index}, a ${label}, answered with ${answer}`,
  taken: (label: string, answer: string) => (label === answer ? label : `${label}, not ${answer}`),
  sure: (confidence: number) => `sure: ${confidence.toFixed(2)}`,

  onlyDisputed: (n: number) => `Only the ${formatCount(n)} labels in dispute`,
  disputedAbout: (n: number, recipe: string, lowest: number, highest: number, of: number) =>
    `${formatCount(n)} networks were trained apart by the recipe \u201c${recipe}\u201d, from ${formatCount(n)} seeds; each reads ${formatCount(lowest)} to ${formatCount(highest)} of these ${formatCount(of)} images as labeled. Here all of them say the same, and not what the label says. That does not make the label wrong: look, and judge yourself.`,
  disputedHere: (n: number, same: number, label: number) =>
    `Of these ${formatCount(n)} images, the network on the page reads ${formatCount(same)} as they do, ${formatCount(label)} as labeled${n - same - label > 0 ? `, and ${formatCount(n - same - label)} otherwise` : ""}.`,
  dispute: (n: number, answer: string) => `in dispute: ${formatCount(n)} networks all read ${answer}`,
  disputeMark: (answer: string) => `\u2691 all: ${answer}`,
  disputedTitle: "Labels in dispute",
  marked: (n: number, of: number) => `\u2691 marks labels in dispute, ${formatCount(n)} of the ${formatCount(of)} below: ten networks that were trained apart all read another digit, the same.`,
  quizDispute: (n: number, answer: string) => `\u2691 The label is in dispute: ${formatCount(n)} networks all read ${answer}.`,

  quiz: "Would you have known?",
  quizAbout: "Images that the network answered wrongly. What do you read?",
  quizImage: "an image that the network answered wrongly",
  quizScore: (right: number, of: number) => (of === 0 ? "" : `You: ${right} of ${of}. The network: 0 of ${of}.`),
  quizRight: (label: string, answer: string) => `\u2713 It is a ${label}, as you say. The network said ${answer}.`,
  quizWrong: (label: string, own: string, answer: string) => `\u2717 It is labeled ${label}; you said ${own}, the network ${answer}.`,
  quizNext: "Next",
  quizChoice: (digit: string) => `I read ${digit}`,

  splits: { test: "test images", train: "training images" },
  split: "Over which images",
  costs: "How many images cost how much",
  mean: (n: number, mean: number, median: number) =>
    `The average over ${formatCount(n)} images is ${formatShort(mean)}: that is the cost that training lowers. Half of the images cost less than ${formatShort(median)}.`,
  tail: (n: number, share: number) => `The dearest ${formatCount(n)} images, one in a hundred, make up ${formatPercent(share, 0)} of all cost:`,
  histogram: "Histogram of costs",
  histogramHead: ["from", "to", "images"],
  bin: (low: number, high: number, n: number) => `${formatCount(n)} images cost ${formatShort(low)} to ${formatShort(high)}`,
  axis: "cost of an image; heights show the square root of the number of images, so that the few are seen",

  squares: "The cost of this image: ten squared differences",
  squaresAbout: (name: string) => `What each output should have been for a ${name}, what it is, and the square of the difference.`,
  target: "It should be read as",
  head: ["Output", "is", "should be", "difference", "square"],
  sum: "sum of the squares",
  otherCost: (name: string, cost: number) => `This network was trained with another cost, ${name}: ${formatShort(cost)} for this image.`,
  functions: "Three functions, each on top of the last",
  functionHead: ["Function", "goes in", "comes out", "is made of"],
  functionRows: (nPixels: number, nOutputs: number, nDials: number, nImages: number) => [
    ["network", `${formatCount(nPixels)} pixels`, `${formatCount(nOutputs)} numbers`, `${formatCount(nDials)} dials`],
    ["cost", `${formatCount(nDials)} dials`, "1 number: how bad", `${formatCount(nImages)} training images`],
    ["gradient", `${formatCount(nDials)} dials`, `${formatCount(nDials)} numbers: which way to turn each`, "the slope of the cost"],
  ],
} as const;
