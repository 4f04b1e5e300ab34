// One neuron from near: words and numbers beside what the canvas draws, and keys to the neurons beside it.

import { select, zoomTo } from "../../actions.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { addKeys } from "../../keys.ts";
import { Num } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS, neuronName, neuronOf, symbolOf } from "../../words/network.ts";
import type { Layout } from "./layout.ts";
import { barsOf } from "./scene.ts";
import { spot } from "../../panels/spot.ts";

const SIDE = 28;
const ROOM_FOR_TEXT = 18;

export function NearNotes({ layout }: { readonly layout: Layout }) {
  const place = neuronOf(store.selection.value);
  const layer = place === null ? undefined : store.layers.value[place.layer - 1];
  if (place === null || layer === undefined) return null;
  const { neuron } = place, center = layout.dots[place.layer - 1]?.[neuron] ?? { x: 0, y: 0, r: 0 };
  const classes = store.hello.value?.class_names ?? [];
  const name = neuronName(store.layers.value, place.layer, neuron, classes);
  const a = store.trace.value.a[place.layer]?.[neuron] ?? 0, z = store.trace.value.z[place.layer - 1]?.[neuron] ?? 0;
  const bias = store.dials.value[layer.biases_at + neuron] ?? 0, symbol = symbolOf(layer.activation);
  const left = Math.min(center.x - 104, layout.width - 248);
  return (
    <div class="near">
      {place.layer === 1 ? <FirstCaptions layout={layout} neuron={neuron} /> : <BeforeCaptions layout={layout} layer={place.layer} neuron={neuron} />}
      <h2 class="near-name" style={spot(left, Math.max(8, center.y - center.r - 40))}>{name}</h2>
      <div class="near-card" style={spot(left, center.y + center.r + 16)}>
        <dl>
          <dt>{WORDS.near.sum}</dt>
          <dd><Num value={z - bias} text={formatSigned(z - bias)}
            name={`sum of w × a of ${name}, without the bias`}
            meaning="All weights times what comes in." formula="w₁a₁ + … + wₙaₙ" /></dd>
          <dt>{WORDS.near.bias}</dt>
          <dd><Num value={bias} text={formatSigned(bias)} name={`bias of ${name}`} meaning={WORDS.meaning.bias} formula="b" /></dd>
          <dt>z</dt>
          <dd class="sum"><Num value={z} text={formatSigned(z)}
            name={`z of ${name}`}
            meaning={WORDS.meaning.z} formula="z = w₁a₁ + … + wₙaₙ + b" /></dd>
          <dt>a = {symbol}(z)</dt>
          <dd><Num value={a} text={formatFixed(a, 3)}
            name={`activation of ${name}`}
            meaning={WORDS.meaning.a} formula={`a = ${symbol}(${formatShort(z)})`} /></dd>
        </dl>
        <p class="small quiet">{WORDS.near.place(neuron + 1, layer.n_neurons, layer.name)}</p>
        <div class="near-moves">
          <button type="button" aria-label={WORDS.near.previous} title={`${WORDS.near.previous} ([)`} disabled={neuron === 0} onClick={() => moveBy(-1)}>‹</button>
          <button type="button" aria-label={WORDS.near.next} title={`${WORDS.near.next} (])`} disabled={neuron === layer.n_neurons - 1} onClick={() => moveBy(1)}>›</button>
          <button type="button" onClick={() => zoomTo(2)}>{WORDS.near.nearer}</button>
        </div>
      </div>
    </div>
  );
}

/** Above the image and above the picture of the weights. */
function FirstCaptions({ layout, neuron }: { readonly layout: Layout; readonly neuron: number }) {
  const layer = store.layers.value[0], { picture, weights } = layout;
  if (layer === undefined) return null;
  const row = store.dials.value.subarray(layer.weights_at + neuron * layer.n_inputs, layer.weights_at + (neuron + 1) * layer.n_inputs);
  const top = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    <>
      <p class="stage-caption" style={spot(picture.x, picture.y - 26)}>{WORDS.near.comesIn}</p>
      <p class="stage-caption" style={spot(weights.x, weights.y - 26)}>{WORDS.near.its(formatShort(top))}</p>
      <PixelSum layout={layout} row={row} />
    </>
  );
}

