// Step 3: the wishes of all neurons above, added up neuron by neuron: what a layer is asked for.

import { useSignal } from "@preact/signals";
import { pointAt, select } from "../../actions.ts";
import type { BackpropTold, PassedBack } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { weightAt } from "../../numbers/network.ts";
import { neuronName } from "../../panels/inspector/names.ts";
import { Num, inFull } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { chosen, goToMoment, label, moments } from "./moments.ts";
import { inUnit, layerName, strengthOf, tone, topOf, unitOf } from "./parts.tsx";

interface PassedProps {
  readonly passed: PassedBack;
  readonly told: BackpropTold;
}

export function Passed({ passed, told }: PassedProps) {
  const cell = useSignal<readonly [above: number, neuron: number] | null>(null);
  const { layer, above, neurons, values, rest, sums } = passed, up = layer + 1;
  const unit = unitOf(sums), top = topOf(values), topSum = topOf(sums), place = store.selection.value;
  const short = (k: number) => up === store.layers.value.length ? store.hello.value?.class_names[k] ?? String(k) : String(k + 1);
  const value = (row: number, column: number) => values[row * neurons.length + column] ?? 0;
  const isOn = (k: number, j: number) => place.kind === "weight" && place.layer === up && place.neuron === k && place.from === j;
  const point = () => pointAt("passed", () => ({ label: label.value, layer }));
  return (
    <>
      <div class="backprop-panel" onPointerEnter={point} onFocusCapture={point}>
      <div class="passed-head">
        {moments.value.filter(({ step }) => step === 2).length > 1 && <LayerChoice layer={layer} />}
        <span class="small quiet" id="passed-caption">{WORDS.passedCaption(WORDS.unit(unit))}</span>
      </div>
      <div class="passed-scroll">
        <table class="passed-table" aria-labelledby="passed-caption" onPointerLeave={() => { cell.value = null; }}>
          <thead><tr><th scope="col"><span class="hidden-visually">{layerName(layer)}</span></th>
            {above.map((k) => <th key={k} scope="col"><abbr title={neuronName(up, k)}>{short(k)}</abbr></th>)}
            {rest.length > 0 && <th scope="col">{WORDS.others}</th>}<th scope="col">{WORDS.together}</th></tr></thead>
          <tbody>
            {neurons.map((j, column) => (
              <tr key={j} class={chosen.value.layer === layer && chosen.value.neuron === j ? "chosen" : ""}>
                <th scope="row"><button type="button" class="link" aria-label={neuronName(layer, j)} aria-pressed={chosen.value.layer === layer && chosen.value.neuron === j} onClick={() => select({ kind: "neuron", layer, neuron: j })}>{j + 1}</button></th>
                {above.map((k, row) => (
                  <td key={k} class={tone(value(row, column))} style={{ "--share": strengthOf(value(row, column), top) }}>
                    <button type="button" tabIndex={row === 0 ? 0 : -1} aria-pressed={isOn(k, j)} aria-label={WORDS.cell(inUnit(value(row, column), unit), neuronName(up, k), neuronName(layer, j), inFull(value(row, column)))}
                      onPointerEnter={() => { cell.value = [k, j]; }} onFocus={() => { cell.value = [k, j]; }} onKeyDown={walk}
                      onClick={() => select({ kind: "weight", layer: up, neuron: k, from: j })}>{inUnit(value(row, column), unit)}</button>
                  </td>
                ))}
                {rest.length > 0 && <td class={tone(rest[column] ?? 0)}>{inUnit(rest[column] ?? 0, unit)}</td>}
                <td class={`passed-sum ${tone(sums[column] ?? 0)}`} style={{ "--share": strengthOf(sums[column] ?? 0, topSum) }}>
                  <Num value={sums[column] ?? 0} text={inUnit(sums[column] ?? 0, unit)} name={WORDS.wishOf(neuronName(layer, j))} formula="−∂C/∂a = Σ −w × ∂C/∂z" /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      </div>
      <p class="small passed-read" aria-live="polite">{cell.value === null ? <span class="quiet">{WORDS.cellHint}</span> : read(cell.value, passed, told)}</p>
    </>
  );
}

function LayerChoice({ layer }: { readonly layer: number }) {
  return (
    <div class="choice" role="group" aria-label={WORDS.passedTo}>
      {moments.value.map((each, k) => each.step !== 2 ? null
        : <button key={k} type="button" aria-pressed={each.layer === layer} onClick={() => goToMoment(k)}>{layerName(each.layer)}</button>)}
    </div>
  );
}

/** One cell as a product. */
function read([k, j]: readonly [number, number], { layer, above, neurons, values }: PassedBack, told: BackpropTold): string {
  const shape = store.layers.value[layer], delta = told.layers[layer]?.deltas[k] ?? 0;
  const row = above.indexOf(k), column = neurons.indexOf(j);
  if (shape === undefined || row < 0 || column < 0) return WORDS.cellHint;
  const weight = store.dials.value[weightAt(shape, k, j)] ?? 0;
  return WORDS.cellProduct(neuronName(layer + 1, k), neuronName(layer, j), formatShort(weight), formatShort(delta), formatShort(values[row * neurons.length + column] ?? 0));
}

/** Arrow keys go from cell to cell. */
function walk(event: KeyboardEvent): void {
  const cell = (event.currentTarget as HTMLElement).closest("td"), row = cell?.parentElement;
  if (cell == null || row == null) return;
  const down = (by: "nextElementSibling" | "previousElementSibling") => row[by]?.children[cell.cellIndex];
  const to = { ArrowRight: cell.nextElementSibling, ArrowLeft: cell.previousElementSibling, ArrowDown: down("nextElementSibling"), ArrowUp: down("previousElementSibling") }[event.key];
  const button = to?.querySelector("button");
  if (button == null) return;
  event.preventDefault();
  button.focus();
}
