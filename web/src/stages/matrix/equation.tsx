// The equation drawn, with a button on each row: hover, focus and tap light the neuron of the row.

import { effect, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hover, select } from "../../actions.ts";
import { formatShort, formatSigned } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/matrix.ts";
import { neuronName, symbolOf } from "../../words/network.ts";
import { colors } from "../network/colors.ts";
import { partsOf } from "./layout.ts";
import { paintMatrix } from "./paint.ts";
import { spot } from "../../panels/spot.ts";

const ROOM = 288;

/** `index`: the layer, from 1. */
export function Equation({ index, row }: { readonly index: number; readonly row: number | null }) {
  const room = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null);
  const width = useSignal(0), column = useSignal<number | null>(null);
  const layer = store.layers.value[index - 1];
  const parts = useComputed(() => {
    const of = store.layers.value[index - 1];
    return of === undefined ? null : partsOf(width.value, of.n_neurons, of.n_inputs, ROOM, symbolOf(of.activation));
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => { width.value = room.current?.clientWidth ?? 0; });
    observer.observe(room.current as HTMLElement);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    let frame = 0;
    const stop = effect(() => {
      const [now, from] = [store.trace.value, store.dials.value];
      const shown = parts.value, at = column.value, of = store.layers.value[index - 1], palette = colors.value, wide = width.value;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (shown === null || of === undefined || wide === 0 || canvas.current === null) return;
        const context = fitted(canvas.current, wide, shown.height);
        paintMatrix(context, { parts: shown, layer: of, index, dials: from, trace: now, row, column: at, symbol: symbolOf(of.activation), colors: palette }, wide, shown.height);
      });
    });
    return () => { stop(); cancelAnimationFrame(frame); };
  }, [index, row]);
  if (layer === undefined) return null;
  const shown = parts.value;
  const names = store.hello.value?.class_names ?? [];
  const columnAt = (event: PointerEvent) => {
    const box = shown?.matrix;
    if (box === undefined) return;
    const x = event.clientX - (room.current?.getBoundingClientRect().left ?? 0) - box.x;
    column.value = x >= 0 && x < box.width ? Math.floor((x / box.width) * layer.n_inputs) : null;
  };
  return (
    <>
      <div ref={room} class="equation" style={{ height: `${shown?.height ?? ROOM}px` }} onPointerMove={columnAt} onPointerLeave={() => { column.value = null; hover(null); }}>
        <canvas ref={canvas} aria-hidden="true" />
        {shown !== null && width.value > 0 && (
          <div class="matrix-rows" role="group" aria-label={WORDS.rows} onKeyDown={(event) => walk(event, index)}>
            {Array.from({ length: layer.n_neurons }, (_, j) => (
              <button key={j} type="button" tabIndex={j === (row ?? 0) ? 0 : -1} aria-pressed={j === row}
                aria-label={rowSaid(index, j, names)}
                style={spot(shown.result.x, shown.matrix.y + j * shown.row, shown.bias.x + shown.bias.width - shown.result.x, shown.row)}
                onPointerEnter={() => hover({ kind: "neuron", layer: index, neuron: j })} onFocus={() => hover({ kind: "neuron", layer: index, neuron: j })}
                onBlur={() => hover(null)} onClick={() => select({ kind: "neuron", layer: index, neuron: j })} />
            ))}
          </div>
        )}
      </div>
      <p class="stage-readout">{row === null ? WORDS.hint : said(index, row, column.value, names)}</p>
    </>
  );
}

/** Up and down among the rows. */
function walk(event: KeyboardEvent, index: number): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll("button")];
  const next = rows.indexOf(document.activeElement as HTMLButtonElement) + step;
  if (rows[next] === undefined) return;
  select({ kind: "neuron", layer: index, neuron: next });
  rows[next].focus();
}

/** A row and its numbers. */
function rowSaid(index: number, j: number, classes: readonly string[]): string {
  const bias = store.dials.value[(store.layers.value[index - 1]?.biases_at ?? 0) + j] ?? 0, { z, a } = store.trace.value;
  const name = neuronName(store.layers.value, index, j, classes);
  return WORDS.row(j, name, formatShort(bias), formatShort(z[index - 1]?.[j] ?? 0), formatShort(a[index]?.[j] ?? 0));
}

function said(index: number, j: number, i: number | null, classes: readonly string[]): string {
  const layer = store.layers.value[index - 1], { a } = store.trace.value;
  if (layer === undefined) return "";
  if (i === null) return rowSaid(index, j, classes);
  const w = store.dials.value[layer.weights_at + j * layer.n_inputs + i] ?? 0, before = a[index - 1]?.[i] ?? 0;
  return WORDS.cell(j, i, formatSigned(w, 3), neuronName(store.layers.value, index - 1, i, classes), formatShort(before), formatSigned(w * before, 3));
}

function fitted(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
