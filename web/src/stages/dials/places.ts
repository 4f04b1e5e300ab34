// From a place in the row of all dials to the weight or bias that stands there, and back. Nothing here touches the page.

import type { Layer } from "../../messages.ts";
import { weightAt } from "../../numbers/network.ts";
import type { Place } from "../../store.ts";

export type DialPlace = Extract<Place, { kind: "weight" | "bias" }>;

/** Which weight or bias stands at this place of the row; null where there is none. */
export function placeOf(layers: readonly Layer[], index: number): DialPlace | null {
  for (const [l, layer] of layers.entries()) {
    const inWeights = index - layer.weights_at;
    const inBiases = index - layer.biases_at;
    if (inWeights >= 0 && inWeights < layer.n_neurons * layer.n_inputs) {
      const neuron = Math.floor(inWeights / layer.n_inputs);
      return { kind: "weight", layer: l + 1, neuron, from: inWeights % layer.n_inputs };
    }
    if (inBiases >= 0 && inBiases < layer.n_neurons) return { kind: "bias", layer: l + 1, neuron: inBiases };
  }
  return null;
}

/** Where the dial of a place stands in the row; null where the place is no dial, or is not there. */
export function indexOf(layers: readonly Layer[], place: Place | null): number | null {
  if (place === null || (place.kind !== "weight" && place.kind !== "bias")) return null;
  const layer = layers[place.layer - 1];
  if (layer === undefined || place.neuron >= layer.n_neurons) return null;
  return place.kind === "bias" ? layer.biases_at + place.neuron : weightAt(layer, place.neuron, place.from);
}

/** The dials by which a hidden neuron speaks to the layer after it: its column of the next matrix. None for an output. */
export function outgoing(layers: readonly Layer[], layer: number, neuron: number): number[] {
  const next = layers[layer];
  return next === undefined ? [] : Array.from({ length: next.n_neurons }, (_, to) => weightAt(next, to, neuron));
}
