// Draws a = sigma(W a + b): columns of numbers as cells, and the matrix as a picture.

import type { Layer } from "../../messages.ts";
import { formatFixed, formatSigned } from "../../numbers/format.ts";
import type { Trace } from "../../numbers/network.ts";
import { type Colors, mixed, signed } from "../network/colors.ts";
import type { Box } from "../network/layout.ts";
import { scaleOf } from "../network/scene.ts";
import type { Parts } from "./layout.ts";

export interface MatrixScene {
  readonly parts: Parts;
  readonly layer: Layer;
  readonly index: number;
  readonly dials: Float32Array;
  readonly trace: Trace;
  readonly row: number | null;
  readonly column: number | null;
  readonly symbol: string;
  readonly colors: Colors;
}

type Context = CanvasRenderingContext2D;
const FONT = "13px system-ui, sans-serif";
const ROOM_FOR_TEXT = 15;
const ROOM_FOR_MARK = 8;
/** Weights below this share of the largest look like none. */
const FAINT = 0.1;

export function paintMatrix(context: Context, scene: MatrixScene, width: number, height: number): void {
  const { parts, layer, index, dials, trace, colors, symbol } = scene;
  context.clearRect(0, 0, width, height);
  const a = trace.a[index] as Float64Array, before = trace.a[index - 1] as Float64Array;
  const biases = dials.subarray(layer.biases_at, layer.biases_at + layer.n_neurons);
  picture(context, parts.matrix, scene);
  grayColumn(context, parts.before, before, Math.max(1, ...before.map(Math.abs)), colors, null);
  grayColumn(context, parts.result, a, scaleOf(layer, a), colors, 2);
  signedColumn(context, parts.bias, biases, colors);
  signs(context, parts, symbol, index, colors);
  if (scene.row !== null) markRow(context, scene);
}

/** The matrix as a picture, made cell by cell and then scaled as a whole. */
function picture(context: Context, box: Box, scene: MatrixScene): void {
  const { layer, dials, colors } = scene;
  const image = matrixImage(layer, dials, colors);
  context.imageSmoothingEnabled = box.width * devicePixelRatio < layer.n_inputs;
  context.drawImage(image, box.x, box.y, box.width, box.height);
  minusMarks(context, box, layer, dials, colors);
  frame(context, box, colors);
}

/** A dash on each clearly negative weight, where there is room for it. */
function minusMarks(context: Context, box: Box, layer: Layer, dials: Float32Array, colors: Colors): void {
  const wide = box.width / layer.n_inputs, tall = box.height / layer.n_neurons;
  if (wide < ROOM_FOR_MARK || tall < ROOM_FOR_MARK) return;
  const weights = dials.subarray(layer.weights_at, layer.biases_at), edge = -FAINT * topOf(weights);
  context.fillStyle = colors.ink;
  weights.forEach((value, k) => {
    const x = box.x + ((k % layer.n_inputs) + 0.5) * wide, y = box.y + (Math.floor(k / layer.n_inputs) + 0.5) * tall;
    if (value < edge) context.fillRect(x - 3, y - 0.5, 6, 1);
  });
}

let made: { layer: Layer; dials: Float32Array; colors: Colors; image: HTMLCanvasElement } | null = null;

/** One pixel for each weight; made again only where dials, layer or colors changed. */
function matrixImage(layer: Layer, dials: Float32Array, colors: Colors): HTMLCanvasElement {
  if (made !== null && made.layer === layer && made.dials === dials && made.colors === colors) return made.image;
  const image = document.createElement("canvas");
  image.width = layer.n_inputs;
  image.height = layer.n_neurons;
  const context = image.getContext("2d") as CanvasRenderingContext2D, data = context.createImageData(image.width, image.height);
  const weights = dials.subarray(layer.weights_at, layer.biases_at), top = topOf(weights);
  weights.forEach((value, k) => {
    const share = Math.min(1, Math.abs(value) / top), end = value < 0 ? colors.minus : colors.plus;
    for (const part of [0, 1, 2] as const) data.data[4 * k + part] = colors.paperRgb[part] + (end[part] - colors.paperRgb[part]) * share;
    data.data[4 * k + 3] = 255;
  });
  context.putImageData(data, 0, 0);
  made = { layer, dials, colors, image };
  return image;
}

