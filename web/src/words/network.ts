// The sentences of the network view.

import type { Layer } from "../messages.ts";
import { formatCount } from "../numbers/format.ts";
import type { Place } from "../store.ts";

const SIDE = 28;

/** What people call a pixel: "row 9, column 14", counted from 1. */
export function pixelName(index: number): string {
  return `row ${Math.floor(index / SIDE) + 1}, column ${(index % SIDE) + 1}`;
}

/** What people call a neuron: "hidden 1, neuron 7", counted from 1; outputs by what they stand for: "output 3". */
export function neuronName(layers: readonly Layer[], layer: number, neuron: number, classes: readonly string[] = []): string {
  if (layer === 0) return pixelName(neuron);
  if (layer === layers.length) return `output ${classes[neuron] ?? neuron}`;
  return `${layers[layer - 1]?.name ?? `hidden ${layer}`}, neuron ${neuron + 1}`;
}

/** The layer and the neuron that a place speaks of; null for a pixel. */
export function neuronOf(place: Place | null): { readonly layer: number; readonly neuron: number } | null {
  return place === null || place.kind === "pixel" ? null : { layer: place.layer, neuron: place.neuron };
}

const SYMBOLS: Readonly<Record<string, string>> = { sigmoid: "\u03c3", relu: "ReLU", tanh: "tanh", softmax: "softmax", identity: "id" };

/** How the activation is written in a formula: "σ", "ReLU". */
export function symbolOf(activation: string): string {
  return SYMBOLS[activation] ?? activation;
}

export const WORDS = {
  stage: "The network",
  zooms: ["Network", "One neuron", "Arithmetic"],
  zoomKeys: "Enter or double click goes nearer, Escape goes back",
  zoomGroup: "How near",
  unroll: "Unroll image",
  roll: "Roll image up",
  unrollHint: "The image is layer 0: 784 neurons, one for each pixel",
  lines: "Lines",
  flow: "lines: weight \u00d7 activation",
  weights: "lines: weight",
  image: (name: string, value: string) => `The image, layer 0. ${name}: ${value}`,
  imageRole: "pixels",
  layer0: "784 pixels",
  column: "784 pixels",
  activations: "activation",
  zero: "0",
  scale: (tops: readonly (string | null)[]) =>
    tops.some((top) => top !== null) ? `0 to ${tops.map((top) => top ?? "1").join(" / ")}, by layer` : "0 to 1",
  positive: "+ raises",
  negative: "\u2212 lowers",
  strongest: "The strongest of each layer; all of the chosen one",
  table: "All activations, layer by layer",
  tableHead: ["layer", "neuron", "activation", "z"],
  readout: {
    pixel: (name: string, value: string, count: number, best: string) => `${name} holds ${value}; ${count} connections, strongest ${best}`,
    neuron: (name: string, symbol: string, a: string, z: string, nIn: number, nOut: number) =>
      `${name}: a = ${symbol}(z) = ${a}, z = ${z}; ${formatCount(nIn)} connections in${nOut > 0 ? `, ${formatCount(nOut)} out` : ""}`,
    dark: (name: string) => `${name}: the picture has not come this far. Step forward.`,
  },
  neuron: (name: string, value: string | null) => (value === null ? `${name}, not lit yet` : `${name}: ${value}`),
  near: {
    comesIn: "What comes in: the image",
    before: (layer: string) => `What comes in: ${layer}`,
    its: (top: string) => `Its 784 weights, \u2212${top} to ${top}`,
    place: (n: number, of: number, layer: string) => `${n} of ${of} in ${layer}`,
    sum: "sum of w \u00d7 a",
    bias: "bias",
    weight: "w",
    previous: "Previous neuron",
    next: "Next neuron",
    nearer: "Write the sum out",
    row: (a: string, w: string, product: string) => `${a} \u00d7 ${w} = ${product}`,
    head: ["a", "w", "w \u00d7 a"],
  },
  sum: {
    title: (name: string) => `${name}, written out`,
    asking: "Asking the server for the sum.",
    lost: "The server does not answer; the sum comes when it is back.",
    rest: (n: number) => `${formatCount(n)} smaller ones together`,
    silent: (n: number) => `${formatCount(n)} more are exactly 0: nothing flows in there`,
    bias: "bias",
    terms: ["from", "w", "a", "w \u00d7 a"],
    curve: (name: string) => `The ${name} curve, with this z on it`,
    slope: "slope",
    softmax: "Softmax looks at all sums of the layer together, so it has no curve of one z.",
    total: "z, the sum of the column",
  },
  meaning: {
    a: "How strongly this neuron fires.",
    z: "The weighted sum of what comes in, plus the bias.",
    bias: "Added to the sum: how easily the neuron fires.",
    weight: "How much the one before counts for this neuron.",
    product: "What it adds to z now.",
    slope: "How much a changes when z does.",
    pixel: "Ink of this pixel: 0 black, 1 white.",
  },
} as const;
