// A neuron: its activation, its sum and its bias; its weights; how the sum adds up; its curve; the images it likes.

import { pointAt, select } from "../../actions.ts";
import { formatFixed } from "../../numbers/format.ts";
import { type Place, layers, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { Curve } from "./curve.tsx";
import { Dial } from "./dial.tsx";
import { Extremes } from "./extremes.tsx";
import { Mistake } from "./mistake.tsx";
import { neuronName } from "./names.ts";
import { Region } from "./region.tsx";
import { Waterfall } from "./waterfall.tsx";
import { Weights } from "./weights.tsx";

const SIGMA = "\u03c3";

export function NeuronView({ place }: { readonly place: Place & { kind: "neuron" | "bias" } }) {
  const { layer, neuron } = place;
  const shape = layers.value[layer - 1];
  if (shape === undefined) return null;
  const name = neuronName(layer, neuron);
  return (
    <>
      <Sum layer={layer} neuron={neuron} />
      <section class="bias-section" aria-label={WORDS.biasOf(name)}>
        <h3>{WORDS.biasTitle}</h3>
        <Dial key={`${layer} ${neuron}`} index={shape.biases_at + neuron} name={WORDS.biasOf(name)} />
      </section>
      {place.kind === "bias" && <Curve key="bias" layer={layer} neuron={neuron} startsOverSum />}
      {layer === layers.value.length && <Mistake />}
      <div onPointerEnter={() => pointAt("weights")} onFocusCapture={() => pointAt("weights")}>
        <Weights layer={layer} neuron={neuron} />
        {layer === 1 && <Region key={neuron} neuron={neuron} />}
      </div>
      <Waterfall layer={layer} neuron={neuron} />
      {place.kind === "neuron" && <Curve key="neuron" layer={layer} neuron={neuron} startsOverSum={false} />}
      <Extremes layer={layer} neuron={neuron} />
    </>
  );
}

/** a = sigma(z) with its numbers: what the neuron says, and of what. */
function Sum({ layer, neuron }: { readonly layer: number; readonly neuron: number }) {
  const name = neuronName(layer, neuron), activation = layers.value[layer - 1]?.activation ?? "";
  const z = trace.value.z[layer - 1]?.[neuron] ?? 0, a = trace.value.a[layer]?.[neuron] ?? 0;
  const symbol = activation === "sigmoid" ? SIGMA : activation;
  return (
    <p class="sum-line" onPointerEnter={() => pointAt("neuron")} onFocusCapture={() => pointAt("neuron")}>
      <span>a = {symbol}(</span>
      <Num value={z} name={`${WORDS.sum}, ${name}`} text={formatFixed(z)} meaning={WORDS.sumMeaning} formula={WORDS.sumFormula} />
      <span>) = </span>
      <Num value={a} name={`${WORDS.activation}, ${name}`} text={formatFixed(a, 3)} meaning={WORDS.activationMeaning} class="huge"
        formula={activation === "softmax" ? WORDS.softmaxFormula : `a = ${symbol}(z)`} />
    </p>
  );
}

/** The neuron before or after this one, with the arrows. */
export function Neighbors({ layer, neuron }: { readonly layer: number; readonly neuron: number }) {
  const n = layers.value[layer - 1]?.n_neurons ?? 1;
  const go = (step: number) => select({ kind: "neuron", layer, neuron: (neuron + step + n) % n });
  return (
    <span class="neighbors">
      <button type="button" class="plain" aria-label={WORDS.previous} title={WORDS.previous} onClick={() => go(-1)}>{"\u2191"}</button>
      <button type="button" class="plain" aria-label={WORDS.next} title={WORDS.next} onClick={() => go(1)}>{"\u2193"}</button>
    </span>
  );
}
