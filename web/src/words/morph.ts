// What the view says in which the page's image turns into a test image.

import { formatFixed, formatPercent, formatSigned } from "../numbers/format.ts";

export const WORDS = {
  title: "Morph",
  about: "Where does the answer flip on the way, and which neurons did it?",
  by: "How it turns",
  ways: { pixels: "Fade", shapes: "Change shape" },
  index: "into test image",
  another: "Another",
  slider: "How much of the way",
  at: (share: number) => formatPercent(share, 0),
  start: "the image on the page",
  end: (index: number, label: string) => `test image ${index}, a ${label}`,
  now: (share: number) => `the image at ${formatPercent(share, 0)} of the way`,
  answer: (answer: string, sure: number, next: string, second: number) => `answer ${answer}, ${formatFixed(sure)}; next ${next}, ${formatFixed(second)}`,
  look: "Show this image to the network",
  from: (share: number, index: number) => `${formatPercent(share, 0)} of the way to test image ${index}`,
  failed: "This way could not be followed: choose another test image.",
  noFlip: "The answer stays the same on the whole way. Take another image.",
  flips: (n: number) => (n === 1 ? "The answer flips once:" : `The answer flips ${n} times:`),
  flip: (before: string, after: string, share: number) => `${before} to ${after} at ${formatPercent(share, 1)}`,
  unsure: (confidence: number) => `There both outputs are ${formatFixed(confidence)}.`,
  did: (layer: string, before: string, after: string, change: number, isExact: boolean) =>
    `${layer}: what each neuron added to z of ${after} minus z of ${before}, ${isExact ? "in all" : "in all about"} ${formatSigned(change)}`,
  since: (share: number) => (share === 0 ? "Counted from the start of the way." : `Counted from ${formatPercent(share, 1)} of the way, the middle between this flip and the one before.`),
  others: (n: number, sum: number) => `${n} others together ${formatSigned(sum)}`,
  chart: (flips: string) => `The ten outputs along the way. ${flips}`,
  output: (name: string) => `output ${name}`,
} as const;
