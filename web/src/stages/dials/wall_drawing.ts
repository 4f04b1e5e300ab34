// Draws what is in sight of the wall, and on a second canvas above it the frames of what is pointed at and selected.

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hovered, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { type View, drawCells, drawWall, markCell } from "./drawing.ts";
import { type Wall, cellOfDial } from "./layout.ts";
import { indexOf } from "./places.ts";
import { EDGE, limits, look, palette, shown, viewport, wall } from "./sight.ts";

const MOST_CELLS = 3000; // more than these are drawn faster all at once

/** Know how large the sight of the wall is. */
export function useViewport(room: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = room.current as HTMLElement;
    const measure = () => { viewport.value = { width: element.clientWidth, height: element.clientHeight }; };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
}

/** Draw the wall when anything of it changes, and only the changed cells where that is all. */
export function useDrawing(room: { readonly current: HTMLElement | null }, paper: { readonly current: HTMLCanvasElement | null }, marks: { readonly current: HTMLCanvasElement | null }): void {
  const last = useRef<readonly unknown[]>([]), values = useRef<Float32Array>(new Float32Array(0));
  const draw = useRef(() => {}), mark = useRef(() => {});
  draw.current = () => {
    const context = paper.current?.getContext("2d");
    if (context == null || room.current === null) return;
    const view = viewOf(room.current), key = [wall.value, look.value, view.left, view.top, view.width, view.height, view.density];
    const next = { ...look.value, values: shown.value };
    const changed = differences(values.current, shown.value);
    const isSame = key.every((part, k) => part === last.current[k]) && changed.length <= MOST_CELLS;
    if (isSame) drawCells(context, wall.value, view, next, changed);
    else {
      fitCanvas(paper.current as HTMLCanvasElement, view);
      drawWall(context, wall.value, view, next);
      writeTitles(context, wall.value);
    }
    [last.current, values.current] = [key, shown.value];
  };
  mark.current = () => {
    const context = marks.current?.getContext("2d");
    if (context == null || room.current === null) return;
    const view = viewOf(room.current);
    fitCanvas(marks.current as HTMLCanvasElement, view);
    const [pointed, selected] = [indexOf(layers.value, hovered.value), indexOf(layers.value, selection.value)];
    markDial(context, view, selected, `rgb(${palette.value.ink.join(" ")})`, 4);
    markDial(context, view, selected, `rgb(${palette.value.selected.join(" ")})`, 2);
    if (pointed !== selected) markDial(context, view, pointed, `rgb(${palette.value.ink.join(" ")})`, 1.5);
  };
  useSignalEffect(() => {
    void [viewport.value];
    draw.current();
  });
  useSignalEffect(() => {
    void [viewport.value];
    mark.current();
  });
  useEffect(() => {
    const element = room.current as HTMLElement;
    const redraw = () => { draw.current(); mark.current(); };
    element.addEventListener("scroll", redraw, { passive: true });
    return () => element.removeEventListener("scroll", redraw);
  }, []);
}

function markDial(context: CanvasRenderingContext2D, view: View, index: number | null, color: string, line: number): void {
  const cell = index === null ? null : cellOfDial(wall.value, index);
  if (cell !== null) markCell(context, cell, view, color, line);
}

function viewOf(room: HTMLElement): View {
  return {
    left: room.scrollLeft - EDGE, top: room.scrollTop - EDGE, width: room.clientWidth, height: room.clientHeight,
    density: devicePixelRatio,
  };
}

/** Give a canvas as many dots as the screen has there; that empties it. */
function fitCanvas(canvas: HTMLCanvasElement, { width, height, density }: View): void {
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

function differences(before: Float32Array, after: Float32Array): number[] {
  const changed: number[] = [];
  if (before !== after) for (let i = 0; i < after.length; i++) if (before[i] !== after[i]) changed.push(i);
  return changed;
}

function writeTitles(context: CanvasRenderingContext2D, { titles }: Wall): void {
  context.textBaseline = "alphabetic";
  for (const { left, top, kind, layer, neuron } of titles) {
    const shape = layers.value[layer - 1];
    if (shape === undefined) continue;
    const limit = limits.value[layer - 1];
    context.font = "13px system-ui, sans-serif";
    context.fillStyle = `rgb(${palette.value.ink.join(" ")})`;
    if (kind === "layer") {
      const title = WORDS.layer(shape.name, shape.n_neurons, shape.n_inputs);
      context.fillText(title, left, top + 14);
      if (layer > 1 || limit === undefined) continue;
      context.fillStyle = context.strokeStyle = `rgb(${palette.value.line.join(" ")})`;
      context.fillText(WORDS.scale(limit.weights), left + context.measureText(title).width + 16, top + 14);
    } else context.fillText(WORDS.shortNeuron(neuron), left, top + 15);
  }
}
