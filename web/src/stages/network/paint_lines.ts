// Draws connections: color and dashes by sign, width and strength by size.

import type { Layer } from "../../messages.ts";
import { type Connections, into, outOf, strongest } from "../../numbers/connections.ts";
import { solid } from "./colors.ts";
import { pixelBox } from "./layout.ts";
import { type Context, type Scene, barsOf } from "./scene.ts";

interface Spot { readonly x: number; readonly y: number }

const SIDE = 28;
const CALM_LINES = 100;
const LEVELS = 8;
const NO_DASH: number[] = [];

/** How lines are drawn: how strong, how wide, and from which of eight levels of strength on, as weaker ones could not be seen; dashes too. */
interface Pen {
  readonly alpha: number;
  readonly width: number;
  readonly seen: number;
  readonly dashed: number;
  readonly dash: number[];
}

const CALM: Pen = { alpha: 0.42, width: 1.6, seen: 3, dashed: 4, dash: [8, 5] };
const LIT: Pen = { alpha: 0.9, width: 2.4, seen: 1, dashed: 3, dash: [5, 3] };
const SINGLE: Pen = { ...LIT, alpha: 1, width: 3 };
/** Room for a number beside a bar, and for none. */
const NUMBER = 56;
const GAP = 8;

/** The strongest lines of each layer, faintly. */
export function calmLines(context: Context, scene: Scene): void {
  const { layers, dials, trace, upTo, lines, near } = scene;
  layers.forEach((layer, l) => {
    if (l + 1 > upTo) return;
    const before = lines === "flow" ? (trace.a[l] as Float64Array) : null;
    strokes(context, scene, l, strongestOf(layer, dials, before), CALM, 1 - near);
  });
}

interface Found {
  readonly dials: Float32Array;
  readonly before: Float64Array | null;
  readonly found: Connections;
}

const FOUND = new WeakMap<Layer, Found>();

/** The strongest connections of a layer, looked for again only where dials or activations changed. */
function strongestOf(layer: Layer, dials: Float32Array, before: Float64Array | null): Connections {
  const last = FOUND.get(layer);
  if (last !== undefined && last.dials === dials && last.before === before) return last.found;
  const found = strongest(layer, dials, before, CALM_LINES);
  FOUND.set(layer, { dials, before, found });
  return found;
}

/** All lines of what is looked at: hovered, otherwise selected. */
export function litLines(context: Context, scene: Scene, alpha: number): void {
  const { layers, dials, trace, hovered, selection, upTo, lines } = scene;
  const place = scene.near === 1 ? selection : (hovered ?? selection);
  const flow = lines === "flow" || scene.near > 0.5;
  if (place.kind === "pixel") {
    const layer = layers[0];
    if (layer !== undefined && upTo >= 1) strokes(context, scene, 0, outOf(layer, place.index, dials, 1), SINGLE, alpha);
    return;
  }
  const layer = layers[place.layer - 1], next = layers[place.layer];
  if (layer === undefined || place.layer > upTo) return;
  const before = trace.a[place.layer - 1] as Float64Array, own = (trace.a[place.layer] as Float64Array)[place.neuron] as number;
  if (place.kind === "weight" && scene.near < 0.5) {
    const value = (dials[layer.weights_at + place.neuron * layer.n_inputs + place.from] as number);
    const [from, to] = [Uint16Array.of(place.from), Uint16Array.of(place.neuron)];
    const one = { from, to, value: Float32Array.of(value), length: 1, top: Math.abs(value) };
    return strokes(context, scene, place.layer - 1, one, SINGLE, alpha);
  }
  strokes(context, scene, place.layer - 1, into(layer, place.neuron, dials, flow ? before : null), LIT, alpha);
  if (next !== undefined && place.layer < upTo && scene.near < 1) strokes(context, scene, place.layer, outOf(next, place.neuron, dials, flow ? own : 1), LIT, alpha);
}

/** Draw connections in a few levels of strength, the weakest first. Negative ones are dashed. */
function strokes(context: Context, scene: Scene, l: number, found: Connections, pen: Pen, alpha: number): void {
  if (found.top === 0 || alpha <= 0) return;
  const levels: number[][] = Array.from({ length: LEVELS + 1 }, () => []);
  for (let k = 0; k < found.length; k++) {
    const value = found.value[k] as number;
    if (value !== 0) levels[Math.ceil((Math.abs(value) / found.top) * LEVELS)]?.push(k);
  }
  levels.forEach((level, strength) => {
    if (strength < pen.seen) return;
    const share = strength / LEVELS;
    context.globalAlpha = alpha * pen.alpha * (0.06 + 0.94 * share * share);
    context.lineWidth = 0.5 + pen.width * share * share;
    for (const k of level) line(context, scene, l, found, k, strength >= pen.dashed ? pen.dash : NO_DASH);
  });
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** One line for itself: a browser draws many short paths faster than a long one. */
function line(context: Context, scene: Scene, l: number, found: Connections, k: number, dash: number[]): void {
  const end = scene.layout.dots[l]?.[found.to[k] as number];
  if (end === undefined) return;
  const isNegative = (found.value[k] as number) < 0, start = startOf(scene, l, found.from[k] as number);
  context.strokeStyle = solid(isNegative ? scene.colors.minus : scene.colors.plus);
  context.setLineDash(isNegative ? dash : NO_DASH);
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.lineTo(end.x - end.r, end.y);
  context.stroke();
}

function startOf(scene: Scene, l: number, from: number): Spot {
  const { layout } = scene;
  if (l > 0) {
    const dot = layout.dots[l - 1]?.[from] ?? { x: 0, y: 0, r: 0 };
    if (scene.near > 0.5) return { x: barsOf(layout).middle + barsOf(layout).half + (dot.r > 7 ? NUMBER : GAP), y: dot.y };
    return { x: dot.x + dot.r, y: dot.y };
  }
  if (layout.weights.cell > 0 && scene.near > 0.5) {
    const { x, y, cell } = layout.weights;
    return { x: x + ((from % SIDE) + 0.5) * cell, y: y + (Math.floor(from / SIDE) + 0.5) * cell };
  }
  const box = pixelBox(layout, from, scene.unrolled);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
