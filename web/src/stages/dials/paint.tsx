// Painting: the weights of a neuron of the first layer as a large picture, and a brush that sets them.

import { signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { hover, select, showDials } from "../../actions.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { Num } from "../../panels/number.tsx";
import { neuronName, pixelName } from "../../panels/inspector/names.ts";
import { type Shows, hovered, layers, network, selection, shows, trace } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { type View, drawWall, markCell } from "./drawing.ts";
import { type Wall, cellAt, cellOfDial } from "./layout.ts";
import { indexOf } from "./places.ts";
import { imageWidth, look, opened, palette, shown } from "./sight.ts";
import { Go } from "./turning.ts";
import { isOut, knock } from "./neurons.tsx";

type Brush = keyof typeof WORDS.brushes;
const SIZES = [1, 2, 3, 5, 7] as const;
const CELL = 13;
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

const brush = signal<Brush>("plus");
const size = signal<number>(2);
/** How large the painted weights are, as a part of the layer's largest. */
const strength = signal(0.5);

export function PaintView() {
  const layer = layers.value[0], width = imageWidth.value;
  if (layer === undefined || layer.n_inputs % width !== 0) return <div class="paint"><p class="quiet">{WORDS.noPictures}</p></div>;
  const neuron = selection.value.kind !== "pixel" && selection.value.layer === 1 ? selection.value.neuron : 0;
  return (
    <div class="paint">
      <Canvas neuron={neuron} />
      <div class="brushes">
        <NeuronChoice neuron={neuron} n_neurons={layer.n_neurons} />
        <BrushChoice />
        <Deeds neuron={neuron} />
        <Sums neuron={neuron} />
      </div>
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

/** Set the weights under the brush. */
function paintAt(neuron: number, pixel: number, go: Go): void {
  const layer = layers.value[0], width = imageWidth.value;
  if (layer === undefined) return;
  const rows = layer.n_inputs / width, row = Math.floor(pixel / width), column = pixel % width;
  const first = Math.floor((size.value - 1) / 2), indices: number[] = [];
  for (let y = row - first; y < row - first + size.value; y++) {
    for (let x = column - first; x < column - first + size.value; x++) {
      if (x >= 0 && x < width && y >= 0 && y < rows) indices.push(layer.weights_at + neuron * layer.n_inputs + y * width + x);
    }
  }
  go.turn(indices, indices.map(paintOf), WORDS.painted(neuronName(1, neuron)));
}

function paintOf(index: number): number {
  switch (brush.value) {
    case "plus": return paintedSize();
    case "minus": return -paintedSize();
    case "zero": return 0;
    case "opened": return opened.value[index] as number;
  }
}

function paintedSize(): number {
  const all = network.value?.layers[0], from = all === undefined ? opened.value : opened.value.subarray(0, all.biases_at);
  let largest = 0;
  for (const value of from) largest = Math.max(largest, Math.abs(value));
  return Number((strength.value * (largest || 1)).toPrecision(3));
}

function NeuronChoice({ neuron, n_neurons }: { readonly neuron: number; readonly n_neurons: number }) {
  const choose = (next: number) => select({ kind: "neuron", layer: 1, neuron: (next + n_neurons) % n_neurons });
  return (
    <div class="neuron-choice">
      <button type="button" aria-label={`${WORDS.whichNeuron} \u2212 1`} onClick={() => choose(neuron - 1)}>{"\u2039"}</button>
      <select aria-label={WORDS.whichNeuron} value={neuron} onChange={(event) => choose(Number(event.currentTarget.value))}>
        {Array.from({ length: n_neurons }, (_, k) => <option key={k} value={k}>{neuronName(1, k)}</option>)}
      </select>
      <button type="button" aria-label={`${WORDS.whichNeuron} + 1`} onClick={() => choose(neuron + 1)}>{"\u203a"}</button>
    </div>
  );
}

function BrushChoice() {
  const sized = formatShort(paintedSize());
  return (
    <>
      <fieldset class="brush-kinds">
        <legend class="small quiet">{WORDS.brush}</legend>
        {(Object.keys(WORDS.brushes) as Brush[]).map((kind) => (
          <label key={kind} class={`brush-kind ${kind}`}>
            <input type="radio" name="brush" checked={brush.value === kind} onChange={() => { brush.value = kind; }} />
            <span class="swatch" aria-hidden="true">{SIGNS[kind]}</span>{WORDS.brushes[kind]}
          </label>
        ))}
      </fieldset>
      <label class="brush-option"><span class="small quiet">{WORDS.brushSize}</span>
        <select value={size.value} onChange={(event) => { size.value = Number(event.currentTarget.value); }}>
          {SIZES.map((n) => <option key={n} value={n}>{WORDS.pixels(n)}</option>)}
        </select>
      </label>
      <label class="brush-option"><span class="small quiet">{WORDS.strength}</span>
        <input type="range" min={0.05} max={1.5} step={0.05} value={strength.value} aria-valuetext={sized}
          onInput={(event) => { strength.value = event.currentTarget.valueAsNumber; }} />
        <span class="brush-strength">{"\u00b1"}{sized}</span>
      </label>
      <label class="brush-option"><span class="small quiet">{WORDS.shows}</span>
        <select value={shows.value} onChange={(event) => showDials(event.currentTarget.value as Shows)}>
          {Object.entries(WORDS.showsNames).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
        </select>
      </label>
    </>
  );
}

const SIGNS: Readonly<Record<Brush, string>> = { plus: "+", minus: "\u2212", zero: "0", opened: "\u21ba" };

function Deeds({ neuron }: { readonly neuron: number }) {
  const layer = layers.value[0], name = neuronName(1, neuron);
  if (layer === undefined) return null;
  const start = layer.weights_at + neuron * layer.n_inputs;
  const weights = Array.from({ length: layer.n_inputs }, (_, from) => start + from), all = [...weights, layer.biases_at + neuron];
  const out = isOut(1, neuron), isHidden = layers.value.length > 1;
  return (
    <div class="deeds">
      <button type="button" onClick={() => new Go().turn(weights, weights.map(() => 0), WORDS.cleared(name))}>{WORDS.clear}</button>
      <button type="button" onClick={() => new Go().turn(all, all.map((index) => opened.value[index] as number), WORDS.restored(name))}>{WORDS.restore}</button>
      {isHidden && <button type="button" aria-pressed={out} onClick={() => knock(1, neuron, !out)}>{WORDS.cut}</button>}
    </div>
  );
}

/** What the neuron says to the image now. */
function Sums({ neuron }: { readonly neuron: number }) {
  const z = trace.value.z[0]?.[neuron] ?? 0, a = trace.value.a[1]?.[neuron] ?? 0, name = neuronName(1, neuron);
  return (
    <dl class="sums">
      <dt class="small quiet">{WORDS.sum}</dt>
      <dd><Num value={z} name={`z of ${name}`} text={formatSigned(z)} meaning={WORDS.sum} /></dd>
      <dt class="small quiet">{WORDS.activation}</dt>
      <dd><Num value={a} name={`a of ${name}`} text={formatFixed(a)} meaning={WORDS.activation} /></dd>
    </dl>
  );
}
