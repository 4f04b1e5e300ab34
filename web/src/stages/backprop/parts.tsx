// What the steps share: a signed number with its bar, the choice of a neuron, and the units of a table.

import { select } from "../../actions.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { inFull } from "../../panels/number.tsx";
import { neuronName } from "../../panels/inspector/names.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";

/** With its sign always: "+0.0123". */
export function signedShort(value: number): string {
  return value > 0 ? `+${formatShort(value)}` : formatShort(value);
}

export function tone(value: number): "plus" | "minus" | "quiet" {
  return value > 0 ? "plus" : value < 0 ? "minus" : "quiet";
}

/** A bar from a middle line, to the right above 0. */
export function Bar({ value, top }: { readonly value: number; readonly top: number }) {
  const share = top === 0 ? 0 : Math.min(1, Math.abs(value) / top) * 50;
  return (
    <span class="wish-bar" aria-hidden="true">
      <span class={tone(value)} style={{ insetInlineStart: `${value < 0 ? 50 - share : 50}%`, width: `${share}%` }} />
    </span>
  );
}

export function topOf(values: readonly number[]): number {
  return values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
}

/** The power of ten in which the largest of some numbers has two digits before the point. */
export function unitOf(values: readonly number[]): number {
  const top = topOf(values);
  return top === 0 ? 0 : Math.floor(Math.log10(top)) - 1;
}

/** A number in such a unit, short: "−73", "4.2", "0". */
export function inUnit(value: number, exponent: number): string {
  const scaled = value / 10 ** exponent;
  if (value === 0) return "0";
  return Math.abs(scaled) >= 9.95 ? formatFixed(scaled, 0) : formatFixed(scaled, 1);
}

/** How strongly a number is colored: by its square root, so that small ones are seen. */
export function strengthOf(value: number, top: number): number {
  return top === 0 ? 0 : Math.sqrt(Math.min(1, Math.abs(value) / top));
}

/** A cell of a table: colored, with its sign, and all digits on hover. */
export function Cell({ value, top, unit }: { readonly value: number; readonly top: number; readonly unit: number }) {
  return <td class={`wish-cell ${tone(value)}`} style={{ "--share": strengthOf(value, top) }} title={inFull(value)}>{inUnit(value, unit)}</td>;
}

/** The neuron that a step looks at, to choose without a steady hand; `only`: of one layer alone. */
export function NeuronChoice({ layer, neuron, only, says = WORDS.choose }: { readonly layer: number; readonly neuron: number; readonly only?: number; readonly says?: string }) {
  const shown = store.layers.value.map((each, k) => ({ number: k + 1, n: each.n_neurons })).filter(({ number }) => only === undefined || number === only);
  return (
    <label class="small neuron-choice">{says} <select aria-label={WORDS.choose} value={`${layer} ${neuron}`} onChange={(event) => {
      const [to, index] = event.currentTarget.value.split(" ").map(Number) as [number, number];
      select({ kind: "neuron", layer: to, neuron: index });
    }}>
      {shown.map(({ number, n }) => Array.from({ length: n }, (_, k) => <option key={`${number} ${k}`} value={`${number} ${k}`}>{neuronName(number, k)}</option>))}
    </select></label>
  );
}

/** What a layer is called: "hidden 2", "the outputs". */
export function layerName(layer: number): string {
  const { layers } = store;
  return layer === layers.value.length ? "outputs" : layer === 0 ? WORDS.image : layers.value[layer - 1]?.name ?? `hidden ${layer}`;
}

export { formatSigned };
