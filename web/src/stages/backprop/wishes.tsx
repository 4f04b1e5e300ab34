// Step 1: what each output is, what it should be, and its wish.

import { pointAt, select } from "../../actions.ts";
import type { BackpropTold } from "../../messages.ts";
import { formatFixed, formatSigned } from "../../numbers/format.ts";
import { neuronName } from "../../panels/inspector/names.ts";
import { Num, inFull } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { chosen, label } from "./moments.ts";
import { Bar, tone, topOf } from "./parts.tsx";

const DECIMALS = 4;

export function WishesOfOutputs({ told }: { readonly told: BackpropTold }) {
  const last = told.layers.length, outputs = told.layers[last - 1];
  if (outputs === undefined) return null;
  const top = topOf(outputs.wishes);
  const point = () => pointAt("wishes", () => ({ label: label.value }));
  return (
    <div onPointerEnter={point} onFocusCapture={point}>
      <table class="backprop-table wishes-table">
        <thead><tr>{WORDS.wishHead.map((word) => <th key={word} scope="col">{word}</th>)}<th aria-hidden="true" /></tr></thead>
        <tbody>
          {outputs.wishes.map((wish, k) => (
            <tr key={k} class={k === told.label ? "own" : ""}>
              <th scope="row"><button type="button" class="link" aria-pressed={chosen.value.layer === last && chosen.value.neuron === k} aria-label={neuronName(last, k)}
                onClick={() => select({ kind: "neuron", layer: last, neuron: k })}>{store.hello.value?.class_names[k] ?? k}</button></th>
              <td title={inFull(outputs.activations[k] ?? 0)}>{formatFixed(outputs.activations[k] ?? 0, DECIMALS)}</td>
              <td>{formatFixed(told.targets[k] ?? 0, 0)}</td>
              <td class={tone(wish)}><Num value={wish} text={signedFixed(wish)} name={WORDS.wishOf(neuronName(last, k))} formula="y − a" /></td>
              <td><Bar value={wish} top={top} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small quiet">{WORDS.cost} C = <Num value={told.cost} text={formatFixed(told.cost, DECIMALS)} name={WORDS.cost} formula={told.cost_name === "squared-error" ? "C = Σ (aₖ − yₖ)²" : "C = −ln a_y"} />{told.cost_name === "squared-error" ? `, ${WORDS.squares}` : ""}</p>
    </div>
  );
}

/** With its own sign, even where nothing else of it is left. */
function signedFixed(wish: number): string {
  const text = formatSigned(wish, DECIMALS);
  return wish < 0 ? text.replace("+", "\u2212") : text;
}
