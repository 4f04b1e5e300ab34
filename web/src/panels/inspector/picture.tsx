// Weights as a picture, one cell for each: to look at, to point at, to walk over with the arrow keys, to select.

import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { hover, select } from "../../actions.ts";
import { SIDE, dials, hello, hovered, layers, reading, selection, theme, trace } from "../../store.ts";
import { weightAt } from "../../numbers/network.ts";
import { WORDS } from "../../words/inspector.ts";
import { neuronName } from "./names.ts";
import { type Palette, colorOf, css, largestSize, paletteAt, schemeChanges, share } from "./scale.ts";

const PICTURE = 224;
/** How many neurons of the layer before stand in a row. */
const ROW = 8;
/** Weaker colors carry no mark: they are hardly told from 0. */
const MARKED = 0.12;
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
}

/** How the weights of a layer are laid out: as the image is, or in rows of 8. */
export function gridOf(n_inputs: number, layer: number): Grid {
  const width = hello.value?.width ?? SIDE;
  if (layer === 1 && n_inputs % width === 0) {
    const rows = n_inputs / width;
    return { columns: width, rows, cell: Math.max(1, Math.floor(PICTURE / Math.max(width, rows))) };
  }
  return { columns: Math.min(ROW, n_inputs), rows: Math.ceil(n_inputs / ROW), cell: PICTURE / ROW };
}

/** The numbers of the cells: the weights of a neuron, or each times the activation it multiplies. */
export function cellValues(layer: number, neuron: number): Float64Array {
  const shape = layers.value[layer - 1];
  if (shape === undefined) return new Float64Array(0);
  const start = weightAt(shape, neuron, 0);
  const weights = Float64Array.from(dials.value.subarray(start, start + shape.n_inputs));
  if (reading.value.of === "weights") return weights;
  const before = trace.value.a[layer - 1] as Float64Array;
  return weights.map((weight, i) => weight * (before[i] as number));
}

/** What has the fullest color: the largest cell of this neuron, or of the whole layer. */
export function fullest(layer: number, neuron: number): number {
  if (!reading.value.isShared) return largestSize(cellValues(layer, neuron));
  const n_neurons = layers.value[layer - 1]?.n_neurons ?? 0;
  return Math.max(...Array.from({ length: n_neurons }, (_, other) => largestSize(cellValues(layer, other))));
}

interface PictureProps {
  readonly layer: number;
  readonly neuron: number;
  /** The weights that never got a gradient. */
  readonly neverTrained: ReadonlySet<number>;
}

export function Picture({ layer, neuron, neverTrained }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cursor, setCursor] = useState(0);
  const n = layers.value[layer - 1]?.n_inputs ?? 0;
  const grid = gridOf(n, layer);
  const { scale, of, isShared } = reading.value, moves = of === "terms" ? trace.value : null;
  const [values, largest] = useMemo(() => [cellValues(layer, neuron), fullest(layer, neuron)] as const, [layer, neuron, dials.value, of, isShared, moves]);
  const marked = useOutlined(layer, neuron);
  useEffect(() => {
    // After the page has taken over a new theme.
    const frame = requestAnimationFrame(() => {
      if (canvas.current === null) return;
      const shares = values.map((value) => share(value, largest, scale));
      paint(canvas.current, grid, shares, { neverTrained, marked, palette: paletteAt(canvas.current) });
    });
    return () => cancelAnimationFrame(frame);
  }, [values, largest, scale, marked, neverTrained, theme.value, schemeChanges.value, grid.cell]);

  const pointTo = (from: number | null) => hover(from === null ? null : { kind: "weight", layer, neuron, from });
  const cellAt = (event: PointerEvent | MouseEvent): number | null => {
    const column = Math.floor(event.offsetX / grid.cell), row = Math.floor(event.offsetY / grid.cell);
    const from = row * grid.columns + column;
    return column < 0 || column >= grid.columns || from < 0 || from >= n ? null : from;
  };
  const walk = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      select({ kind: "weight", layer, neuron, from: cursor });
    }
    if (move === undefined) return;
    event.preventDefault();
    const column = (cursor % grid.columns) + move[1], row = Math.floor(cursor / grid.columns) + move[0];
    const from = row * grid.columns + column;
    if (column < 0 || column >= grid.columns || row < 0 || from >= n) return;
    setCursor(from);
    pointTo(from);
  };
  const what = reading.value.of === "weights" ? WORDS.weightsTab : WORDS.termsTab;

  return (
    <canvas ref={canvas} class="weight-picture" tabIndex={0} role="application" aria-roledescription={WORDS.pictureRole}
      aria-label={WORDS.pictureOf(what, neuronName(layer, neuron))} aria-describedby="cell-readout"
      style={{ width: `${grid.columns * grid.cell}px`, height: `${grid.rows * grid.cell}px` }}
      onPointerMove={(event) => pointTo(cellAt(event))} onPointerLeave={() => pointTo(null)}
      onFocus={() => pointTo(cursor)} onBlur={() => pointTo(null)} onKeyDown={walk}
      onClick={(event) => {
        const from = cellAt(event);
        if (from === null) return;
        setCursor(from);
        select({ kind: "weight", layer, neuron, from });
      }} />
  );
}

