// Beside the picture that is painted on: which neuron, the brush, what to do with all weights at once, and the sum.

import { select, showDials } from "../../actions.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { neuronName } from "../../panels/inspector/names.ts";
import { Num } from "../../panels/number.tsx";
import { type Shows, layers, shows, trace } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { isOut, knock } from "./neurons.tsx";
import { type Brush, brush, paintedSize, size, strength } from "./painting.ts";
import { opened } from "./sight.ts";
import { Go } from "./turning.ts";

const SIZES = [1, 2, 3, 5, 7] as const;
const SIGNS: Readonly<Record<Brush, string>> = { plus: "+", minus: "\u2212", zero: "0", opened: "\u21ba" };

/** `neuron`: of the first layer. */
export function Brushes({ neuron }: { readonly neuron: number }) {
  return (
    <div class="brushes">
      <NeuronChoice neuron={neuron} n_neurons={layers.value[0]?.n_neurons ?? 1} />
      <BrushChoice />
      <Deeds neuron={neuron} />
      <Sums neuron={neuron} />
    </div>
  );
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
