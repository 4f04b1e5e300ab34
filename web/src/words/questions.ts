// The words of the questions.

import { formatCount } from "../numbers/format.ts";

export const WORDS = {
  title: "What did it learn?",
  loading: "Asking which questions there are\u2026",
  list: "Questions",
  about: "Every answer is an experiment: networks are trained while you watch, and what comes out is counted. Guess first.",
  run: "Run the experiment",
  again: "Run it again",
  stop: "Stop",
  seed: "First seed",
  seedHint: "Other seeds, other networks: does the answer hold?",
  takes: (takes: string) => `Takes ${takes}.`,
  progress: (done: number, all: number, left: string) => `${done} of ${all} pieces${left === "" ? "" : `, about ${left} left`}`,
  left: (seconds: number) => (seconds < 1 ? "" : seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`),
  stopped: "Stopped. Nothing was kept of it.",
  failed: (sentence: string) => `It failed: ${sentence}`,
  done: (seconds: number) => `Done in ${Math.round(seconds)} s.`,
  busy: (title: string) => `\u201c${title}\u201d is running: it stops when you run this one.`,
  findings: "What came out",
  numbers: (name: string, n: number) => `The numbers: ${name}, ${formatCount(n)} ${n === 1 ? "row" : "rows"}`,
  drawing: "Drawing the figure\u2026",
  whole: "The whole experiment, with more seeds, figures and tables in a folder:",
  none: "\u2013",
} as const;
