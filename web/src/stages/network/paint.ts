// Draws the network on a canvas: calm lines, the picture, the lines of what one looks at, circles, digits with bars.

import { type Colors, mixed, signed } from "./colors.ts";
import { columnBox, pixelBox } from "./layout.ts";
import { calmLines, litLines } from "./paint_lines.ts";
import { circles, outputs, weightBars } from "./paint_neurons.ts";
import type { Context, Scene } from "./scene.ts";

const N_PIXELS = 784;
const SIDE = 28;
/** Cells lower than a pixel of the screen overlap a little, or the ground would shine through between them. */
const SEAM = 0.5;

/** Draw everything. */
export function paint(context: Context, scene: Scene): void {
  const { layout, near } = scene;
  context.clearRect(0, 0, layout.width, layout.height);
  if (near < 1) calmLines(context, scene);
  if (near > 0) litLines(context, scene, near);
  image(context, scene);
  if (layout.weights.cell > 0 && near > 0) weightPicture(context, scene);
  if (near < 1) litLines(context, scene, 1 - near);
  scene.layers.forEach((_, l) => circles(context, scene, l));
  if (near < 1) outputs(context, scene);
  if (near > 0) weightBars(context, scene);
}

function image(context: Context, scene: Scene): void {
  const { layout, trace, colors, unrolled, selection, hovered } = scene;
  if (layout.picture.cell === 0) return;
  const pixels = trace.a[0] as Float64Array;
  const place = hovered ?? selection;
  if (unrolled === 0) square(context, scene, pixels);
  else for (let k = 0; k < N_PIXELS; k++) {
    const box = pixelBox(layout, k, unrolled);
    context.fillStyle = mixed(colors.dark, colors.light, pixels[k] as number);
    context.fillRect(box.x, box.y, box.width, box.height + (box.height < 2 ? SEAM : 0));
  }
  context.strokeStyle = colors.strongLine;
  context.lineWidth = 1;
  const { x, y, cell } = layout.picture;
  const column = columnBox(layout);
  if (unrolled === 0) context.strokeRect(x - 0.5, y - 0.5, cell * SIDE + 1, cell * SIDE + 1);
  if (unrolled === 1) context.strokeRect(column.x - 0.5, column.y - 0.5, column.width + 1, column.height + 1);
  if (place.kind === "pixel" && scene.near === 0) mark(context, pixelBox(layout, place.index, unrolled), colors);
}

const SQUARE = typeof document === "undefined" ? null : Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });

/** The picture as a square: one copy of 28 x 28 points, made larger with sharp edges, is many times faster than 784 cells. */
function square(context: Context, { layout, colors }: Scene, pixels: Float64Array): void {
  const own = SQUARE?.getContext("2d");
  if (SQUARE === null || own == null) return;
  const points = own.createImageData(SIDE, SIDE), { dark, light } = colors;
  pixels.forEach((value, k) => {
    const share = Math.min(1, Math.max(0, value));
    for (let c = 0; c < 3; c++) points.data[4 * k + c] = (dark[c] as number) + ((light[c] as number) - (dark[c] as number)) * share;
    points.data[4 * k + 3] = 255;
  });
  own.putImageData(points, 0, 0);
  const { x, y, cell } = layout.picture;
  context.imageSmoothingEnabled = false;
  context.drawImage(SQUARE, x, y, cell * SIDE, cell * SIDE);
}

function mark(context: Context, box: { x: number; y: number; width: number; height: number }, colors: Colors): void {
  context.strokeStyle = colors.selected;
  context.lineWidth = 2;
  context.strokeRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
}

function weightPicture(context: Context, scene: Scene): void {
  const { layout, selection, hovered, dials, layers, colors, near } = scene;
  const layer = layers[0];
  if (selection.kind === "pixel" || selection.layer !== 1 || layer === undefined) return;
  const row = dials.subarray(layer.weights_at + selection.neuron * N_PIXELS, layer.weights_at + (selection.neuron + 1) * N_PIXELS);
  const top = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const { x, y, cell } = layout.weights;
  context.globalAlpha = near;
  row.forEach((value, k) => {
    const left = x + (k % SIDE) * cell, upper = y + Math.floor(k / SIDE) * cell;
    context.fillStyle = signed(value, top, colors);
    context.fillRect(left, upper, cell, cell);
    if (value < -0.15 * top) minusMark(context, left, upper, cell, colors);
  });
  context.strokeStyle = colors.strongLine;
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, cell * SIDE + 1, cell * SIDE + 1);
  const place = hovered?.kind === "pixel" ? hovered.index : selection.kind === "weight" ? selection.from : null;
  if (place !== null) mark(context, { x: x + (place % SIDE) * cell, y: y + Math.floor(place / SIDE) * cell, width: cell, height: cell }, colors);
  context.globalAlpha = 1;
}

/** A dash on what is negative, for who cannot tell the colors apart. */
function minusMark(context: Context, x: number, y: number, cell: number, colors: Colors): void {
  context.fillStyle = colors.paper;
  context.fillRect(x + cell * 0.3, y + cell / 2 - 0.5, cell * 0.4, 1);
}
