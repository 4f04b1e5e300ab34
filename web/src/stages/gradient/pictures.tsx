// All dials, and beside each picture of weights that of the gradient: which way, and how much, each dial is to turn.

import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hover, pointAt, readWeights, select } from "../../actions.ts";
import type { Scale } from "../../store.ts";
import { dials, hello, hovered, layers, network, reading, selection, SIDE } from "../../store.ts";
import { formatShort } from "../../numbers/format.ts";
import { useNeverTrained } from "../../panels/inspector/never_trained.ts";
import { WORDS as SCALES } from "../../words/inspector.ts";
import { WORDS } from "../../words/gradient.ts";
import { type View, drawWall, markCell } from "../dials/drawing.ts";
import { type Cell, type Wall, cellAt, cellOfDial, nextCell } from "../dials/layout.ts";
import { indexOf, placeOf } from "../dials/places.ts";
import { palette, ramp } from "../dials/sight.ts";
import { colors } from "../network/colors.ts";
import { gradient, nImages, wishes } from "./known.ts";
import { dialOf, pairs } from "./layout.ts";
import { type Limit, limitsOf } from "./limits.ts";
import { Readout } from "./readout.tsx";

const EDGE = 4;
const NARROW = 12;
const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

export function Pictures() {
  const never = useNeverTrained();
  const room = useRef<HTMLDivElement>(null), paper = useRef<HTMLCanvasElement>(null), marks = useRef<HTMLCanvasElement>(null);
  const size = useSignal({ width: 0, height: 0, top: 0 });
  const wall = useComputed<Wall>(() => pairs(layers.value, hello.value?.width ?? SIDE, Math.max(1, size.value.width - 2 * EDGE), devicePixelRatio));
  const limits = useComputed(() => ({ dials: limitsOf(layers.value, network.value?.dials ?? dials.value), wishes: limitsOf(layers.value, wishes.value) }));
  useEffect(() => () => hover(null), []);
  useEffect(() => {
    const element = room.current as HTMLDivElement;
    const measure = () => { size.value = { width: element.clientWidth, height: element.clientHeight, top: element.scrollTop }; };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => observer.disconnect();
  }, []);

  const n = dials.value.length, hasWishes = wishes.value.length === n;
  useEffect(() => {
    const context = paper.current?.getContext("2d");
    if (context == null) return;
    const view = fitted(paper.current as HTMLCanvasElement, size.value), values = new Float32Array(2 * n);
    values.set(dials.value);
    if (hasWishes) values.set(wishes.value, n);
    const first = layers.value[0], now = limits.value;
    drawWall(context, wall.value, view, {
      palette: palette.value, ramp: ramp.value, scale: reading.value.scale, values, mask: null,
      largest: (index) => limitAt(index < n ? now.dials : now.wishes, index % n),
      isHatched: (index) => first !== undefined && index % n < first.biases_at && never.has((index % n) % first.n_inputs),
    });
    outlineWishes(context, wall.value, n, `rgb(${palette.value.ink.join(" ")})`);
    writeTitles(context, wall.value, now, hasWishes);
  }, [wall.value, dials.value, wishes.value, palette.value, reading.value.scale, size.value, never]);
  useEffect(() => {
    const context = marks.current?.getContext("2d");
    if (context == null) return;
    const view = fitted(marks.current as HTMLCanvasElement, size.value);
    const mark = (index: number | null, color: readonly number[], line: number) => {
      if (index === null) return;
      for (const twin of [index, index + n]) {
        const cell = cellOfDial(wall.value, twin);
        if (cell !== null) markCell(context, cell, view, `rgb(${color.join(" ")})`, line);
      }
    };
    const selected = indexOf(layers.value, selection.value), pointed = indexOf(layers.value, hovered.value);
    mark(selected, palette.value.ink, 4);
    mark(selected, palette.value.selected, 2);
    if (pointed !== selected) mark(pointed, palette.value.ink, 1.5);
  }, [wall.value, size.value, palette.value, selection.value, hovered.value]);

  const under = (event: MouseEvent): Cell | null => {
    const box = (room.current as HTMLDivElement).getBoundingClientRect();
    return cellAt(wall.value, event.clientX - box.left - EDGE, event.clientY - box.top + size.value.top - EDGE);
  };
  const place = (cell: Cell | null) => (cell === null ? null : placeOf(layers.value, dialOf(cell, n)));
  const choose = (cell: Cell | null) => {
    const there = place(cell);
    if (there !== null) select(there);
  };
  const onKey = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const selected = indexOf(layers.value, selection.value), here = selected === null ? null : cellOfDial(wall.value, selected + n);
    const next = here === null ? firstCell(wall.value, n) : nextCell({ ...wall.value, blocks: wall.value.blocks.filter(({ start }) => start >= n) }, here, ...arrow);
    choose(next);
    if (next !== null) show(room.current as HTMLDivElement, next);
  };
  const said = gradient.value === null ? WORDS.loading : WORDS.pairsLabel(n, gradient.value.length, limits.value.wishes[0]?.weights ?? 0);
  return (
    <section class="gradient-pairs" onPointerOverCapture={() => pointAt("gradient", details)} onFocusCapture={() => pointAt("gradient", details)}>
      <div class="gradient-legend small">
        <span>{WORDS.pairs}</span>
        <span class="quiet">{WORDS.down} <span class="legend-signed" aria-hidden="true" /> {WORDS.up}</span>
        <select aria-label={WORDS.scale} value={reading.value.scale} onChange={(event) => readWeights({ scale: event.currentTarget.value as Scale })}>
          {(["linear", "gamma", "log"] as const).map((scale) => <option key={scale} value={scale}>{SCALES.scales[scale]}</option>)}
        </select>
      </div>
      <div ref={room} class="gradient-room" tabIndex={0} role="application" aria-roledescription={WORDS.role} aria-label={said} aria-describedby="gradient-readout"
        onPointerMove={(event) => hover(place(under(event)))} onPointerLeave={() => hover(null)} onClick={(event) => choose(under(event))} onKeyDown={onKey}>
        <div class="gradient-field" style={{ height: `${wall.value.height + 2 * EDGE}px` }}>
          <canvas ref={paper} class="gradient-canvas" aria-hidden="true" />
          <canvas ref={marks} class="gradient-canvas gradient-marks" style={{ marginTop: `${-size.value.height}px` }} aria-hidden="true" />
        </div>
      </div>
      <Readout />
    </section>
  );
}

