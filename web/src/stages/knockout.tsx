// Knock out: every part of the network silenced alone, ranked by what breaks; any of them can be knocked out for real.

import { signal } from "@preact/signals";
import { pointAt, select } from "../actions.ts";
import type { KnockOutAsk } from "../messages.ts";
import { neuronName, placeName } from "../panels/inspector/names.ts";
import { Waits } from "../panels/waits.tsx";
import { type Place, dials, hello, layers, selection } from "../store.ts";
import { formatFixed } from "../numbers/format.ts";
import { WORDS as DIALS } from "../words/dials.ts";
import { WORDS } from "../words/knockout.ts";
import { isOut, knock } from "./dials/neurons.tsx";
import { indexOf } from "./dials/places.ts";
import { opened } from "./dials/sight.ts";
import { Go } from "./dials/turning.ts";
import { type Ranked, useSilenced } from "./knockout/silenced.ts";

const FEW = 14;
/** The neurons of all hidden layers, or the connections into one layer. */
const layer = signal(0);
const hold = signal<KnockOutAsk["hold"]>("zero");
const showsAll = signal(false);

export function KnockOutStage() {
  const n = layers.value.length, into = layer.value > n ? 0 : layer.value;
  const found = useSilenced(into, n, into === 0 ? hold.value : "zero");
  const asked: KnockOutAsk = { kind: "knock-out", of: into === 0 ? "neurons" : "connections", layer: into || layerSelected(n), hold: hold.value, start: 0, count: 1 };
  const point = () => pointAt("knock-out", () => ({ knock_out: asked }));
  const { n_images, n_correct } = found.whole ?? { n_images: 1, n_correct: 0 };
  const rows = showsAll.value ? found.parts : found.parts.slice(0, FEW);
  return (
    <div class="knockout" onPointerOverCapture={point} onFocusCapture={point}>
      <header><h2 class="large">{WORDS.title}</h2><p class="quiet">{WORDS.about}</p></header>
      <div class="breaking-tools">
        <div class="choice" role="group" aria-label={WORDS.what}>
          {[0, ...layers.value.slice(1).map((_, l) => l + 2)].map((number) => (
            <button key={number} type="button" aria-pressed={into === number} onClick={() => { layer.value = number; }}>
              {number === 0 ? WORDS.neurons : WORDS.into(layers.value[number - 1]?.name ?? "")}
            </button>
          ))}
        </div>
        {into === 0 && (
          <label class="bar-field">{WORDS.hold}
            <select value={hold.value} onChange={(event) => { hold.value = event.currentTarget.value as KnockOutAsk["hold"]; }}>
              {Object.entries(WORDS.holds).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
            </select>
          </label>
        )}
      </div>
      {n < 2 && into === 0 ? <p>{WORDS.none}</p> : found.whole === null ? <Waits words={WORDS.beginning} /> : (
        <>
          <p role="status">{WORDS.whole(found.whole.n_correct, found.whole.n_images, found.whole.cost)}{" "}
            <span class="quiet">{found.isDone ? WORDS.done(found.n_parts) : WORDS.working(found.parts.length, found.n_parts)}</span></p>
          <ByDigit parts={found.parts} />
          <div class="breaking-scroll"><table class="gradient-table knockout-table">
            <thead><tr>{WORDS.head.map((words, k) => <th key={words} scope="col"><span class={k === 0 || k === WORDS.head.length - 1 ? "hidden-visually" : ""}>{words}</span></th>)}</tr></thead>
            <tbody>{rows.map((part, k) => <Row key={`${part.layer} ${part.neuron} ${part.previous}`} rank={k + 1} part={part} n_images={n_images} before={n_correct} />)}</tbody>
          </table></div>
          {!showsAll.value && found.parts.length > FEW && <button type="button" onClick={() => { showsAll.value = true; }}>{WORDS.more(found.parts.length)}</button>}
        </>
      )}
    </div>
  );
}

function Row({ rank, part, n_images, before }: { readonly rank: number; readonly part: Ranked; readonly n_images: number; readonly before: number }) {
  const place = placeOfPart(part), name = place.kind === "neuron" ? neuronName(part.layer, part.neuron) : placeName(place);
  const change = (part.n_correct - before) / n_images, worst = Math.min(...part.changes), digit = part.changes.indexOf(worst);
  return (
    <tr class={isSame(selection.value, place) ? "chosen" : ""}>
      <td class="quiet">{rank}</td>
      <th scope="row"><button type="button" class="dial-link" aria-pressed={isSame(selection.value, place)} onClick={() => select(place)}>{place.kind === "neuron" ? name : between(place)}</button></th>
      <td>{WORDS.share(part.n_correct, n_images)}</td>
      <td class={change < 0 ? "minus share-cell" : "share-cell"}><span class="share-bar knockout-bar" aria-hidden="true" style={{ width: `${Math.min(56, 160 * Math.abs(Math.min(0, change)))}px` }} />{WORDS.points(change)}</td>
      <td>{formatFixed(part.cost, 3)}</td>
      <td class="knockout-hit">{worst < 0 ? WORDS.hardest(classOf(digit), worst) : WORDS.nothing}</td>
      <td><Silence part={part} name={name} /></td>
    </tr>
  );
}

/** For real: a dial turns, or all by which the neuron speaks; undo takes it back. */
function Silence({ part, name }: { readonly part: Ranked; readonly name: string }) {
  const place = placeOfPart(part), index = indexOf(layers.value, place);
  const out = index === null ? isOut(part.layer, part.neuron) : dials.value[index] === 0;
  const turn = () => {
    if (index === null) knock(part.layer, part.neuron, !out);
    else new Go().turn([index], [out ? opened.value[index] as number : 0], out ? DIALS.broughtBack(name) : DIALS.zeroed(name));
    select(place);
  };
  return <button type="button" class="small" aria-pressed={out} aria-label={out ? WORDS.backOf(name) : WORDS.outOf(name)} onClick={turn}>{out ? WORDS.back : WORDS.out}</button>;
}

/** What becomes of each digit without the selected part. */
function ByDigit({ parts }: { readonly parts: readonly Ranked[] }) {
  const part = parts.find((each) => isSame(selection.value, placeOfPart(each))), place = part === undefined ? null : placeOfPart(part);
  const name = place === null ? "" : place.kind === "neuron" ? neuronName(place.layer, place.neuron) : placeName(place);
  return (
    <section class="knockout-digits" aria-label={part === undefined ? WORDS.choose : WORDS.byDigit(name)}>
      <p class="small quiet">{part === undefined ? WORDS.choose : WORDS.byDigit(name)}</p>
      <ul>{(part?.changes ?? []).map((change, digit) => (
        <li key={digit} style={{ "--share": Math.min(1, Math.abs(change)) }} class={change < 0 ? "loses" : change > 0 ? "gains" : ""}><strong>{classOf(digit)}</strong> <span>{WORDS.points(change)}</span></li>
      ))}</ul>
    </section>
  );
}

/** A connection in a few words: the layer that it leads into is chosen above. */
function between({ layer, neuron, from }: Extract<Place, { kind: "weight" }>): string {
  return WORDS.between(from, layer === layers.value.length ? neuronName(layer, neuron) : WORDS.neuron(neuron));
}

function placeOfPart({ layer, neuron, previous }: Ranked): Extract<Place, { kind: "neuron" | "weight" }> {
  return previous === null ? { kind: "neuron", layer, neuron } : { kind: "weight", layer, neuron, from: previous };
}

function isSame(one: Place, other: Place): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function classOf(digit: number): string {
  return hello.value?.class_names[digit] ?? String(digit);
}

/** The hidden layer that the Python is about. */
function layerSelected(n: number): number {
  const place = selection.value;
  return place.kind !== "pixel" && place.layer < n ? place.layer : 1;
}
