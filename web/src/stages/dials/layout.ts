// Where each dial stands on the wall: blocks of equal cells, one block for each picture, matrix and column of biases.
// Sizes are in CSS pixels. Nothing here touches the page.

import type { Layer } from "../../messages.ts";

export interface Block {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  /** The dials, row by row: `count` of them from `start`, or the ones listed in `order`. */
  readonly start: number;
  readonly count: number;
  readonly order: Uint32Array | null;
  /** The layer from 1, the neuron of a picture, and whether these are biases; for what is sorted layer 0. */
  readonly layer: number;
  readonly neuron: number | null;
  readonly isBias: boolean;
}

export interface Title {
  readonly left: number;
  readonly top: number;
  readonly kind: "layer" | "neuron" | "biases";
  readonly layer: number;
  readonly neuron: number;
}

export interface Wall {
  readonly blocks: readonly Block[];
  readonly titles: readonly Title[];
  readonly width: number;
  readonly height: number;
}

export interface Cell {
  readonly index: number;
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

const GAP = 8;
const TITLE = 24;
const WIDEST_TITLE = 296;
const CAPTION = 20;
const BIAS = 12;
const MATRIX_CELLS = 3; // a cell of a matrix is so much larger than one of a picture, as long as there is room
const SMALLEST_MATRIX_CELL = 6;

/** All dials at their places: the pictures of the first layer, then each matrix with its biases beside it. */
export function wallByPlace(layers: readonly Layer[], imageWidth: number, width: number, cell: number): Wall {
  const blocks: Block[] = [], titles: Title[] = [];
  let left = 0, top = 0, low = 0, widest = 0;
  for (const [l, layer] of layers.entries()) {
    if (l === 0 && layer.n_inputs % imageWidth === 0 && layer.n_inputs > imageWidth) {
      const end = putPictures(blocks, titles, layer, imageWidth, width, cell);
      top = end.bottom + GAP;
      low = top;
      widest = end.right;
      continue;
    }
    const side = matrixCell(layer, width, cell);
    const wide = (layer.n_inputs + 2) * side + GAP;
    if (left > 0 && left + Math.max(wide, WIDEST_TITLE) > width) [left, top] = [0, low];
    titles.push({ left, top, kind: "layer", layer: l + 1, neuron: 0 });
    blocks.push({
      left, top: top + TITLE, columns: layer.n_inputs, rows: layer.n_neurons, cell: side, order: null,
      start: layer.weights_at, count: layer.n_inputs * layer.n_neurons, layer: l + 1, neuron: null, isBias: false,
    });
    blocks.push({
      left: left + layer.n_inputs * side + GAP, top: top + TITLE, columns: 1, rows: layer.n_neurons, cell: side, order: null,
      start: layer.biases_at, count: layer.n_neurons, layer: l + 1, neuron: null, isBias: true,
    });
    low = Math.max(low, top + TITLE + layer.n_neurons * side + 2 * GAP);
    widest = Math.max(widest, left + wide);
    left += Math.max(wide, WIDEST_TITLE) + 2 * GAP;
  }
  return { blocks, titles, width: widest, height: low };
}

function putPictures(blocks: Block[], titles: Title[], layer: Layer, imageWidth: number, width: number, cell: number) {
  const rows = layer.n_inputs / imageWidth, wide = imageWidth * cell, high = rows * cell;
  const most = Math.max(1, Math.floor((width + GAP) / (wide + GAP)));
  const across = Math.ceil(layer.n_neurons / Math.ceil(layer.n_neurons / most));
  titles.push({ left: 0, top: 0, kind: "layer", layer: 1, neuron: 0 });
  for (let neuron = 0; neuron < layer.n_neurons; neuron++) {
    const left = (neuron % across) * (wide + GAP), top = TITLE + Math.floor(neuron / across) * (high + CAPTION + GAP);
    titles.push({ left, top: top + high, kind: "neuron", layer: 1, neuron });
    blocks.push({
      left, top, columns: imageWidth, rows, cell, start: layer.weights_at + neuron * layer.n_inputs, count: layer.n_inputs,
      order: null, layer: 1, neuron, isBias: false,
    });
    blocks.push({
      left: left + wide - BIAS, top: top + high + 4, columns: 1, rows: 1, cell: BIAS, start: layer.biases_at + neuron, count: 1,
      order: null, layer: 1, neuron, isBias: true,
    });
  }
  return { bottom: TITLE + Math.ceil(layer.n_neurons / across) * (high + CAPTION + GAP), right: across * (wide + GAP) };
}

function matrixCell(layer: Layer, width: number, cell: number): number {
  const room = Math.floor((width - GAP) / (layer.n_inputs + 2));
  return Math.max(cell, Math.min(Math.max(SMALLEST_MATRIX_CELL, MATRIX_CELLS * cell), room));
}

/** Some dials in this order, row by row, in one block. */
export function wallInOrder(order: Uint32Array, width: number, cell: number): Wall {
  const columns = Math.max(1, Math.floor(width / cell)), rows = Math.ceil(order.length / columns);
  const block: Block = {
    left: 0, top: 0, columns, rows, cell, start: 0, count: order.length, order, layer: 0, neuron: null, isBias: false,
  };
  return { blocks: [block], titles: [], width: columns * cell, height: rows * cell };
}

/** The largest cell at which the whole wall is no higher than this; the smallest one where none is. */
export function fitting(sizes: readonly number[], height: number, wallAt: (cell: number) => Wall): number {
  return sizes.findLast((size) => wallAt(size).height <= height) ?? (sizes[0] as number);
}

/** The dial in cell number `k` of a block. */
export function dialAt(block: Block, k: number): number {
  return block.order === null ? block.start + k : (block.order[k] as number);
}

/** The cell under a point of the wall; null between the blocks. */
export function cellAt(wall: Wall, x: number, y: number): Cell | null {
  for (const block of wall.blocks) {
    const column = Math.floor((x - block.left) / block.cell), row = Math.floor((y - block.top) / block.cell);
    if (column < 0 || column >= block.columns || row < 0 || row >= block.rows) continue;
    const k = row * block.columns + column;
    if (k < block.count) return cellOf(block, k);
  }
  return null;
}

/** Where the cell of a dial is; null where it is not on this wall. */
export function cellOfDial(wall: Wall, index: number): Cell | null {
  for (const block of wall.blocks) {
    const k = block.order === null ? index - block.start : block.order.indexOf(index);
    if (k >= 0 && k < block.count) return cellOf(block, k);
  }
  return null;
}

function cellOf(block: Block, k: number): Cell {
  const left = block.left + (k % block.columns) * block.cell, top = block.top + Math.floor(k / block.columns) * block.cell;
  return { index: dialAt(block, k), left, top, size: block.cell };
}

/** The next cell from here in a direction: in the same block, else the nearest one of the blocks that lie there. */
export function nextCell(wall: Wall, from: Cell, right: number, down: number): Cell {
  const x = from.left + from.size / 2, y = from.top + from.size / 2;
  const within = cellAt(wall, x + right * from.size, y + down * from.size);
  if (within !== null) return within;
  let best: Cell | null = null, nearest = Infinity;
  for (const block of wall.blocks) {
    const beside = nearestCell(block, x, y);
    const dx = beside.left + beside.size / 2 - x, dy = beside.top + beside.size / 2 - y;
    const ahead = right * dx + down * dy, aside = Math.abs(right * dy) + Math.abs(down * dx);
    if (ahead > from.size / 2 && ahead + 2 * aside < nearest) [best, nearest] = [beside, ahead + 2 * aside];
  }
  return best ?? from;
}

function nearestCell(block: Block, x: number, y: number): Cell {
  const column = Math.min(block.columns - 1, Math.max(0, Math.floor((x - block.left) / block.cell)));
  const row = Math.min(block.rows - 1, Math.max(0, Math.floor((y - block.top) / block.cell)));
  return cellOf(block, Math.min(block.count - 1, row * block.columns + column));
}