/** What the Python needs to know. */
export function details() {
  return { gradient: { kind: "gradient", n_images: nImages.value } } as const;
}

function firstCell(wall: Wall, n: number): Cell | null {
  const place = selection.value, layer = place.kind === "neuron" ? layers.value[place.layer - 1] : undefined;
  return cellOfDial(wall, n + (layer === undefined || place.kind !== "neuron" ? 0 : layer.weights_at + place.neuron * layer.n_inputs));
}

function show(room: HTMLElement, { top, size }: Cell): void {
  if (top < room.scrollTop) room.scrollTop = top - EDGE;
  else if (top + size + 2 * EDGE > room.scrollTop + room.clientHeight) room.scrollTop = top + size + 4 * EDGE - room.clientHeight;
}

/** Give a canvas as many dots as the screen has there; that empties it. */
function fitted(canvas: HTMLCanvasElement, { width, height, top }: { readonly width: number; readonly height: number; readonly top: number }): View {
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  return { left: -EDGE, top: top - EDGE, width, height, density: devicePixelRatio };
}

function limitAt(limits: readonly Limit[], index: number): number {
  const l = layers.value.findLastIndex(({ weights_at }) => weights_at <= index), limit = limits[l];
  return (index >= (layers.value[l]?.biases_at ?? 0) ? limit?.biases : limit?.weights) ?? 1;
}

/** Wishes are framed, and their cells where these are large enough: nobody takes them for weights. */
function outlineWishes(context: CanvasRenderingContext2D, wall: Wall, n: number, color: string): void {
  context.strokeStyle = color;
  for (const { left, top, columns, rows, cell, start } of wall.blocks) {
    if (start < n) continue;
    context.lineWidth = columns * cell < NARROW ? 1 : 1.5;
    context.strokeRect(left, top, columns * cell, rows * cell);
  }
}

function writeTitles(context: CanvasRenderingContext2D, { titles }: Wall, limits: { readonly dials: readonly Limit[]; readonly wishes: readonly Limit[] }, hasWishes: boolean): void {
  context.textBaseline = "alphabetic";
  context.font = "13px system-ui, sans-serif";
  for (const { left, top, kind, layer, neuron } of titles) {
    const shape = layers.value[layer - 1];
    if (shape === undefined) continue;
    context.fillStyle = `rgb(${palette.value.ink.join(" ")})`;
    if (kind === "neuron") context.fillText(WORDS.shortNeuron(neuron + 1), left, top + 14);
    else {
      context.fillText(shape.name, left, top + 14);
      const [own, wish] = [limits.dials[layer - 1]?.weights ?? 1, limits.wishes[layer - 1]?.weights ?? 0];
      context.fillStyle = colors.value.quiet;
      context.fillText(WORDS.limits(layer === 1, formatShort(own), hasWishes ? formatShort(wish) : "…"), left + 64, top + 14);
    }
  }
}
