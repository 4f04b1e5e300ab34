// Painting: the weights of a neuron of the first layer as a large picture, and a brush that sets them.

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { hover, select } from "../../actions.ts";
import { neuronName, pixelName } from "../../panels/inspector/names.ts";
import { hovered, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { Brushes } from "./brushes.tsx";
import { type View, drawWall, markCell } from "./drawing.ts";
import { type Wall, cellAt, cellOfDial } from "./layout.ts";
import { paintAt } from "./painting.ts";
import { indexOf } from "./places.ts";
import { imageWidth, look, palette, shown } from "./sight.ts";
import { Go } from "./turning.ts";

const CELL = 13;
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

export function PaintView() {
  const layer = layers.value[0], width = imageWidth.value;
  if (layer === undefined || layer.n_inputs % width !== 0) return <div class="paint"><p class="quiet">{WORDS.noPictures}</p></div>;
  const neuron = selection.value.kind !== "pixel" && selection.value.layer === 1 ? selection.value.neuron : 0;
  return (
    <div class="paint">
      <Canvas neuron={neuron} />
      <Brushes neuron={neuron} />
    </div>
  );
}

/** The picture as a wall of one block. */
function pictureOf(neuron: number): Wall {
  const layer = layers.value[0], width = imageWidth.value;
  if (layer === undefined) return { blocks: [], titles: [], width: 0, height: 0 };
  const rows = layer.n_inputs / width, start = layer.weights_at + neuron * layer.n_inputs;
  const block = { left: 0, top: 0, columns: width, rows, cell: CELL, start, count: layer.n_inputs, order: null, layer: 1, neuron, isBias: false };
  return { blocks: [block], titles: [], width: width * CELL, height: rows * CELL };
}

function Canvas({ neuron }: { readonly neuron: number }) {
  const paper = useRef<HTMLCanvasElement>(null), go = useRef<Go | null>(null);
  const cursor = useSignal(14 * imageWidth.value + 14); // read anew by every key, however fast they follow
  const [isFocused, setFocused] = useState(false);
  const picture = pictureOf(neuron), name = neuronName(1, neuron);
  useEffect(() => () => hover(null), []);
  const draw = useRef(() => {});
  draw.current = () => drawPicture(paper.current, picture, isFocused ? cursor.value : null);
  useSignalEffect(() => draw.current());
  draw.current();

  const pixelAt = (event: PointerEvent) => {
    const box = (paper.current as HTMLCanvasElement).getBoundingClientRect();
    const cell = cellAt(picture, (event.clientX - box.left) * (picture.width / box.width), (event.clientY - box.top) * (picture.height / box.height));
    return cell === null ? null : cell.index - (picture.blocks[0]?.start ?? 0);
  };
  const onPointerDown = (event: PointerEvent) => {
    const pixel = pixelAt(event);
    if (pixel === null || event.button !== 0) return;
    paper.current?.setPointerCapture(event.pointerId);
    go.current = new Go();
    paintAt(neuron, pixel, go.current);
  };
  const onPointerMove = (event: PointerEvent) => {
    const pixel = pixelAt(event);
    hover(pixel === null ? null : { kind: "weight", layer: 1, neuron, from: pixel });
    if (go.current === null) return;
    const cells = event.getCoalescedEvents?.() ?? [event];
    for (const each of cells.length > 0 ? cells : [event]) {
      const passed = pixelAt(each);
      if (passed !== null) paintAt(neuron, passed, go.current);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move !== undefined) {
      const next = moved(cursor.value, move);
      cursor.value = next;
      hover({ kind: "weight", layer: 1, neuron, from: next });
      if (go.current !== null) paintAt(neuron, next, go.current);
    } else if (event.key === " ") {
      if (!event.repeat) paintAt(neuron, cursor.value, (go.current = new Go()));
    } else if (event.key === "Enter") {
      select({ kind: "weight", layer: 1, neuron, from: cursor.value });
    } else return;
    event.preventDefault();
  };
  const lift = () => { go.current = null; };
  return (
    <div class="paint-picture">
      <canvas ref={paper} class="paint-canvas" tabIndex={0} role="application" aria-label={WORDS.canvas(name)} title=""
        style={{ width: `${picture.width}px`, aspectRatio: `${picture.width} / ${picture.height}` }}
        onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={lift} onPointerCancel={lift}
        onPointerLeave={() => hover(null)} onKeyDown={onKeyDown} onKeyUp={(event) => { if (event.key === " ") lift(); }}
        onFocus={() => setFocused(true)} onBlur={() => { lift(); setFocused(false); }} />
      <p class="paint-readout small" aria-live={isFocused ? "polite" : "off"}>{readoutOf(neuron, isFocused ? cursor.value : null)}</p>
    </div>
  );
}

function readoutOf(neuron: number, cursor: number | null): string {
  const place = hovered.value, layer = layers.value[0];
  const pixel = place?.kind === "weight" && place.layer === 1 && place.neuron === neuron ? place.from : cursor;
  if (pixel === null || layer === undefined) return WORDS.paintHelp;
  return WORDS.cellReadout(pixelName(pixel), shown.value[layer.weights_at + neuron * layer.n_inputs + pixel] as number);
}

function moved(pixel: number, [down, right]: readonly [number, number]): number {
  const width = imageWidth.value, rows = (layers.value[0]?.n_inputs ?? 0) / width;
  const row = Math.min(rows - 1, Math.max(0, Math.floor(pixel / width) + down));
  return row * width + Math.min(width - 1, Math.max(0, (pixel % width) + right));
}

function drawPicture(canvas: HTMLCanvasElement | null, picture: Wall, cursor: number | null): void {
  const context = canvas?.getContext("2d");
  if (canvas === null || context == null) return;
  const view: View = { left: 0, top: 0, width: picture.width, height: picture.height, density: devicePixelRatio };
  canvas.width = Math.round(picture.width * view.density);
  canvas.height = Math.round(picture.height * view.density);
  drawWall(context, picture, view, { ...look.value, mask: null, values: shown.value });
  const { ink, selected } = palette.value, start = picture.blocks[0]?.start ?? 0;
  const chosen = indexOf(layers.value, selection.value), pointed = cursor === null ? indexOf(layers.value, hovered.value) : start + cursor;
  for (const [index, color, line] of [[chosen, ink, 4], [chosen, selected, 2], [pointed, ink, 2]] as const) {
    const cell = index === null ? null : cellOfDial(picture, index);
    if (cell !== null) markCell(context, cell, view, `rgb(${color.join(" ")})`, line);
  }
}
