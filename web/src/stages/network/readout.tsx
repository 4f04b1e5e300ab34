// One line under the diagram that says what one points at.

import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS, neuronName, pixelName, symbolOf } from "../../words/network.ts";

export function Readout() {
  return <p class="stage-readout" aria-live="off" data-testid="readout">{sentence(store.hovered.value ?? store.selection.value)}</p>;
}

function sentence(place: store.Place): string {
  const { layers, trace, hello, shownUpTo, network } = store;
  const classes = hello.value?.class_names ?? [];
  if (place.kind === "pixel") return aboutPixel(place.index, classes);
  const { layer, neuron } = place, name = neuronName(layers.value, layer, neuron, classes);
  if (layer > (shownUpTo.value ?? layer)) return WORDS.readout.dark(name);
  const sizes = network.value?.sizes ?? [];
  const a = trace.value.a[layer]?.[neuron] ?? 0, z = trace.value.z[layer - 1]?.[neuron] ?? 0;
  return WORDS.readout.neuron(name, symbolOf(layers.value[layer - 1]?.activation ?? ""), formatShort(a), formatShort(z), sizes[layer - 1] ?? 0, sizes[layer + 1] ?? 0);
}

function aboutPixel(index: number, classes: readonly string[]): string {
  const layers = store.layers.value, first = layers[0];
  if (first === undefined) return "";
  const weights = Array.from({ length: first.n_neurons }, (_, j) => store.dials.value[first.weights_at + j * first.n_inputs + index] ?? 0);
  const best = weights.reduce((top, value, j) => (Math.abs(value) > Math.abs(weights[top] as number) ? j : top), 0);
  const strongest = `${formatSigned(weights[best] as number)} to ${neuronName(layers, 1, best, classes).replace(/^hidden 1, /, "")}`;
  return WORDS.readout.pixel(pixelName(index), formatFixed(store.image.value.pixels[index] ?? 0), first.n_neurons, strongest);
}
