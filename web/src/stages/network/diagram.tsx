// The canvas of the network, and everything on it that can be pointed at, focused and tapped.

import { effect, useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { hover, select, zoomTo } from "../../actions.ts";
import * as store from "../../store.ts";
import { colors } from "./colors.ts";
import { type Layout, between, layoutNear, layoutWhole, neuronAt, pixelAt } from "./layout.ts";
import { NeuronButtons } from "./neurons.tsx";
import { paint } from "./paint.ts";
import { Pixels } from "./pixels.tsx";

const LASTS = 220;

/** Draw the network, near or whole; `children` lie above it and get the layout. */
export function Diagram({ children }: { readonly children?: (layout: Layout) => ComponentChildren }) {
  const room = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null);
  const size = useSignal({ width: 0, height: 0 });
  const layout = useComputed(() => wanted(size.value.width, size.value.height));
  useEffect(() => watchSize(room.current as HTMLElement, (width, height) => { size.value = { width, height }; }), []);
  useEffect(() => draw(canvas.current as HTMLCanvasElement, () => layout.value), []);
  const shown = layout.value;
  const over = useMemo(() => shown, [shown]);
  const place = (event: MouseEvent) => placeAt(shown, event);
  return (
    <div class="diagram" ref={room}
      onPointerMove={(event) => { const at = place(event); if (!same(at, store.hovered.peek())) hover(at); }}
      onPointerLeave={() => hover(null)}
      onClick={(event) => { const at = place(event); if (at !== null) select(chosen(at)); }}
      onDblClick={(event) => { if (place(event)?.kind === "neuron") zoomTo(store.zoom.value === 0 ? 1 : 2); }}>
      <canvas ref={canvas} aria-hidden="true" />
      {shown.width > 0 && <Pixels layout={over} />}
      {shown.width > 0 && <NeuronButtons layout={over} />}
      {shown.width > 0 && children?.(shown)}
    </div>
  );
}

/** The layout that the stage wants now. */
function wanted(width: number, height: number): Layout {
  const sizes = store.network.value?.sizes ?? [], place = store.selection.value;
  if (store.zoom.value === 0 || place.kind === "pixel") return layoutWhole(width, height, sizes);
  return layoutNear(width, height, sizes, place.layer, place.neuron);
}

function placeAt(layout: Layout, event: MouseEvent): store.Place | null {
  if ((event.target as HTMLElement).closest(".near, .lens") !== null) return null;
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  const isNear = store.zoom.peek() > 0;
  const neuron = neuronAt(layout, x, y);
  if (neuron !== null) return neuron;
  const index = pixelAt(layout, x, y, store.unrolled.peek() && !isNear);
  return index === null ? null : { kind: "pixel", index };
}

/** From near, a pixel stands for its weight on the neuron that one looks at. */
function chosen(at: store.Place): store.Place {
  const from = store.selection.peek();
  if (at.kind !== "pixel" || store.zoom.peek() === 0 || from.kind === "pixel" || from.layer !== 1) return at;
  return { kind: "weight", layer: 1, neuron: from.neuron, from: at.index };
}

function same(a: store.Place | null, b: store.Place | null): boolean {
  return a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}

function watchSize(element: HTMLElement, tell: (width: number, height: number) => void): () => void {
  const observer = new ResizeObserver(() => tell(element.clientWidth, element.clientHeight));
  observer.observe(element);
  return () => observer.disconnect();
}

/** Draw again, in the next frame, whenever anything that is drawn has changed; movements take a fifth of a second. */
function draw(canvas: HTMLCanvasElement, layoutNow: () => Layout): () => void {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  const flight = new Flight();
  let frame = 0;
  const redraw = () => {
    frame = 0;
    const moment = flight.at(performance.now());
    fit(canvas, context, moment.layout);
    if (moment.layout.width > 0 && store.layers.peek().length > 0) paint(context, { ...moment, ...sceneNow() });
    if (flight.isMoving) frame = requestAnimationFrame(redraw);
  };
  const stop = effect(() => {
    const layout = layoutNow();
    flight.aim(layout, store.unrolled.value && store.zoom.value === 0 ? 1 : 0, store.zoom.value > 0 ? 1 : 0, performance.now());
    sceneNow();
    if (frame === 0) frame = requestAnimationFrame(redraw);
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
  };
}

/** What is drawn, apart from where it lies. */
function sceneNow() {
  return {
    layers: store.layers.value, dials: store.dials.value, trace: store.trace.value,
    selection: store.selection.value, hovered: store.hovered.value, lines: store.lines.value,
    upTo: store.shownUpTo.value ?? Number.POSITIVE_INFINITY, classes: store.hello.value?.class_names ?? [], colors: colors.value,
  };
}

interface Moment {
  readonly layout: Layout;
  readonly unrolled: number;
  readonly near: number;
}

/** Moves from one layout to the next. */
class Flight {
  #from: Moment | null = null;
  #to: Moment | null = null;
  #start = 0;
  isMoving = false;

  aim(layout: Layout, unrolled: number, near: number, now: number): void {
    const to = this.#to;
    if (to !== null && to.layout === layout && to.unrolled === unrolled && to.near === near) return;
    const isNew = to === null || to.layout.width !== layout.width || to.layout.height !== layout.height || to.layout.dots.length !== layout.dots.length;
    this.#from = isNew || isStill() ? null : this.at(now);
    this.#to = { layout, unrolled, near };
    this.#start = now;
    this.isMoving = this.#from !== null;
  }

  at(now: number): Moment {
    const to = this.#to as Moment, from = this.#from;
    const t = Math.min(1, (now - this.#start) / LASTS), eased = t * t * (3 - 2 * t);
    if (from === null || t >= 1) {
      this.isMoving = false;
      this.#from = null;
      return to;
    }
    const mix = (p: number, q: number) => p + (q - p) * eased;
    return { layout: between(from.layout, to.layout, eased), unrolled: mix(from.unrolled, to.unrolled), near: mix(from.near, to.near) };
  }
}

function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function fit(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, layout: Layout): void {
  const ratio = devicePixelRatio, width = Math.round(layout.width * ratio), height = Math.round(layout.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${layout.width}px`;
    canvas.style.height = `${layout.height}px`;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
