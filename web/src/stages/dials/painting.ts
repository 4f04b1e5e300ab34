// The brush: what it paints, how wide, how strong; and the weights that it sets.

import { signal } from "@preact/signals";
import { neuronName } from "../../panels/inspector/names.ts";
import { layers, network } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { imageWidth, opened } from "./sight.ts";
import type { Go } from "./turning.ts";

export type Brush = keyof typeof WORDS.brushes;

export const brush = signal<Brush>("plus");
export const size = signal<number>(2);
/** How large the painted weights are, as a part of the layer's largest. */
export const strength = signal(0.5);

/** Set the weights under the brush. */
export function paintAt(neuron: number, pixel: number, go: Go): void {
  const layer = layers.value[0], width = imageWidth.value;
  if (layer === undefined) return;
  const rows = layer.n_inputs / width, row = Math.floor(pixel / width), column = pixel % width;
  const first = Math.floor((size.value - 1) / 2), indices: number[] = [];
  for (let y = row - first; y < row - first + size.value; y++) {
    for (let x = column - first; x < column - first + size.value; x++) {
      if (x >= 0 && x < width && y >= 0 && y < rows) indices.push(layer.weights_at + neuron * layer.n_inputs + y * width + x);
    }
  }
  go.turn(indices, indices.map(paintOf), WORDS.painted(neuronName(1, neuron)));
}

function paintOf(index: number): number {
  switch (brush.value) {
    case "plus": return paintedSize();
    case "minus": return -paintedSize();
    case "zero": return 0;
    case "opened": return opened.value[index] as number;
  }
}

export function paintedSize(): number {
  const all = network.value?.layers[0], from = all === undefined ? opened.value : opened.value.subarray(0, all.biases_at);
  let largest = 0;
  for (const value of from) largest = Math.max(largest, Math.abs(value));
  return Number((strength.value * (largest || 1)).toPrecision(3));
}
