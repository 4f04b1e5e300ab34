// Step 2: the three ways to raise one output, each with its numbers.

import { pointAt, select } from "../../actions.ts";
import type { BackpropChain } from "../../messages.ts";
import { formatFixed, formatSigned } from "../../numbers/format.ts";
import { neuronName, shortSourceName, sourceName } from "../../panels/inspector/names.ts";
import { Num, inFull } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { label } from "./moments.ts";
import { Bar, NeuronChoice, inUnit, signedShort, tone, topOf, unitOf } from "./parts.tsx";

const MOST = 16;

export function Ways({ chain }: { readonly chain: BackpropChain }) {
  const { layer, neuron, slopes, before, weights, wishes_before: asked } = chain, wish = -chain.delta;
  const places = strongest(slopes, MOST), topWeight = topOf(slopes), topAsked = topOf(asked), unit = unitOf([...slopes, ...asked]);
  const name = neuronName(layer, neuron), point = () => pointAt("ways", () => ({ label: label.value }));
  return (
    <div onPointerEnter={point} onFocusCapture={point}>
      <div class="ways-head">
        <NeuronChoice layer={layer} neuron={neuron} only={store.layers.value.length} />
        <p class={tone(wish)}><strong>{WORDS.wayBias}</strong> <Num value={wish} text={signedShort(wish)} name={`${WORDS.wishZ}, ${name}`} meaning={WORDS.wishZMeaning} formula={WORDS.wishZFormula} /></p>
      </div>
      <table class="backprop-table ways-table">
        <thead>
          <tr><th class="ways-unit" title={WORDS.waysUnit(WORDS.unit(unit))}>{WORDS.unitShort(unit)}</th><th colSpan={3} scope="colgroup" title={WORDS.wayWeightsNote}>{WORDS.wayWeights}</th><th colSpan={3} scope="colgroup" title={WORDS.wayActivationsNote}>{WORDS.wayActivations}</th></tr>
          <tr class="quiet"><th scope="col"><span class="hidden-visually">{WORDS.waysHead[0]}</span></th><th scope="col">a</th><th scope="col" colSpan={2}>wish × a</th><th scope="col">w</th><th scope="col" colSpan={2}>wish × w</th></tr>
        </thead>
        <tbody>
          {places.map((i) => {
            const turn = -(slopes[i] ?? 0), ask = asked[i] ?? 0;
            return (
              <tr key={i}>
                <th scope="row"><button type="button" class="link" title={sourceName(layer, i)} aria-label={sourceName(layer, i)} onClick={() => select({ kind: "weight", layer, neuron, from: i })}>{shortSourceName(layer, i)}</button></th>
                <td title={inFull(before[i] ?? 0)}>{formatFixed(before[i] ?? 0, 2)}</td>
                <td class={tone(turn)} title={inFull(turn)}>{inUnit(turn, unit)}</td><td><Bar value={turn} top={topWeight} /></td>
                <td title={inFull(weights[i] ?? 0)}>{formatSigned(weights[i] ?? 0, 2)}</td>
                <td class={tone(ask)} title={inFull(ask)}>{inUnit(ask, unit)}</td><td><Bar value={ask} top={topAsked} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {places.length < slopes.length && <p class="small quiet">{WORDS.waysNote(places.length, slopes.length)}</p>}
    </div>
  );
}

/** The places of the largest sizes, in their order; all of them where they are few. */
export function strongest(values: readonly number[], most: number): readonly number[] {
  const all = values.map((_, i) => i);
  if (all.length <= most) return all;
  return all.sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0)).slice(0, most).sort((a, b) => a - b);
}
