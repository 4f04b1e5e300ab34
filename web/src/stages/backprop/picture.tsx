// Step 5: from one delta to the slope of every weight of a neuron, as a picture.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hover, pointAt, select } from "../../actions.ts";
import type { BackpropChain, BackpropTold } from "../../messages.ts";
import { formatFixed, formatShort } from "../../numbers/format.ts";
import { neuronName, sourceName } from "../../panels/inspector/names.ts";
import { Num } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { type Colors, colors, mixed, signed, solid } from "../network/colors.ts";
import { label } from "./moments.ts";
import { NeuronChoice, layerName, signedShort, tone, topOf } from "./parts.tsx";

const LARGE = 196, MIDDLE = 64, SMALL = 28;
/** Of a layer of few neurons. */
const FEW = 128;
const IN_ROW = 4;
const MOST = 32;

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The image stays an image; neurons stand in rows. */
function gridOf(n: number, layer: number): Grid {
  const width = store.hello.value?.width ?? store.SIDE;
  const columns = layer === 1 && n % width === 0 ? width : Math.min(n, n > 64 ? 16 : n > 16 ? 8 : IN_ROW);
  return { columns, rows: Math.ceil(n / columns) };
}

export function PictureStep({ chain, told }: { readonly chain: BackpropChain; readonly told: BackpropTold }) {
  const spot = useSignal<number | null>(null);
  const { layer, neuron, slopes, before, delta } = chain, name = neuronName(layer, neuron);
  const grid = gridOf(slopes.length, layer), top = topOf(slopes), place = store.selection.value;
  const marked = spot.value ?? (place.kind === "weight" && place.layer === layer && place.neuron === neuron ? place.from : null);
  const large = grid.columns <= IN_ROW ? FEW : LARGE;
  const deltas = told.layers[layer - 1]?.deltas ?? [], point = () => pointAt("chain", () => ({ label: label.value, previous: marked }));
  const look = (from: number | null) => {
    spot.value = from;
    hover(from === null ? null : { kind: "weight", layer, neuron, from });
  };
  return (
    <div class="picture-step" onPointerEnter={point} onFocusCapture={point}>
      <NeuronChoice layer={layer} neuron={neuron} />
      <div class="picture-product">
        <figure style={{ width: `${MIDDLE}px` }}><Cells values={before} grid={grid} width={MIDDLE} top={Math.max(1, topOf(before))} isGray marked={marked} /><figcaption class="small quiet">{WORDS.comesIn}</figcaption></figure>
        <span class="chain-sign">×</span>
        <span class="chain-factor"><span class="small quiet">{WORDS.results.z}</span><Num value={delta} text={formatShort(delta)} name={WORDS.slopeOf(name)} meaning={WORDS.resultMeaning.z} class={tone(delta)} /></span>
        <span class="chain-sign">=</span>
        <figure style={{ width: `${large}px` }}><Cells values={slopes} grid={grid} width={large} top={top} marked={marked} label={WORDS.pictureOf(name)} onLook={look} onChoose={(from) => select({ kind: "weight", layer, neuron, from })} />
          <figcaption class="small quiet">{WORDS.gives}; {WORDS.scaleNote(top)}</figcaption></figure>
      </div>
      <p class="small picture-read" aria-live="polite">{marked === null ? <span class="quiet">{WORDS.pictureHint}</span>
        : WORDS.pictureRead(sourceName(layer, marked), formatFixed(before[marked] ?? 0, 3), formatShort(delta), formatShort(slopes[marked] ?? 0))}</p>
      <h3>{layer === store.layers.value.length ? WORDS.allOutputs : WORDS.all(layerName(layer))}</h3>
      <ul class="picture-row">
        {deltas.slice(0, MOST).map((other, j) => (
          <li key={j}><button type="button" aria-pressed={j === neuron} aria-label={WORDS.neuronPicture(neuronName(layer, j), signedShort(other))} title={`${neuronName(layer, j)}: ${WORDS.results.z} ${signedShort(other)}`}
            onClick={() => select({ kind: "neuron", layer, neuron: j })}>
            <Cells values={before} times={other} grid={grid} width={SMALL} top={topOf(before) * topOf(deltas)} marked={null} /></button></li>
        ))}
      </ul>
    </div>
  );
}

