// The nearest view: the sum of one neuron written out with its real numbers, largest first, so that the figures add up.

import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Breakdown } from "../../messages.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { Num } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS, neuronName, neuronOf, symbolOf } from "../../words/network.ts";
import { Curve } from "./curve.tsx";

export const N_TERMS = 12;
export const DECIMALS = 3;
const PAUSE = 60;

export function Arithmetic() {
  const place = neuronOf(store.selection.value), layer = place === null ? undefined : store.layers.value[place.layer - 1];
  const sum = useBreakdown();
  if (place === null || layer === undefined) return null;
  const name = neuronName(store.layers.value, place.layer, place.neuron, store.hello.value?.class_names ?? []);
  const z = store.trace.value.z[place.layer - 1]?.[place.neuron] ?? 0, a = store.trace.value.a[place.layer]?.[place.neuron] ?? 0;
  const symbol = symbolOf(layer.activation), n = layer.n_inputs;
  return (
    <div class="arithmetic">
      <h2 tabIndex={-1}>{WORDS.sum.title(name)}</h2>
      <p class="formula">
        a = {symbol}(w<sub>1</sub>a<sub>1</sub> + w<sub>2</sub>a<sub>2</sub> + … + w<sub>{n}</sub>a<sub>{n}</sub> + b) = {symbol}(
        <Num value={z} text={formatFixed(z, 3)} name={`z of ${name}`} meaning={WORDS.meaning.z} formula="z = w₁a₁ + … + wₙaₙ + b" />) ={" "}
        <Num value={a} text={formatFixed(a, 3)}
          name={`activation of ${name}`}
          meaning={WORDS.meaning.a} formula={`a = ${symbol}(z)`} class="large" />
      </p>
      <div class="arithmetic-parts">
        {sum === null
          ? <p class="quiet">{store.connection.value === "open" ? WORDS.sum.asking : WORDS.sum.lost}</p>
          : <SumTable sum={sum} layer={place.layer} neuron={place.neuron} />}
        <div class="arithmetic-curve">
          <h3>{WORDS.sum.curve(layer.activation)}</h3>
          <Curve activation={layer.activation} z={z} />
          {sum !== null && layer.activation !== "softmax" && (
            <p class="small">{WORDS.sum.slope}{" "}
              <Num value={sum.slope} text={formatShort(sum.slope)}
                name={`slope of ${symbol} at this z`}
                meaning={WORDS.meaning.slope} formula={`${symbol}\u2032(z)`} />
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function SumTable({ sum, layer, neuron }: { readonly sum: Breakdown; readonly layer: number; readonly neuron: number }) {
  const own = store.layers.value[layer - 1], before = store.trace.value.a[layer - 1];
  if (own === undefined || before === undefined) return null;
  return (
    <table class="sum-table">
      <thead><tr>{WORDS.sum.terms.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
      <tbody>
        {sum.lines.map((line) => {
          const from = line.indices[0] ?? 0;
          const name = line.kind === "term" ? neuronName(store.layers.value, layer - 1, from) : line.kind === "rest" ? WORDS.sum.rest(line.indices.length) : WORDS.sum.bias;
          const w = store.dials.value[own.weights_at + neuron * own.n_inputs + from] ?? 0, a = before[from] ?? 0;
          const isTerm = line.kind === "term";
          return (
            <tr key={`${line.kind} ${from}`} class={line.kind}>
              <th scope="row">{name}</th>
              <td>{isTerm && <Num value={w} text={formatSigned(w, 3)}
                name={`weight from ${name}`}
                meaning={WORDS.meaning.weight} formula="w" />}</td>
              <td>{isTerm && <>× <Num value={a} text={formatFixed(a, 3)}
                name={`activation of ${name}`}
                meaning={WORDS.meaning.a} formula="a" /></>}</td>
              <td class={line.value < 0 ? "minus" : "plus"}>
                <Num value={line.value} text={shownFigure(line.figure)}
                  name={isTerm ? `contribution of ${name}` : name}
                  meaning={WORDS.meaning.product} formula={isTerm ? `${formatShort(w)} × ${formatShort(a)}` : "b"} />
              </td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr><th scope="row" colSpan={3}>{WORDS.sum.total}</th><td><Num value={sum.z} text={shownFigure(sum.z_figure)}
          name="z"
          meaning={WORDS.meaning.z} formula="z = w₁a₁ + … + wₙaₙ + b" /></td></tr>
        {sum.n_silent > 0 && <tr class="silent"><td colSpan={4}>{WORDS.sum.silent(sum.n_silent)}</td></tr>}
      </tfoot>
    </table>
  );
}

/** A figure of the server with its sign always, as a true minus. */
function shownFigure(figure: string): string {
  return /^[-\u2212]/.test(figure) ? figure.replace("-", "\u2212") : `+${figure}`;
}

/** The sum of the selected neuron; asked again, a moment later, when image, dials or selection change. */
function useBreakdown(): Breakdown | null {
  const found = useSignal<Breakdown | null>(null);
  const wanted = useComputed(() => ({
    place: neuronOf(store.selection.value), pixels: store.image.value.pixels, dials: store.dials.value, score: store.score.value, connection: store.connection.value,
  }));
  const { place, pixels } = wanted.value;
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(async () => {
      if (place === null || store.connection.value !== "open") return;
      const answer = await ask({ kind: "contributions", pixels: [...pixels], layer: place.layer, neuron: place.neuron, n_terms: N_TERMS, decimals: DECIMALS });
      if (!isOld && answer !== null) found.value = answer;
    }, PAUSE);
    return () => { isOld = true; clearTimeout(timer); };
  }, [wanted.value]);
  useEffect(() => { found.value = null; }, [place?.layer, place?.neuron]);
  return found.value;
}
