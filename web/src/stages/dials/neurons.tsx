// Knocking out: a neuron whose weights in the next layer are all 0 says nothing any more; so does a single weight of 0.

import { select } from "../../actions.ts";
import { neuronName, placeName } from "../../panels/inspector/names.ts";
import { dials, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { indexOf, outgoing } from "./places.ts";
import { opened } from "./sight.ts";
import { Go } from "./turning.ts";

/** What the dials of a neuron were when it was knocked out; after a reload they come back as they were opened. */
const before = new Map<string, readonly number[]>();

export function NeuronsView() {
  const hidden = layers.value.slice(0, -1);
  const outs = hidden.flatMap((shape, l) => Array.from({ length: shape.n_neurons }, (_, neuron) => [l + 1, neuron] as const))
    .filter(([layer, neuron]) => isOut(layer, neuron));
  return (
    <div class="knock-out">
      <p class="quiet">{hidden.length === 0 ? WORDS.noHidden : WORDS.neuronsHelp}</p>
      {hidden.map(({ name, n_neurons }, l) => (
        <div key={name} class="neuron-toggles" role="group" aria-label={WORDS.outsOf(name)}>
          <h3>{name}</h3>
          <div class="toggles">
            {Array.from({ length: n_neurons }, (_, neuron) => <Toggle key={neuron} layer={l + 1} neuron={neuron} />)}
          </div>
        </div>
      ))}
      <div class="knock-out-foot">
        <button type="button" disabled={outs.length === 0} onClick={() => bringAllBack(outs)}>{WORDS.allBack}</button>
        <SelectedConnection />
      </div>
    </div>
  );
}

function Toggle({ layer, neuron }: { readonly layer: number; readonly neuron: number }) {
  const out = isOut(layer, neuron), name = neuronName(layer, neuron);
  return (
    <button type="button" class={out ? "toggle is-out" : "toggle"} aria-pressed={out} aria-label={WORDS.knockOut(name)} title={name}
      onClick={() => { select({ kind: "neuron", layer, neuron }); knock(layer, neuron, !out); }}>
      <span class="toggle-number">{neuron + 1}</span><span class="toggle-state small" data-says={out ? WORDS.isOut : "\u00a0"} />
    </button>
  );
}

function SelectedConnection() {
  const place = selection.value, index = indexOf(layers.value, place);
  if (index === null || place.kind !== "weight") return <p class="small quiet">{WORDS.connectionHelp}</p>;
  const name = placeName(place), was = opened.value[index] as number, value = dials.value[index] as number;
  return (
    <p class="selected-connection">
      <span class="small">{name}</span>
      <button type="button" disabled={value === 0} onClick={() => new Go().turn([index], [0], WORDS.zeroed(name))}>{WORDS.cut}</button>
      <button type="button" disabled={value === was} onClick={() => new Go().turn([index], [was], WORDS.broughtBack(name))}>{WORDS.mend}</button>
    </p>
  );
}

/** Whether a hidden neuron says nothing to the layer after it. */
export function isOut(layer: number, neuron: number): boolean {
  return outgoing(layers.value, layer, neuron).every((index) => dials.value[index] === 0);
}

/** Knock a neuron out, or bring it back. */
export function knock(layer: number, neuron: number, out: boolean): void {
  const indices = outgoing(layers.value, layer, neuron), name = neuronName(layer, neuron);
  if (out) {
    before.set(keyOf(layer, neuron), indices.map((index) => dials.value[index] as number));
    new Go().turn(indices, indices.map(() => 0), WORDS.knockedOutNeuron(name));
  } else new Go().turn(indices, valuesBefore(layer, neuron, indices), WORDS.broughtBackNeuron(name));
}

function bringAllBack(outs: readonly (readonly [number, number])[]): void {
  const turns = outs.map(([layer, neuron]) => {
    const indices = outgoing(layers.value, layer, neuron);
    return [indices, valuesBefore(layer, neuron, indices)] as const;
  });
  new Go().turn(turns.flatMap(([indices]) => indices), turns.flatMap(([, values]) => values), WORDS.allBackLabel);
}

function valuesBefore(layer: number, neuron: number, indices: readonly number[]): readonly number[] {
  const known = before.get(keyOf(layer, neuron));
  return known?.some((value) => value !== 0) === true ? known : indices.map((index) => opened.value[index] as number);
}

/** Another network's neuron has another key. */
function keyOf(layer: number, neuron: number): string {
  return `${layer}/${neuron}/${opened.value.length}/${opened.value[0]}`;
}
