// Where everything lies on the stage: the picture or its column, the neurons as circles, the digits beside the last.

import type { Place } from "../../store.ts";

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

export interface Frame {
  readonly x: number;
  readonly y: number;
  /** Side of one pixel of the picture. */
  readonly cell: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The image, layer 0. */
  readonly picture: Frame;
  /** The picture of the weights of one neuron; its cell is 0 where there is none. */
  readonly weights: Frame;
  /** Circles of each layer after the pixels, and how visible they are. */
  readonly dots: readonly (readonly Dot[])[];
  readonly alpha: readonly number[];
  /** Where the digits and bars beside the outputs begin, and how long a bar is. */
  readonly digits: { readonly x: number; readonly bar: number };
}

const SIDE = 28;
const EDGE = 16;
const RIM = 8;
const LARGEST_DOT = 16;
/** A circle of this radius has room for its value. */
export const ROOM_FOR_VALUE = 12;
const TEXT = 52;

/** The whole network, for a stage of this size. */
export function layoutWhole(width: number, height: number, sizes: readonly number[]): Layout {
  const counts = sizes.slice(1);
  const share = counts.length > 4 ? 0.2 : counts.length > 3 ? 0.25 : 0.34;
  const cell = Math.max(3, Math.min(9, Math.floor((width * share) / SIDE), Math.floor((height - 2 * EDGE) / SIDE)));
  const picture = { x: EDGE, y: Math.round((height - cell * SIDE) / 2), cell };
  const bar = width < 480 ? 24 : width < 620 ? 40 : 56;
  const digits = { x: width - EDGE - TEXT - bar - 24, bar };
  const start = EDGE + cell * SIDE, gap = (digits.x - start) / (counts.length + 0.35);
  const dots = counts.map((count, l) => block(count, start + gap * (l + 0.85), gap * 0.55, height - 2 * RIM, RIM));
  return { width, height, picture, weights: { x: 0, y: 0, cell: 0 }, dots, alpha: counts.map(() => 1), digits };
}

/** Circles for the neurons of a layer around x, in as many columns as makes them largest. */
function block(count: number, x: number, width: number, height: number, top: number): Dot[] {
  let best = { r: 0, columns: 1, pitch: 0 };
  for (let columns = 1; columns <= Math.min(count, 8); columns++) {
    const pitch = height / Math.ceil(count / columns);
    const r = Math.min(LARGEST_DOT, pitch * 0.46, columns === 1 ? LARGEST_DOT : ((width / columns) * 0.46));
    if (r > best.r * 1.2) best = { r, columns, pitch: Math.min(pitch, r * 3.2) };
  }
  const rows = Math.ceil(count / best.columns), across = best.columns === 1 ? 0 : Math.max(best.r * 2.3, (best.r * 2) / 0.92);
  const first = top + height / 2 - (best.pitch * (rows - 1)) / 2;
  return Array.from({ length: count }, (_, k) => ({
    x: x + (Math.floor(k / rows) - (best.columns - 1) / 2) * across,
    y: first + (k % rows) * best.pitch,
    r: best.r,
  }));
}

/** One neuron from near: what comes in on the left, its weights, itself large, its layer as a strip on the right. */
export function layoutNear(width: number, height: number, sizes: readonly number[], layer: number, neuron: number): Layout {
  const whole = layoutWhole(width, height, sizes);
  const isFirst = layer === 1;
  const large = Math.max(4, Math.min(12, Math.floor((width * 0.5) / SIDE), Math.floor((height - 176) / SIDE)));
  const small = Math.max(2, Math.min(4, Math.floor(width / 160)));
  const center = { x: Math.round(width * 0.74), y: Math.round(height * 0.34), r: Math.min(48, width * 0.08) };
  const dots = whole.dots.map((layerDots, l) => {
    if (l === layer - 1) {
      const pitch = Math.min(16, (height - 2 * EDGE) / layerDots.length), r = Math.min(5, pitch * 0.42);
      const top = height / 2 - (pitch * (layerDots.length - 1)) / 2;
      return layerDots.map((_, k) => (k === neuron ? center : { x: width - EDGE - 8, y: top + k * pitch, r }));
    }
    if (l === layer - 2) {
      const pitch = Math.min(34, (height - 64) / layerDots.length), r = Math.min(14, pitch * 0.44);
      return layerDots.map((_, k) => ({ x: EDGE + 40, y: 48 + pitch * (k + 0.5), r }));
    }
    return layerDots;
  });
  return {
    ...whole,
    picture: isFirst ? { x: EDGE, y: 32, cell: small } : { ...whole.picture, cell: 0 },
    weights: isFirst ? { x: EDGE, y: 32 + small * SIDE + 40, cell: large } : { x: 0, y: 0, cell: 0 },
    dots,
    alpha: whole.dots.map((_, l) => (l === layer - 1 || l === layer - 2 ? 1 : 0)),
    digits: { ...whole.digits, bar: 0 },
  };
}

