// What the input panel says.

import { formatCount, formatExact, formatFixed } from "../numbers/format.ts";
import type { Origin } from "../store.ts";

/** A pixel's place for people, counted from 1. */
function pixelPlace(index: number): string {
  return `row ${Math.floor(index / 28) + 1}, column ${(index % 28) + 1}`;
}

export const WORDS = {
  title: "Input",
  origin: (origin: Origin): string => {
    switch (origin.kind) {
      case "drawing": return origin.strokes.length === 0 ? "Draw a digit" : "Your drawing";
      case "test": return `Test image ${origin.index}: a ${origin.label}`;
      case "picture": return origin.name;
      case "pixels": return origin.from;
    }
  },

  // The pad.
  pad: "Pad of 28 by 28 pixels, to draw on",
  padHelp: "Draw with mouse, pen or finger. By keys: arrows move, space or Enter puts the pen down and lifts it, Backspace takes back, Delete clears.",
  padEmpty: "Draw a digit here",
  cursor: (row: number, column: number, isDown: boolean, tool: "pen" | "eraser") =>
    `row ${row + 1}, column ${column + 1}, ${tool === "eraser" ? "eraser" : isDown ? "pen down" : "pen up"}`,
  tooLong: "This drawing is too long for one digit: the last stroke ends here. Clear the pad to begin anew.",
  tools: "Tools of the pad",
  pen: "Pen",
  eraser: "Eraser",
  undo: "Undo",
  clear: "Clear",
  undoKey: "take back the last change of the image",
  clearKey: "clear the pad",
  eraserKey: "pen or eraser",
  padKey: "go to the pad",
  thickness: "Thickness",
  thicknessValue: (value: number) => `${formatFixed(value)} px`,

  // As the network sees it.
  seen: "As the network sees it",
  seenLabel: (nInked: number) => (nInked === 0 ? "28 by 28 pixels, all black" : `28 by 28 pixels, ${nInked} of them not black`),
  drawn: "drawn",
  boxed: "boxed",
  boxedWhy: "Fit to 20 \u00d7 20 pixels",
  centered: "centered by mass",
  steps: "Steps of the preparation",
  prepare: "Prepare as MNIST was",
  prepareWhy: "Fit to 20 \u00d7 20 pixels, centered by mass. Off: inked where you drew.",
  pictureSteps: "Prepared as MNIST was: its steps are under Picture.",
  noSteps: "No preparation: these are the pixels themselves.",
  pixel: (index: number, value: number) => `${pixelPlace(index)}: ${formatFixed(value)}`,
  pixelExact: (index: number, value: number) => `${pixelPlace(index)}: ${formatExact(value)}`,
  noPixel: "Point at a pixel to read it",

  // Pixel values.
  values: "Pixel values",
  valuesShort: "Values",
  valuesKey: "pixel values as numbers",
  valuesTitle: "784 pixel values",
  valuesHelp: "0 black, 1 white, shown to one decimal. Arrows move; digits, + and \u2212 change the pixel; Enter: type its exact value.",
  value: (index: number) => `Value at ${pixelPlace(index)}`,
  valueRange: "A pixel takes a number from 0 to 1.",
  close: "Close",
  edited: (from: string) => (from.endsWith(", edited") ? from : `${from}, edited`),

  // Tabs.
  more: "Other images, and changes",
  images: "Test images",
  change: "Change",
  picture: "Picture",

  // Test images.
  label: "true digit",
  guess: "read as",
  anyLabel: "any digit",
  anyGuess: "read as any",
  oneLabel: (name: string) => `digit ${name}`,
  oneGuess: (name: string) => `read as ${name}`,
  wrongOnly: "only mistakes",
  wrongShort: "mistakes",
  order: "order",
  orders: { index: "as they come", confident: "most sure first", unsure: "least sure first", cost: "highest cost first" },
  found: (first: number, last: number, total: number) => (total === 0 ? "none found" : `${formatCount(first)}\u2013${formatCount(last)} of ${formatCount(total)}`),
  nothingFound: "No test image is like that.",
  showAll: "Show all",
  asking: "Asking for test images.",
  notAsked: "The server has not answered.",
  again: "Ask again",
  earlier: "Page back",
  later: "Page on",
  thumbnail: (index: number, label: number, guess: number, confidence: number) =>
    `test image ${index}: a ${label}${guess === label ? ", read rightly" : ` \u2715 as ${guess}, wrong`}, output ${formatFixed(confidence)}`,
  wrongAs: (guess: number) => `\u2715 as ${guess}`,
  nextKey: "next test image",
  previousKey: "previous test image",

  // Changes.
  shiftRight: "right",
  shiftDown: "down",
  degrees: "turn",
  scale: "scale",
  thicken: "thicken",
  noise: "noise",
  invert: "Swap black and white",
  anotherNoise: "Other noise",
  reset: "Reset",
  px: (value: number) => `${formatFixed(value, 1)} px`,
  turned: (value: number) => `${formatFixed(value, 0)}\u00b0`,
  times: (value: number) => `\u00d7 ${formatFixed(value)}`,
  changed: (from: string) => `${from}, changed`,
  changeHelp: "All of them together, from the image as it was.",

  // Pictures.
  choose: "Choose a picture",
  drop: "or drop it on this panel, or paste it. One digit, written large; a photograph will do.",
  readingPicture: "Reading the picture.",
  pictureName: (name: string) => (name === "" ? "Your picture" : name),
  noPicture: "That is no picture. Choose a PNG, JPEG, GIF, BMP or WebP file.",
  tooLarge: "The picture has more than 2 MB. Make it smaller, or photograph it again at a lower resolution.",
  lostPicture: "The picture could not be sent: the server does not answer. To start it: perceptible lab",
  brokenAnswer: "The server did not understand the picture. Try a PNG or JPEG file.",
  step: { gray: "gray", paper: "its paper", ink: "its ink", box: "box", centered: "centered by mass" } as Readonly<Record<string, string>>,
  inkColor: (color: string) => `Found ${color} ink.`,
} as const;
