// What places are called: people count from 1, Python from 0, and outputs are called by their digit.

import { SIDE, type Place, hello, layers } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";

export function pixelName(index: number): string {
  const width = hello.value?.width ?? SIDE;
  return WORDS.pixel(Math.floor(index / width) + 1, (index % width) + 1);
}

/** "hidden 1, neuron 7" or "output 3". */
export function neuronName(layer: number, neuron: number): string {
  if (layer !== layers.value.length) return WORDS.neuron(layer, neuron + 1);
  return WORDS.output(hello.value?.class_names[neuron] ?? String(neuron));
}

/** What stands at the other end of a neuron's weight: a pixel, or a neuron of the layer before. */
export function sourceName(layer: number, from: number): string {
  return layer === 1 ? pixelName(from) : neuronName(layer - 1, from);
}

/** As short as a line of the waterfall needs it: "9, 14" or "neuron 7". */
export function shortSourceName(layer: number, from: number): string {
  const width = hello.value?.width ?? SIDE;
  return layer === 1 ? WORDS.shortPixel(Math.floor(from / width) + 1, (from % width) + 1) : WORDS.shortNeuron(from + 1);
}

export function placeName(place: Place): string {
  switch (place.kind) {
    case "pixel": return pixelName(place.index);
    case "neuron": return neuronName(place.layer, place.neuron);
    case "bias": return WORDS.biasOf(neuronName(place.layer, place.neuron));
    case "weight": return WORDS.weightOf(sourceName(place.layer, place.from), neuronName(place.layer, place.neuron));
  }
}

/** Where Python finds it. */
export function pythonPlace(place: Place): string {
  switch (place.kind) {
    case "pixel": return `inputs[${place.index}]`;
    case "neuron": return `layer ${place.layer}, index ${place.neuron}`;
    case "bias": return `network.biases[${place.layer - 1}][${place.neuron}]`;
    case "weight": return `network.weights[${place.layer - 1}][${place.neuron}, ${place.from}]`;
  }
}
