// The most bang for the buck: dials from the steepest on, and how little of them holds most of the gradient.

import { useSignal } from "@preact/signals";
import { pointAt, select } from "../../actions.ts";
import { layers, selection } from "../../store.ts";
import { formatCount, formatPercent, formatShort } from "../../numbers/format.ts";
import { Num } from "../../panels/number.tsx";
import { neuronName, sourceName } from "../../panels/inspector/names.ts";
import { WORDS } from "../../words/gradient.ts";
import { type DialPlace, indexOf, placeOf } from "../dials/places.ts";
import { gradient, nImages } from "./known.ts";

const FEW = 10;

export function RankedView() {
  const count = useSignal(FEW), now = gradient.value;
  if (now === null) return <p class="quiet" role="status">{WORDS.loading}</p>;
  const rows = now.steepest.slice(0, count.value), most = now.steepest[0]?.share ?? 1, selected = indexOf(layers.value, selection.value);
  const point = () => pointAt("ranked", () => ({ count: count.value, gradient: { kind: "gradient", n_images: nImages.value } }));
  return (
    <section class="ranked" onPointerOverCapture={point} onFocusCapture={point}>
      <p>{WORDS.top(now.n_top, now.slopes.length, now.share_of_top)}</p>
      <div class="ranked-columns">
        <div>
          <h3>{WORDS.ranked}</h3>
          <table class="gradient-table ranked-table">
            <thead><tr>{WORDS.rankedHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
            <tbody>
              {rows.map(({ dial, slope, share, sum_of_shares }, k) => {
                const place = placeOf(layers.value, dial), name = place === null ? "" : shortName(place);
                return (
                  <tr key={dial}>
                    <td class="quiet">{k + 1}</td>
                    <th scope="row"><button type="button" class="dial-link" aria-pressed={dial === selected} onClick={() => { if (place !== null) select(place); }}>{name}</button></th>
                    <td class={slope > 0 ? "minus" : "plus"}>{WORDS.turn(slope)}</td>
                    <td><Num value={slope} text={formatShort(slope)} name={WORDS.slopeOf(name)} meaning={WORDS.slopeMeans} formula="∂C/∂w" /></td>
                    <td class="share-cell"><span class="share-bar" aria-hidden="true" style={{ width: `${(share / most) * 32}px` }} />{formatPercent(share, 1)}</td>
                    <td>{formatPercent(sum_of_shares, 1)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {count.value < now.steepest.length && <button type="button" onClick={() => { count.value = Math.min(now.steepest.length, count.value + 2 * FEW); }}>{WORDS.more}</button>}
        </div>
        <div>
          <h3>{WORDS.parts}</h3>
          <table class="gradient-table">
            <thead><tr>{WORDS.partsHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
            <tbody>
              {now.parts.map(({ layer, is_bias, n_dials, n_zero, share }) => (
                <tr key={`${layer} ${is_bias}`}><th scope="row">{WORDS.part(layers.value[layer - 1]?.name ?? "", is_bias)}</th>
                  <td>{formatCount(n_dials)}</td><td>{formatCount(n_zero)}</td><td>{formatPercent(share, 1)}</td></tr>
              ))}
            </tbody>
          </table>
          <p class="small quiet">{WORDS.zero(now.n_zero, now.n_zero_black)}</p>
        </div>
      </div>
    </section>
  );
}

/** Where a dial is, in few words: the neuron that it belongs to comes first. */
function shortName(place: DialPlace): string {
  const own = neuronName(place.layer, place.neuron);
  return place.kind === "bias" ? WORDS.biasOf(own) : WORDS.weightOf(own, sourceName(place.layer, place.from));
}
