// One weight: from where to where, what it adds, what it was; and the picture that it is a cell of.

import { pointAt, select } from "../../actions.ts";
import { formatExact, formatFixed, formatShort } from "../../numbers/format.ts";
import { weightAt } from "../../numbers/network.ts";
import { type Place, dials, layers, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { Dial } from "./dial.tsx";
import { neuronName, placeName, sourceName } from "./names.ts";
import { Waterfall } from "./waterfall.tsx";
import { Weights } from "./weights.tsx";

export function WeightView({ place }: { readonly place: Place & { kind: "weight" } }) {
  const { layer, neuron, from } = place;
  const shape = layers.value[layer - 1];
  if (shape === undefined) return null;
  const index = weightAt(shape, neuron, from), name = placeName(place);
  const weight = dials.value[index] as number, activation = trace.value.a[layer - 1]?.[from] ?? 0;
  const source: Place = layer === 1 ? { kind: "pixel", index: from } : { kind: "neuron", layer: layer - 1, neuron: from };
  return (
    <>
      <p class="ends">
        <button type="button" onClick={() => select(source)}>{sourceName(layer, from)}</button>
        <span aria-hidden="true">{"\u2192"}</span>
        <button type="button" onClick={() => select({ kind: "neuron", layer, neuron })}>{neuronName(layer, neuron)}</button>
      </p>
      <p class="sum-line">
        <Num value={weight} name={name} text={formatFixed(weight, 3)} meaning={WORDS.weightMeaning} class={weight < 0 ? "minus" : "plus"} />
        <span> {"\u00d7"} </span>
        <Num value={activation} name={`${WORDS.activation}, ${sourceName(layer, from)}`} text={formatFixed(activation, 3)} meaning={layer === 1 ? WORDS.pixelMeaning : WORDS.activationMeaning} />
        <span> = </span>
        <Num value={weight * activation} name={`${WORDS.term}, ${name}`} text={formatFixed(weight * activation, 3)} meaning={WORDS.termMeaning} formula={`${WORDS.termFormula} = ${formatExact(weight)} \u00d7 ${formatShort(activation)}`} class="huge" />
      </p>
      <Dial key={index} index={index} name={name} />
      <div onPointerEnter={() => pointAt("weights")} onFocusCapture={() => pointAt("weights")}>
        <Weights layer={layer} neuron={neuron} />
      </div>
      <Waterfall layer={layer} neuron={neuron} />
    </>
  );
}