/** The weight of this neuron that is pointed at or selected, by its place; the pixel that is pointed at counts too. */
export function outlined(layer: number, neuron: number): number | null {
  for (const place of [hovered.value, selection.value]) {
    if (place?.kind === "weight" && place.layer === layer && place.neuron === neuron) return place.from;
    if (place?.kind === "pixel" && layer === 1) return place.index;
  }
  return null;
}

/** The same, told only when it changes: a pointer passes over much that is no weight of this neuron. */
export function useOutlined(layer: number, neuron: number): number | null {
  const of = useRef({ layer, neuron });
  const isOther = of.current.layer !== layer || of.current.neuron !== neuron;
  if (isOther) of.current = { layer, neuron };
  const found = useComputed(() => outlined(of.current.layer, of.current.neuron)).value;
  return isOther ? outlined(layer, neuron) : found;
}

interface Look {
  readonly neverTrained: ReadonlySet<number>;
  readonly marked: number | null;
  readonly palette: Palette;
}

function paint(canvas: HTMLCanvasElement, grid: Grid, shares: Float64Array, look: Look): void {
  const ratio = devicePixelRatio, { cell, columns } = grid;
  canvas.width = Math.round(columns * cell * ratio);
  canvas.height = Math.round(grid.rows * cell * ratio);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(ratio, ratio);
  // Cells of a strip have room for a line between them; those of a picture touch.
  const gap = cell >= 12 ? 1 : 0;
  shares.forEach((part, i) => {
    const x = (i % columns) * cell, y = Math.floor(i / columns) * cell;
    context.fillStyle = css(colorOf(part, look.palette));
    context.fillRect(x, y, cell - gap, cell - gap);
    if (look.neverTrained.has(i)) hatch(context, x, y, cell, look.palette);
    else if (part < -MARKED) mark(context, x, y, cell - gap, look.palette);
  });
  if (look.marked !== null) outline(context, (look.marked % columns) * cell, Math.floor(look.marked / columns) * cell, cell - gap, look.palette);
}

/** A level bar, as a minus has: whoever does not see the colors sees that. */
function mark(context: CanvasRenderingContext2D, x: number, y: number, size: number, palette: Palette): void {
  context.fillStyle = css(palette.zero);
  const width = Math.max(2, Math.round(size / 2)), height = size >= 12 ? 2 : 1;
  context.fillRect(x + (size - width) / 2, y + (size - height) / 2, width, height);
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, size: number, palette: Palette): void {
  context.strokeStyle = css(palette.line);
  context.lineWidth = 0.75;
  context.beginPath();
  context.moveTo(x, y + size);
  context.lineTo(x + size, y);
  context.stroke();
}

function outline(context: CanvasRenderingContext2D, x: number, y: number, size: number, palette: Palette): void {
  context.lineWidth = 3;
  context.strokeStyle = css(palette.ink);
  context.strokeRect(x, y, size, size);
  context.lineWidth = 2;
  context.strokeStyle = css(palette.selected);
  context.strokeRect(x, y, size, size);
}
