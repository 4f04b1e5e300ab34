// Which connections matter most: the strongest of a layer, by weight or by what flows through them now.

import type { Layer } from "../messages.ts";

export interface Connections {
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  readonly value: Float32Array;
  readonly length: number;
  /** The largest size among all of the layer's. */
  readonly top: number;
}

const BINS = 512;

/**
 * Choose about `count` of the strongest connections of a layer; ties at the edge may bring a few more.
 * `before`: activations that flow in, for weight times activation; null for the weights alone.
 */
export function strongest(layer: Layer, dials: Float32Array, before: Float64Array | null, count: number): Connections {
  const { n_neurons, n_inputs, weights_at } = layer;
  const values = new Float32Array(n_neurons * n_inputs);
  let top = 0;
  for (let j = 0, k = 0; j < n_neurons; j++) {
    for (let i = 0; i < n_inputs; i++, k++) {
      const value = (dials[weights_at + k] as number) * (before === null ? 1 : (before[i] as number));
      values[k] = value;
      top = Math.max(top, Math.abs(value));
    }
  }
  return chosen(values, n_inputs, top, edgeOf(values, top, count));
}

/** The size from which on there are about `count` values. */
function edgeOf(values: Float32Array, top: number, count: number): number {
  const bins = new Uint32Array(BINS + 1);
  for (const value of values) if (value !== 0) (bins[Math.floor((Math.abs(value) / top) * BINS)] as number)++;
  for (let bin = BINS, found = 0; bin > 0; bin--) {
    found += bins[bin] as number;
    if (found >= count) return (bin / BINS) * top;
  }
  return 0;
}

function chosen(values: Float32Array, nInputs: number, top: number, edge: number): Connections {
  const places: number[] = [];
  values.forEach((value, k) => value !== 0 && Math.abs(value) >= edge && places.push(k));
  return {
    from: Uint16Array.from(places, (k) => k % nInputs),
    to: Uint16Array.from(places, (k) => Math.floor(k / nInputs)),
    value: Float32Array.from(places, (k) => values[k] as number),
    length: places.length,
    top,
  };
}

/** The connections into one neuron, all of them. */
export function into(layer: Layer, neuron: number, dials: Float32Array, before: Float64Array | null): Connections {
  const row = layer.weights_at + neuron * layer.n_inputs;
  return all(layer.n_inputs, (i) => i, () => neuron, (i) => (dials[row + i] as number) * (before === null ? 1 : (before[i] as number)));
}

/** The connections from one neuron or pixel into the next layer, all of them. */
export function outOf(next: Layer, from: number, dials: Float32Array, activation: number): Connections {
  return all(next.n_neurons, () => from, (j) => j, (j) => (dials[next.weights_at + j * next.n_inputs + from] as number) * activation);
}

function all(length: number, from: (k: number) => number, to: (k: number) => number, value: (k: number) => number): Connections {
  const values = Float32Array.from({ length }, (_, k) => value(k));
  const top = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return { from: Uint16Array.from({ length }, (_, k) => from(k)), to: Uint16Array.from({ length }, (_, k) => to(k)), value: values, length, top };
}