/** Between two layouts of one network: t 0 is the first, 1 the second. */
export function between(a: Layout, b: Layout, t: number): Layout {
  if (t >= 1 || a.dots.length !== b.dots.length) return b;
  const mix = (p: number, q: number) => p + (q - p) * t;
  const frame = (p: Frame, q: Frame) => ({ x: mix(p.x, q.x), y: mix(p.y, q.y), cell: mix(p.cell, q.cell) });
  return {
    width: b.width, height: b.height,
    picture: frame(a.picture, b.picture),
    weights: frame(a.weights, b.weights),
    dots: b.dots.map((dots, l) => dots.map((dot, k) => {
      const old = a.dots[l]?.[k] ?? dot;
      return { x: mix(old.x, dot.x), y: mix(old.y, dot.y), r: mix(old.r, dot.r) };
    })),
    alpha: b.alpha.map((alpha, l) => mix(a.alpha[l] ?? alpha, alpha)),
    digits: { x: mix(a.digits.x, b.digits.x), bar: mix(a.digits.bar, b.digits.bar) },
  };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where pixel `index` lies between the picture (t = 0) and the column of all 784 (t = 1). */
export function pixelBox(layout: Layout, index: number, t: number): Box {
  const { x, y, cell } = layout.picture;
  const row = Math.floor(index / SIDE), column = index % SIDE;
  const boxes = columnBox(layout), height = boxes.height / (SIDE * SIDE);
  const mix = (p: number, q: number) => p + (q - p) * t;
  return {
    x: mix(x + column * cell, boxes.x), y: mix(y + row * cell, boxes.y + index * height),
    width: mix(cell, boxes.width), height: mix(cell, height),
  };
}

/** The column that all pixels make, from top to bottom of the stage. */
export function columnBox(layout: Layout): Box {
  const middle = layout.picture.x + layout.picture.cell * SIDE * 0.75;
  return { x: middle - 10, y: RIM, width: 20, height: layout.height - 2 * RIM };
}

/** Which pixel lies at a point, or null. */
export function pixelAt(layout: Layout, x: number, y: number, unrolled: boolean): number | null {
  if (unrolled) {
    const box = columnBox(layout);
    const inside = x >= box.x - 8 && x < box.x + box.width + 8 && y >= box.y && y < box.y + box.height;
    return inside ? Math.floor(((y - box.y) / box.height) * SIDE * SIDE) : null;
  }
  for (const frame of [layout.weights, layout.picture]) {
    const column = Math.floor((x - frame.x) / frame.cell), row = Math.floor((y - frame.y) / frame.cell);
    if (frame.cell > 0 && row >= 0 && row < SIDE && column >= 0 && column < SIDE) return row * SIDE + column;
  }
  return null;
}

/** The neuron, as a place, nearest to a point and not farther than half a circle from it; or null. */
export function neuronAt(layout: Layout, x: number, y: number): Extract<Place, { kind: "neuron" }> | null {
  for (const [l, dots] of layout.dots.entries()) {
    if ((layout.alpha[l] as number) < 0.5) continue;
    const neuron = dots.findIndex((dot) => Math.hypot(dot.x - x, dot.y - y) <= dot.r + 2);
    if (neuron >= 0) return { kind: "neuron", layer: l + 1, neuron };
  }
  return null;
}
