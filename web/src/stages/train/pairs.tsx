// Each weight picture of the first layer, with another beside it: its gradient, or how it changed.

import { select } from "../../actions.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/train.ts";
import { colors } from "../network/colors.ts";
import { Weights, largest } from "./moving.tsx";

const MOST = 16;

interface PairsProps {
  /** A number for every dial. */
  readonly beside: Float32Array;
  readonly what: string;
}

export function Pairs({ beside, what }: PairsProps) {
  const layer = store.layers.value[0];
  if (layer === undefined) return null;
  const width = store.hello.value?.width ?? store.SIDE, palette = colors.value;
  const own = store.dials.value.subarray(layer.weights_at, layer.biases_at), other = beside.subarray(layer.weights_at, layer.biases_at);
  const top = largest(own), otherTop = largest(other);
  const part = (of: Float32Array, j: number) => of.subarray(j * layer.n_inputs, (j + 1) * layer.n_inputs);
  return (
    <div>
      <p class="small quiet">{WORDS.pairs(top, otherTop, what)}</p>
      <div class="weight-row">
        {Array.from({ length: Math.min(MOST, layer.n_neurons) }, (_, j) => ({ j, says: WORDS.pair(j + 1, what, most(part(other, j))) })).map(({ j, says }) => (
          <button key={j} type="button" class="weight-pair" aria-label={says} title={says} onClick={() => select({ kind: "neuron", layer: 1, neuron: j })}>
            <Weights values={part(own, j)} width={width} top={top} palette={palette} />
            <Weights values={part(other, j)} width={width} top={otherTop} palette={palette} />
          </button>
        ))}
      </div>
    </div>
  );
}

/** The largest number without its sign. */
function most(values: Float32Array): number {
  return values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
}
