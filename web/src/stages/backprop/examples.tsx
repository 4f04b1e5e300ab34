// Step 6: a table of training images by dials, averaged; and how far such an average is from the whole gradient.

import { useSignal } from "@preact/signals";
import { ask, pointAt, select, showImage } from "../../actions.ts";
import type { ApartFromWhole, ApartRow, TableOfExamples } from "../../messages.ts";
import { neuronName, shortSourceName, sourceName } from "../../panels/inspector/names.ts";
import { inFull } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { Digit } from "../dials/digit.tsx";
import { useLatest } from "./latest.ts";
import { Cell, NeuronChoice, inUnit, tone, topOf, unitOf } from "./parts.tsx";

const N_SHOWN = 6;

interface Measured {
  readonly of: Float32Array;
  readonly found: ApartFromWhole;
}

export function Examples({ at }: { readonly at: { readonly layer: number; readonly neuron: number } }) {
  const start = useSignal(0), measured = useSignal<Measured | null>(null), isMeasuring = useSignal(false);
  const { answer: table } = useLatest({ kind: "examples-table", start: start.value, count: N_SHOWN, ...at });
  if (table === null) return <p class="quiet" role="status">{store.connection.value === "open" ? WORDS.asking : WORDS.lost}</p>;
  const measure = async () => {
    if (isMeasuring.value) return;
    isMeasuring.value = true;
    const of = store.dials.value;
    const found = await ask({ kind: "examples-apart", start: table.start, count: N_SHOWN, dials: table.dials.map(({ index }) => index) });
    isMeasuring.value = false;
    if (found !== null) measured.value = { of, found };
  };
  const whole = measured.value, isFit = whole !== null && whole.of === store.dials.value && whole.found.start === table.start && table.dials.every(({ index }) => whole.found.dials.includes(index));
  const point = () => pointAt("examples", () => ({ index: table.start, count: N_SHOWN }));
  return (
    <div class="examples" onPointerEnter={point} onFocusCapture={point}>
      <div class="examples-tools">
        <NeuronChoice layer={table.layer} neuron={table.neuron} />
        <button type="button" class="small" onClick={() => { start.value = (table.start + N_SHOWN) % table.n_train; }}>{WORDS.otherImages}</button>
        {table.start > 0 && <button type="button" class="small" onClick={() => { start.value = 0; }}>{WORDS.firstImages}</button>}
        <button type="button" class={isFit ? "small" : "small primary"} disabled={isMeasuring.value} onClick={() => void measure()}>{whole === null ? WORDS.apart(table.n_train) : isFit ? WORDS.apartAgain : WORDS.apart(table.n_train)}</button>
        <span class="small quiet" role="status">{isMeasuring.value ? WORDS.apartAsking : whole !== null && !isFit ? WORDS.apartEarlier : ""}</span>
      </div>
      <Table table={table} whole={isFit ? whole.found : null} />
      {whole !== null && <Apart found={whole.found} />}
    </div>
  );
}

function Table({ table, whole }: { readonly table: TableOfExamples; readonly whole: ApartFromWhole | null }) {
  const { dials, labels, layer, neuron } = table, all = dials.flatMap(({ wishes }) => wishes), unit = unitOf(all), top = topOf(all);
  const class_ = (label: number | undefined) => store.hello.value?.class_names[label ?? 0] ?? String(label);
  const wholeOf = (index: number) => whole?.wishes[whole.dials.indexOf(index)] ?? 0;
  return (
    <div class="examples-scroll">
      <table class="examples-table">
        <caption class="small quiet">{WORDS.tableCaption(neuronName(layer, neuron), WORDS.unit(unit))}</caption>
        <thead><tr><th scope="col"><span class="hidden-visually">{WORDS.dial}</span></th>
          {labels.map((each, k) => {
            const index = (table.start + k) % table.n_train, pixels = table.pixels.subarray(k * store.N_PIXELS, (k + 1) * store.N_PIXELS), says = WORDS.example(index, class_(each));
            return <th key={index} scope="col"><button type="button" class="example" aria-label={says} title={says}
              onClick={() => showImage(Float32Array.from(pixels, (byte) => byte / 255), { kind: "pixels", from: says })}><Digit pixels={pixels} side={40} /></button></th>;
          })}
          <th scope="col">{WORDS.average}</th><th scope="col">{WORDS.allOf(table.n_train)}</th></tr></thead>
        <tbody>
          {dials.map((dial) => (
            <tr key={dial.index}>
              <th scope="row"><button type="button" class="link" title={dial.previous === null ? undefined : sourceName(layer, dial.previous)} onClick={() => select(dial.previous === null ? { kind: "bias", layer, neuron } : { kind: "weight", layer, neuron, from: dial.previous })}>
                {dial.previous === null ? WORDS.bias : WORDS.weightFrom(shortSourceName(layer, dial.previous))}</button></th>
              {dial.wishes.map((wish, k) => <Cell key={k} value={wish} top={top} unit={unit} />)}
              <td class={`examples-average ${tone(dial.average)}`} title={inFull(dial.average)}>{inUnit(dial.average, unit)}</td>
              <td class={`examples-average ${whole === null ? "quiet" : tone(wholeOf(dial.index))}`} title={whole === null ? undefined : inFull(wholeOf(dial.index))}>{whole === null ? "·" : inUnit(wholeOf(dial.index), unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Apart({ found }: { readonly found: ApartFromWhole }) {
  const row = (name: string, each: ApartRow, isOwn = false) => (
    <tr key={name} class={isOwn ? "own" : ""}><th scope="row">{name}</th><td title={inFull(each.degrees)}>{WORDS.degrees(each.degrees)}</td><td title={inFull(each.times_as_long)}>{WORDS.longer(each.times_as_long)}</td>
      <td aria-hidden="true"><span class="angle-bar"><span style={{ width: `${(each.degrees / 180) * 100}%` }} /></span></td></tr>
  );
  return (
    <section class="apart">
      <h3>{WORDS.apartTitle}</h3>
      <table class="backprop-table apart-table">
        <thead><tr>{WORDS.apartHead.map((word) => <th key={word} scope="col">{word}</th>)}<th aria-hidden="true" /></tr></thead>
        <tbody>{row(WORDS.apartShown(found.shown.n_images), found.shown, true)}{found.firsts.map((each) => row(WORDS.apartFirst(each.n_images), each))}</tbody>
      </table>
      <p class="small quiet">{WORDS.apartMeaning}</p>
    </section>
  );
}