interface CellsProps {
  readonly values: readonly number[];
  readonly times?: number;
  readonly grid: Grid;
  /** How wide the picture is on the page. */
  readonly width: number;
  readonly top: number;
  readonly marked: number | null;
  readonly isGray?: boolean;
  /** With a label it can be walked over and chosen from. */
  readonly label?: string;
  readonly onLook?: (from: number | null) => void;
  readonly onChoose?: (from: number) => void;
}

function Cells({ values, times = 1, grid, width, top, marked, isGray = false, label: described, onLook, onChoose }: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null), cursor = useRef(0);
  const cell = width / grid.columns, palette = colors.value;
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, values, grid, { cell, times, top, isGray, marked, palette });
  }, [values, times, top, marked, palette, cell]);
  const style = { width: `${width}px`, height: `${cell * grid.rows}px` };
  if (described === undefined) return <canvas ref={canvas} style={style} aria-hidden="true" />;
  const under = (event: PointerEvent | MouseEvent): number | null => {
    const column = Math.floor(event.offsetX / cell), from = Math.floor(event.offsetY / cell) * grid.columns + column;
    return column < 0 || column >= grid.columns || from < 0 || from >= values.length ? null : from;
  };
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -grid.columns, ArrowDown: grid.columns }[event.key];
    if (event.key === "Enter" || event.key === " ") onChoose?.(cursor.current);
    else if (step === undefined || cursor.current + step < 0 || cursor.current + step >= values.length) return;
    else onLook?.(cursor.current += step);
    event.preventDefault();
  };
  return (
    <canvas ref={canvas} class="gradient-cells" style={style} tabIndex={0} role="application" aria-roledescription={WORDS.pictureRole} aria-label={described}
      onPointerMove={(event) => onLook?.(under(event))} onPointerLeave={() => onLook?.(null)} onFocus={() => onLook?.(cursor.current)} onBlur={() => onLook?.(null)} onKeyDown={walk}
      onClick={(event) => {
        const from = under(event);
        if (from !== null) { cursor.current = from; onChoose?.(from); }
      }} />
  );
}

interface Look {
  readonly cell: number;
  readonly times: number;
  readonly top: number;
  readonly isGray: boolean;
  readonly marked: number | null;
  readonly palette: Colors;
}

/** Slopes are outlined, so that nobody takes them for weights; those below 0 have a mark where there is room. */
function paint(canvas: HTMLCanvasElement, values: readonly number[], grid: Grid, look: Look): void {
  const ratio = devicePixelRatio, { cell, palette, isGray } = look;
  canvas.width = Math.round(grid.columns * cell * ratio);
  canvas.height = Math.round(grid.rows * cell * ratio);
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(ratio, ratio);
  values.forEach((each, i) => {
    const x = (i % grid.columns) * cell, y = Math.floor(i / grid.columns) * cell, value = each * look.times;
    context.fillStyle = isGray ? mixed(palette.dark, palette.light, value / look.top) : signed(value, look.top, palette);
    context.fillRect(x, y, cell, cell);
    if (isGray || cell < 4) return;
    context.strokeStyle = value === 0 ? palette.line : solid(value < 0 ? palette.minus : palette.plus);
    context.lineWidth = cell < 12 ? 0.5 : 1;
    if (value !== 0 || cell >= 12) context.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1);
    if (value < -0.12 * look.top) {
      context.fillStyle = palette.ink;
      context.fillRect(x + cell / 4, y + cell / 2 - 0.5, cell / 2, cell < 12 ? 1 : 2);
    }
  });
  if (look.marked === null) return;
  context.strokeStyle = palette.selected;
  context.lineWidth = 2;
  context.strokeRect((look.marked % grid.columns) * cell, Math.floor(look.marked / grid.columns) * cell, cell, cell);
}
