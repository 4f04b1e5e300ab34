// Draws neurons by activation, the digits and bars beside the outputs, and from near the bars of the weights.

import type { Layer } from "../../messages.ts";
import { formatFixed } from "../../numbers/format.ts";
import { argmax } from "../../numbers/network.ts";
import type { Place } from "../../store.ts";
import { type Colors, mixed, solid } from "./colors.ts";
import { ROOM_FOR_VALUE } from "./layout.ts";
import { type Context, type Scene, barsOf, scaleOf } from "./scene.ts";

const FONT = "13px system-ui, sans-serif";

/** The neurons of a layer, filled by activation; with the value inside where there is room. */
export function circles(context: Context, scene: Scene, l: number): void {
  const { layout, layers, trace, colors, upTo, selection, hovered } = scene;
  const alpha = layout.alpha[l] as number, dots = layout.dots[l] ?? [];
  if (alpha === 0) return;
  const a = trace.a[l + 1] as Float64Array, top = scaleOf(layers[l] as Layer, a), isLit = l + 1 <= upTo;
  context.globalAlpha = alpha;
  dots.forEach((dot, k) => {
    const value = a[k] as number, share = Math.abs(value) / top;
    context.beginPath();
    context.arc(dot.x, dot.y, dot.r, 0, 2 * Math.PI);
    context.fillStyle = isLit ? mixed(colors.dark, colors.light, share) : colors.paper;
    context.fill();
    ring(context, dot.r, isLit && value < 0, isPlace(selection, l + 1, k), isPlace(hovered, l + 1, k), colors);
    if (isLit && dot.r >= ROOM_FOR_VALUE) valueInside(context, dot, value, share);
  });
  context.globalAlpha = 1;
}

function ring(context: Context, r: number, isNegative: boolean, isSelected: boolean, isHovered: boolean, colors: Colors): void {
  context.strokeStyle = isSelected || isHovered ? colors.selected : isNegative ? solid(colors.minus) : colors.strongLine;
  context.lineWidth = isSelected ? 3 : isHovered ? 2 : r > 4 ? 1 : 0.75;
  context.stroke();
}

function valueInside(context: Context, dot: { x: number; y: number; r: number }, value: number, share: number): void {
  const isLarge = dot.r >= 30;
  context.font = isLarge ? "600 18px system-ui, sans-serif" : FONT;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = share > 0.45 ? "#101216" : "#ffffff";
  context.fillText(isLarge ? formatFixed(value, 3) : inside(value), dot.x, dot.y + 0.5);
}

/** Two digits, without the zero in front: ".83"; "1.0" where that is nearer. */
function inside(value: number): string {
  const size = Math.abs(value);
  if (size >= 9.95) return formatFixed(value, 0);
  if (size >= 0.995) return formatFixed(value, 1);
  return formatFixed(value, 2).replace("0.", ".");
}

function isPlace(place: Place | null, layer: number, neuron: number): boolean {
  return place !== null && place.kind !== "pixel" && place.layer === layer && place.neuron === neuron;
}

/** Digits with bars beside the last layer; the brightest has a mark. */
export function outputs(context: Context, scene: Scene): void {
  const { layout, layers, trace, colors, upTo, classes, near } = scene;
  const a = trace.a.at(-1) as Float64Array, isLit = upTo >= layers.length, best = argmax(a);
  const top = scaleOf(layers.at(-1) as Layer, a), { x, bar } = layout.digits;
  context.globalAlpha = 1 - near;
  context.textBaseline = "middle";
  (layout.dots.at(-1) ?? []).forEach((dot, k) => {
    const value = a[k] as number, isBest = isLit && k === best;
    context.font = isBest ? "700 18px system-ui, sans-serif" : "15px system-ui, sans-serif";
    context.textAlign = "center";
    context.fillStyle = colors.ink;
    context.fillText(classes[k] ?? String(k), x + 8, dot.y);
    context.strokeStyle = colors.line;
    context.lineWidth = 1;
    context.strokeRect(x + 24.5, dot.y - 4, bar - 1, 8);
    if (!isLit) return;
    context.fillStyle = isBest ? colors.accent : colors.strongLine;
    context.fillRect(x + 24, dot.y - 4, (bar * Math.min(1, Math.abs(value) / top)), 8);
    context.font = isBest ? "600 13px system-ui, sans-serif" : FONT;
    context.textAlign = "left";
    context.fillStyle = isBest ? colors.ink : colors.quiet;
    context.fillText(formatFixed(value, 2), x + 32 + bar, dot.y);
  });
  context.globalAlpha = 1;
}

/** From near, beside the neurons of the layer before: the weight of each as a bar from a middle line. */
export function weightBars(context: Context, scene: Scene): void {
  const { layout, selection, layers, dials, colors, near } = scene;
  if (selection.kind === "pixel" || selection.layer < 2) return;
  const layer = layers[selection.layer - 1] as Layer, dots = layout.dots[selection.layer - 2] ?? [];
  const row = dials.subarray(layer.weights_at + selection.neuron * layer.n_inputs, layer.weights_at + (selection.neuron + 1) * layer.n_inputs);
  const top = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  context.globalAlpha = near;
  dots.forEach((dot, k) => {
    const { middle, half } = barsOf(layout), value = row[k] as number, length = (half * value) / top;
    const height = Math.max(2, Math.min(12, dot.r));
    context.fillStyle = solid(value < 0 ? colors.minus : colors.plus);
    context.fillRect(middle + Math.min(0, length), dot.y - height / 2, Math.abs(length), height);
    context.fillStyle = colors.strongLine;
    context.fillRect(middle, dot.y - height / 2 - 1, 1, height + 2);
  });
  context.globalAlpha = 1;
}
