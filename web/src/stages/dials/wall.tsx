// The wall: every dial a cell. To look at, to point at, to walk over, and to turn where it stands.

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { goTo, hover, select, zoomTo } from "../../actions.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { useNeverTrained } from "../../panels/inspector/never_trained.ts";
import { formatExact } from "../../numbers/format.ts";
import { dials, hovered, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { type View, drawCells, drawWall, markCell } from "./drawing.ts";
import { type Cell, type Wall, cellAt, cellOfDial, nextCell } from "./layout.ts";
import { indexOf, placeOf } from "./places.ts";
import { EDGE, hatched, limitOf, limits, look, opened, palette, shown, viewport, wall } from "./sight.ts";
import { Go, goOn } from "./turning.ts";

const DRAG = 4; // pixels from which a press is a drag
const PER_LIMIT = 100; // so many pixels turn a dial by the largest one of its kind
const MOST_CELLS = 3000; // more than these are drawn faster all at once
const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

interface Press {
  readonly index: number;
  readonly y: number;
  readonly value: number;
  readonly go: Go;
  isDrag: boolean;
}

export function WallView({ onType }: { readonly onType: () => void }) {
  const room = useRef<HTMLDivElement>(null), paper = useRef<HTMLCanvasElement>(null), marks = useRef<HTMLCanvasElement>(null);
  const press = useRef<Press | null>(null);
  const never = useNeverTrained();
  useEffect(() => { hatched.value = never; }, [never]);
  useEffect(() => () => hover(null), []);
  useViewport(room);
  useDrawing(room, paper, marks);

  const under = (event: MouseEvent): Cell | null => {
    const scroller = room.current as HTMLDivElement, box = scroller.getBoundingClientRect();
    return cellAt(wall.value, event.clientX - box.left + scroller.scrollLeft - EDGE, event.clientY - box.top + scroller.scrollTop - EDGE);
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = under(event);
    if (cell === null || event.button !== 0) return;
    choose(cell.index);
    if (event.pointerType === "touch") return; // a finger scrolls
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    press.current = { index: cell.index, y: event.clientY, value: dials.value[cell.index] as number, go: new Go(), isDrag: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const held = press.current;
    if (held === null) return hover(placeAt(under(event)));
    const up = held.y - event.clientY;
    held.isDrag ||= Math.abs(up) >= DRAG;
    if (held.isDrag) turn(held.index, held.value + (up * limitOf(held.index)) / (event.shiftKey ? 10 * PER_LIMIT : PER_LIMIT), held.go);
  };
  const onWheel = (event: WheelEvent) => {
    const index = event.altKey ? (under(event)?.index ?? null) : null;
    if (index === null) return;
    event.preventDefault();
    choose(index);
    turnBy(index, event.deltaY < 0 ? 1 : -1);
  };

  const index = indexOf(layers.value, selection.value);
  const value = index === null ? 0 : (dials.value[index] as number), limit = index === null ? 1 : Math.max(limitOf(index), Math.abs(value));
  return (
    <div ref={room} class="wall-room" style={{ "--sight-height": `${viewport.value.height}px` }} tabIndex={0} role="slider" aria-label={WORDS.wall(dials.value.length)} title=""
      aria-valuemin={-limit} aria-valuemax={limit} aria-valuenow={value} aria-orientation="vertical"
      aria-valuetext={index === null ? WORDS.nothing : `${placeName(selection.value)}: ${formatExact(value)}`}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={() => { press.current = null; }}
      onPointerCancel={() => { press.current = null; }} onPointerLeave={() => hover(null)} onWheel={onWheel}
      onKeyDown={(event) => onKey(event, onType, room.current as HTMLDivElement)}>
      <div class="wall-field" style={{ width: `${wall.value.width + 2 * EDGE}px`, height: `${wall.value.height + 2 * EDGE}px` }}>
        <canvas ref={paper} class="wall-canvas" aria-hidden="true" />
        <canvas ref={marks} class="wall-canvas wall-marks" aria-hidden="true" />
      </div>
    </div>
  );
}

function placeAt(cell: Cell | null) {
  return cell === null ? null : placeOf(layers.value, cell.index);
}

function choose(index: number): void {
  const place = placeOf(layers.value, index);
  if (place !== null) select(place);
}

function turn(index: number, value: number, go: Go): void {
  const place = placeOf(layers.value, index);
  if (place !== null) go.turn([index], [Number(value.toPrecision(6))], WORDS.turned(placeName(place)));
}

function turnBy(index: number, steps: number): void {
  const step = 10 ** Math.floor(Math.log10(limitOf(index))) / 10;
  turn(index, (dials.value[index] as number) + steps * step, goOn(`dial ${index}`));
}

function setTo(index: number, value: number, label: (name: string) => string): void {
  const place = placeOf(layers.value, index);
  if (place !== null) new Go().turn([index], [value], label(placeName(place)));
}

function onKey(event: KeyboardEvent, onType: () => void, room: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key], index = indexOf(layers.value, selection.value);
  const done = arrow !== undefined ? walk(arrow, index, room) : index !== null && act(event, index, onType);
  if (done) event.preventDefault();
}

/** Go to the next dial; from a neuron to its first dial. */
function walk([right, down]: readonly [number, number], index: number | null, room: HTMLElement): boolean {
  const here = index === null ? null : cellOfDial(wall.value, index);
  const next = here === null ? firstCell() : nextCell(wall.value, here, right, down);
  if (next === null) return true;
  choose(next.index);
  showCell(room, next);
  return true;
}

function firstCell(): Cell | null {
  const place = selection.value, layer = place.kind === "neuron" ? layers.value[place.layer - 1] : undefined;
  const start = layer === undefined || place.kind !== "neuron" ? 0 : layer.weights_at + place.neuron * layer.n_inputs;
  const block = wall.value.blocks[0];
  return cellOfDial(wall.value, start) ?? (block === undefined ? null : cellAt(wall.value, block.left, block.top));
}

function act(event: KeyboardEvent, index: number, onType: () => void): boolean {
  switch (event.key) {
    case "+": case "=": turnBy(index, 1); return true;
    case "-": turnBy(index, -1); return true;
    case "PageUp": turnBy(index, 10); return true;
    case "PageDown": turnBy(index, -10); return true;
    case "0": case "Delete": setTo(index, 0, WORDS.zeroed); return true;
    case "Backspace": setTo(index, opened.value[index] as number, WORDS.broughtBack); return true;
    case "Enter": onType(); return true;
    case "c": showConnection(); return true;
    default: return false;
  }
}

/** Look at the selected dial where it is: a connection of the network. */
export function showConnection(): void {
  zoomTo(0);
  goTo("network");
}

/** Scroll until a dial is in sight. */
export function showCell(room: HTMLElement, { left, top, size }: Cell): void {
  const [x, y] = [left + EDGE, top + EDGE], margin = 3 * EDGE;
  if (x < room.scrollLeft + EDGE) room.scrollLeft = x - margin;
  else if (x + size > room.scrollLeft + room.clientWidth - EDGE) room.scrollLeft = x + size + margin - room.clientWidth;
  if (y < room.scrollTop + EDGE) room.scrollTop = y - margin;
  else if (y + size > room.scrollTop + room.clientHeight - EDGE) room.scrollTop = y + size + margin - room.clientHeight;
}

/** Know how large the sight of the wall is. */
function useViewport(room: { readonly current: HTMLElement | null }): void {
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
function useDrawing(room: { readonly current: HTMLElement | null }, paper: { readonly current: HTMLCanvasElement | null }, marks: { readonly current: HTMLCanvasElement | null }): void {
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

