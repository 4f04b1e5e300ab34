// One layer as a matrix: column, matrix, column, sigma; a row is a neuron, its line of Python and its connections.

import { pointAt, select } from "../actions.ts";
import { formatShort } from "../numbers/format.ts";
import * as store from "../store.ts";
import { WORDS } from "../words/matrix.ts";
import { neuronOf, symbolOf } from "../words/network.ts";
import { LayerCode } from "./matrix/code.tsx";
import { Equation } from "./matrix/equation.tsx";
import { Fan } from "./matrix/fan.tsx";
import { topOf } from "./matrix/paint.ts";

export function MatrixStage() {
  const chosen = neuronOf(store.selection.value), at = neuronOf(store.hovered.value);
  const index = chosen?.layer ?? 1, layer = store.layers.value[index - 1];
  if (layer === undefined) return null;
  const row = at?.layer === index ? at.neuron : chosen === null ? null : chosen.neuron;
  const mean = () => pointAt("matrix");
  const top = topOf(store.dials.value.subarray(layer.weights_at, layer.biases_at));
  return (
    <div class="matrix" onPointerOverCapture={mean} onFocusCapture={mean}>
      <header class="stage-head">
        <h2>{WORDS.equation(index, symbolOf(layer.activation))}</h2>
        <label class="small">{WORDS.layer}{" "}
          <select value={index} onChange={(event) => select({ kind: "neuron", layer: Number(event.currentTarget.value), neuron: 0 })}>
            {store.layers.value.map(({ name, n_neurons, n_inputs }, l) => <option key={name} value={l + 1}>{WORDS.choice(name, n_neurons, n_inputs)}</option>)}
          </select>
        </label>
      </header>
      <Equation index={index} row={row} />
      <p class="stage-legend small quiet">
        <span class="legend-signed" aria-hidden="true" /> <span>{WORDS.legend(formatShort(top))}</span> <span>{WORDS.hint}</span>
      </p>
      <div class="matrix-lower">
        <LayerCode index={index} row={row} />
        {row !== null && <Fan index={index} row={row} />}
      </div>
    </div>
  );
}