/** The product of the pixel that one points at, beside the image. */
function PixelSum({ layout, row }: { readonly layout: Layout; readonly row: Float32Array }) {
  const at = store.hovered.value, chosen = store.selection.value;
  const index = at?.kind === "pixel" ? at.index : chosen.kind === "weight" ? chosen.from : strongestOf(row, store.image.value.pixels);
  const a = store.image.value.pixels[index] ?? 0, w = row[index] ?? 0;
  const name = `row ${Math.floor(index / SIDE) + 1}, column ${(index % SIDE) + 1}`;
  return (
    <dl class="pixel-sum" style={spot(layout.picture.x + layout.picture.cell * SIDE + 16, layout.picture.y)}>
      <dt class="wide">{name}</dt>
      <dt>a</dt><dd><Num value={a} text={formatFixed(a)} name={`pixel, ${name}`} meaning={WORDS.meaning.pixel} formula="a" /></dd>
      <dt>w</dt><dd><Num value={w} text={formatSigned(w)} name={`weight on ${name}`} meaning={WORDS.meaning.weight} formula="w" /></dd>
      <dt>w × a</dt><dd class="sum"><Num value={w * a} text={formatSigned(w * a)}
        name={`contribution of ${name}`}
        meaning={WORDS.meaning.product} formula={`${formatShort(w)} × ${formatShort(a)}`} /></dd>
    </dl>
  );
}

function strongestOf(row: Float32Array, pixels: Float32Array): number {
  return row.reduce((best, w, k) => (Math.abs(w * (pixels[k] ?? 0)) > Math.abs((row[best] ?? 0) * (pixels[best] ?? 0)) ? k : best), 0);
}

/** Beside the neurons of the layer before: names, and weights as numbers where there is room. */
function BeforeCaptions({ layout, layer, neuron }: { readonly layout: Layout; readonly layer: number; readonly neuron: number }) {
  const before = store.layers.value[layer - 2], own = store.layers.value[layer - 1];
  const dots = layout.dots[layer - 2] ?? [];
  if (before === undefined || own === undefined) return null;
  const pitch = dots.length > 1 ? (dots[1] as { y: number }).y - (dots[0] as { y: number }).y : 34;
  const { middle, half } = barsOf(layout);
  return (
    <>
      <p class="stage-caption" style={spot(16, 4)}>{WORDS.near.before(before.name)}</p>
      <p class="stage-caption" style={spot(76, 26)}>a</p>
      <p class="stage-caption" style={spot(middle - 4, 26)}>{WORDS.near.weight}</p>
      {pitch >= ROOM_FOR_TEXT && dots.map((dot, k) => {
        const w = store.dials.value[own.weights_at + neuron * own.n_inputs + k] ?? 0, a = store.trace.value.a[layer - 1]?.[k] ?? 0;
        const name = neuronName(store.layers.value, layer - 1, k);
        return (
          <span key={k}>
            <span class="beside small quiet" style={spot(12, dot.y - 10)}>{k + 1}</span>
            <span class="beside" style={spot(dot.x + 16, dot.y - 10)}>
              <Num value={a} text={formatFixed(a)} class="small" name={`activation of ${name}`} meaning={WORDS.meaning.a} formula="a" />
            </span>
            <span class="beside" style={spot(middle + half + 8, dot.y - 10)}>
              <Num value={w} text={formatSigned(w)} class="small"
                name={`weight from ${name}`}
                meaning={WORDS.meaning.weight} formula={`w × a = ${formatShort(w)} × ${formatShort(a)} = ${formatShort(w * a)}`} />
            </span>
          </span>
        );
      })}
    </>
  );
}

/** Go to the neuron before or behind in the same layer. */
export function moveBy(step: 1 | -1): void {
  const place = neuronOf(store.selection.value);
  if (place === null) return;
  const neuron = place.neuron + step;
  if (neuron >= 0 && neuron < (store.layers.value[place.layer - 1]?.n_neurons ?? 0)) select({ kind: "neuron", layer: place.layer, neuron });
}

addKeys([
  { key: "[", does: "previous neuron of the layer", run: () => moveBy(-1) },
  { key: "]", does: "next neuron of the layer", run: () => moveBy(1) },
]);
