// Where the gradient stands beside the dials: each picture or matrix of weights, and at its right that of their wishes.
// A wish has the number of its dial, and as many more as there are dials. Sizes are in CSS pixels; nothing here touches the page.

import type { Layer } from "../../messages.ts";
import type { Block, Cell, Title, Wall } from "../dials/layout.ts";

const GAP = 8; // between pairs, at least
const INNER = 2; // within a pair
const TITLE = 20;
const CAPTION = 20;
const BIAS = 10;
const MATRIX_CELL = 6;
const WIDEST_TITLE = 232;
const SMALLEST = 2; // as many pairs stand in a row as with pixels of this size
const LARGEST = 3;

/** The dial that a cell belongs to, be it of the weights or of the wishes. */
export function dialOf(cell: Cell, n_dials: number) {
  return cell.index % n_dials;
}

/** Pairs of pictures of the first layer, then of the matrices with their biases. `density`: dots of the screen to a pixel. */
export function pairs(layers: readonly Layer[], imageWidth: number, width: number, density: number): Wall {
  const blocks: Block[] = [], titles: Title[] = [], last = layers.at(-1);
  const n_dials = last === undefined ? 0 : last.biases_at + last.n_neurons;
  let top = 0, left = 0, low = 0, widest = 0;
  for (const [l, layer] of layers.entries()) {
    if (l === 0 && layer.n_inputs % imageWidth === 0 && layer.n_inputs > imageWidth) {
      ({ left, top, low } = putPictures(blocks, titles, layer, imageWidth, width, density, n_dials));
      widest = width;
      continue;
    }
    const room = Math.floor((width - 4 * INNER) / (2 * layer.n_inputs + 2)), side = Math.max(1, Math.min(MATRIX_CELL, room));
    const one = (layer.n_inputs + 1) * side + INNER, wide = 2 * one + 2 * INNER;
    if (left > 0 && left + Math.max(wide, WIDEST_TITLE) > width) [left, top] = [0, low];
    titles.push({ left, top, kind: "layer", layer: l + 1, neuron: 0 });
    for (const [k, offset] of [0, n_dials].entries()) {
      const at = left + k * (one + 2 * INNER), matrix = { top: top + TITLE, rows: layer.n_neurons, cell: side, order: null, layer: l + 1, neuron: null };
      blocks.push({ ...matrix, left: at, columns: layer.n_inputs, start: offset + layer.weights_at, count: layer.n_inputs * layer.n_neurons, isBias: false });
      blocks.push({ ...matrix, left: at + layer.n_inputs * side + INNER, columns: 1, start: offset + layer.biases_at, count: layer.n_neurons, isBias: true });
    }
    low = Math.max(low, top + TITLE + layer.n_neurons * side + 2 * GAP);
    widest = Math.max(widest, left + wide);
    left += Math.max(wide, WIDEST_TITLE) + 2 * GAP;
  }
  return { blocks, titles, width: widest, height: low };
}

/** How many pairs stand in a row, and how large a pixel is then: as whole dots of the screen allow. */
function sizes(width: number, imageWidth: number, n: number, density: number): readonly [across: number, cell: number] {
  const across = Math.max(1, Math.min(n, Math.floor((width + GAP) / (2 * SMALLEST * imageWidth + INNER + GAP))));
  const cell = Math.floor((((width + GAP) / across - GAP - INNER) / 2 / imageWidth) * density) / density;
  return [across, Math.min(LARGEST, Math.max(1, cell))];
}

function putPictures(blocks: Block[], titles: Title[], layer: Layer, imageWidth: number, width: number, density: number, n_dials: number) {
  const [across, cell] = sizes(width, imageWidth, layer.n_neurons, density);
  const rows = layer.n_inputs / imageWidth, wide = imageWidth * cell, high = rows * cell, pitch = Math.floor((width + GAP) / across);
  titles.push({ left: 0, top: 0, kind: "layer", layer: 1, neuron: 0 });
  for (let neuron = 0; neuron < layer.n_neurons; neuron++) {
    const left = (neuron % across) * pitch, top = TITLE + Math.floor(neuron / across) * (high + CAPTION + INNER);
    titles.push({ left, top: top + high, kind: "neuron", layer: 1, neuron });
    for (const [k, offset] of [0, n_dials].entries()) {
      const at = left + k * (wide + INNER), shared = { order: null, layer: 1, neuron };
      blocks.push({ ...shared, left: at, top, columns: imageWidth, rows, cell, start: offset + layer.weights_at + neuron * layer.n_inputs, count: layer.n_inputs, isBias: false });
      blocks.push({ ...shared, left: at + wide - BIAS, top: top + high + 3, columns: 1, rows: 1, cell: BIAS, start: offset + layer.biases_at + neuron, count: 1, isBias: true });
    }
  }
  const full = Math.floor(layer.n_neurons / across), rest = layer.n_neurons % across, each = high + CAPTION + INNER;
  const low = TITLE + (full + Math.sign(rest)) * each;
  return { left: rest === 0 ? 0 : rest * pitch + GAP, top: rest === 0 ? low : low - each, low };
}