/** The largest size; 1 where all are 0. */
export function topOf(values: Float32Array): number {
  return values.reduce((top, value) => Math.max(top, Math.abs(value)), 0) || 1;
}

function grayColumn(context: Context, box: Box, values: Float64Array, top: number, colors: Colors, decimals: number | null): void {
  const tall = box.height / values.length;
  values.forEach((value, k) => {
    const share = Math.abs(value) / top, y = box.y + k * tall;
    context.fillStyle = mixed(colors.dark, colors.light, share);
    context.fillRect(box.x, y, box.width, tall + (tall < 2 ? 0.5 : 0));
    if (decimals !== null && tall >= ROOM_FOR_TEXT) text(context, formatFixed(value, decimals), box.x + box.width / 2, y + tall / 2, share > 0.45 ? "#101216" : "#ffffff");
  });
  frame(context, box, colors);
}

function signedColumn(context: Context, box: Box, values: Float32Array, colors: Colors): void {
  const tall = box.height / values.length, top = topOf(values);
  values.forEach((value, k) => {
    const y = box.y + k * tall, share = (0.55 * Math.abs(value)) / top;
    context.fillStyle = signed(Math.sign(value) * share, 1, colors);
    context.fillRect(box.x, y, box.width, tall);
    if (tall >= ROOM_FOR_TEXT) text(context, formatSigned(value), box.x + box.width / 2, y + tall / 2, colors.ink);
  });
  frame(context, box, colors);
}

function frame(context: Context, box: Box, colors: Colors): void {
  context.strokeStyle = colors.strongLine;
  context.lineWidth = 1;
  context.strokeRect(box.x - 0.5, box.y - 0.5, box.width + 1, box.height + 1);
}

function text(context: Context, words: string, x: number, y: number, color: string): void {
  context.font = FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = color;
  context.fillText(words, x, y + 0.5);
}

/** = sigma( above the columns their names, between them the signs. */
function signs(context: Context, parts: Parts, symbol: string, index: number, colors: Colors): void {
  const { result, matrix, before, bias } = parts, middle = result.y + result.height / 2;
  const between = (a: Box, b: Box) => (a.x + a.width + b.x) / 2;
  text(context, `a(${index})`, result.x + result.width / 2, result.y - 16, colors.quiet);
  text(context, "W", matrix.x + matrix.width / 2, matrix.y - 16, colors.quiet);
  text(context, `a(${index - 1})`, before.x + before.width / 2, before.y - 16, colors.quiet);
  text(context, "b", bias.x + bias.width / 2, bias.y - 16, colors.quiet);
  context.font = "18px system-ui, sans-serif";
  const large = (words: string, x: number) => { context.fillStyle = colors.ink; context.textAlign = "center"; context.fillText(words, x, middle); };
  large(`= ${symbol}(`, between(result, matrix));
  large("·", between(matrix, before));
  large("+", between(before, bias));
  large(")", bias.x + bias.width + 10);
}

function markRow(context: Context, scene: MatrixScene): void {
  const { parts, row, column, colors, layer } = scene;
  const y = parts.matrix.y + (row as number) * parts.row;
  context.strokeStyle = colors.selected;
  context.lineWidth = 2;
  for (const box of [parts.result, parts.matrix, parts.bias]) context.strokeRect(box.x - 1, y - 1, box.width + 2, parts.row + 2);
  context.strokeRect(parts.before.x - 1, parts.before.y - 1, parts.before.width + 2, parts.before.height + 2);
  if (column === null) return;
  const wide = parts.matrix.width / layer.n_inputs, tall = parts.before.height / layer.n_inputs;
  context.fillStyle = colors.selected;
  context.fillRect(parts.matrix.x + column * wide, y - 4, Math.max(2, wide), 3);
  context.fillRect(parts.before.x - 5, parts.before.y + column * tall, 4, Math.max(2, tall));
}
