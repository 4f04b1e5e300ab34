// Which number has the fullest color: of the weights and of the biases of each layer.

import type { Layer } from "../../messages.ts";
import { largestSize } from "../../numbers/scale.ts";

export interface Limit {
  readonly weights: number;
  readonly biases: number;
}

const MANY = 1000;
const FULL_FROM = 0.995;

export function limitsOf(layers: readonly Layer[], values: Float32Array): Limit[] {
  return layers.map(({ weights_at, biases_at, n_inputs, n_neurons }) => ({
    weights: fullest(values.subarray(weights_at, weights_at + n_inputs * n_neurons)),
    biases: fullest(values.subarray(biases_at, biases_at + n_neurons)),
  }));
}

/** Full color begins where only one of 200 is larger: a few large ones would leave all others pale. */
function fullest(values: Float32Array): number {
  if (values.length < MANY) return largestSize(values) || 1;
  const sizes = values.map(Math.abs).sort();
  return Number((sizes[Math.floor(FULL_FROM * (sizes.length - 1))] || sizes.at(-1) || 1).toPrecision(2));
}
