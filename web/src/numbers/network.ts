// The forward pass, in float64 from the same float32 dials as Python's: z = W a + b, a = sigma(z), layer by layer.

import type { Layer } from "../messages.ts";

export interface Trace {
  /** z of each layer after the pixels. */
  readonly z: readonly Float64Array[];
  /** a of each layer, the pixels first. */
  readonly a: readonly Float64Array[];
}

/** Send one image through the network. */
export function forward(layers: readonly Layer[], dials: Float32Array, pixels: ArrayLike<number>): Trace {
  const z: Float64Array[] = [];
  const a: Float64Array[] = [Float64Array.from(pixels)];
  for (const layer of layers) {
    const sums = weightedSums(layer, dials, a.at(-1) as Float64Array);
    z.push(sums);
    a.push(activate(layer.activation, sums));
  }
  return { z, a };
}

/** The weighted sums of a layer: row j of the matrix belongs to neuron j. */
export function weightedSums(layer: Layer, dials: Float32Array, before: Float64Array): Float64Array {
  const sums = new Float64Array(layer.n_neurons);
  for (let j = 0; j < layer.n_neurons; j++) {
    const row = layer.weights_at + j * layer.n_inputs;
    let sum = 0;
    for (let i = 0; i < layer.n_inputs; i++) {
      const activation = before[i] as number;
      if (activation !== 0) sum += (dials[row + i] as number) * activation;
    }
    sums[j] = sum + (dials[layer.biases_at + j] as number);
  }
  return sums;
}

/** Apply the activation of this name to all z of a layer. */
export function activate(name: string, z: Float64Array): Float64Array {
  if (name === "softmax") return softmax(z);
  return z.map(activationOf(name));
}

/** One activation as a function of one z; softmax has none, since it looks at all z of its layer. */
export function activationOf(name: string): (z: number) => number {
  switch (name) {
    case "sigmoid": return sigmoid;
    case "tanh": return Math.tanh;
    case "relu": return (z) => Math.max(0, z);
    case "identity": return (z) => z;
    default: throw new Error(`the activation is ${name}, expected sigmoid, tanh, relu or identity`);
  }
}

/** The slope of an activation at z. */
export function slopeOf(name: string): (z: number) => number {
  switch (name) {
    case "sigmoid": return (z) => sigmoid(z) * (1 - sigmoid(z));
    case "tanh": return (z) => 1 - Math.tanh(z) ** 2;
    case "relu": return (z) => (z > 0 ? 1 : 0);
    case "identity": return () => 1;
    default: throw new Error(`the activation is ${name}, expected sigmoid, tanh, relu or identity`);
  }
}

/** Without overflow: e^-|z| is at most 1. */
export function sigmoid(z: number): number {
  const small = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + small) : small / (1 + small);
}

function softmax(z: Float64Array): Float64Array {
  const top = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The place in the row of dials of the weight from neuron `from` of the layer before. */
export function weightAt(layer: Layer, neuron: number, from: number): number {
  return layer.weights_at + neuron * layer.n_inputs + from;
}

/** Where the largest number stands; of equal ones the first, as in Python. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}
