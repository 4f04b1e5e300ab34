// A step of one mini-batch taken apart: forward, cost, backward, update, each with its numbers.

import type { ComponentChildren } from "preact";
import { select } from "../../actions.ts";
import { addingUp, formatCount, formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { leaveParts, type Parted, parted, run } from "../../training.ts";
import { WORDS } from "../../words/train.ts";
import { Digit } from "../dials/digit.tsx";
import { placeOf } from "../dials/places.ts";
import { Cells } from "./cells.tsx";
import { Pairs } from "./pairs.tsx";

const VIEWS = [Forward, Cost, Backward, Update] as const;

export function Parts() {
  const shown = parted.value;
  if (shown === null || run.value === null) return null;
  const View = VIEWS[shown.at], { frame } = shown.parts;
  return (
    <section class="parts" aria-labelledby="parts">
      <header class="parts-head">
        <h3 id="parts">{WORDS.partsTitle(frame.step + 1)}</h3>
        <ol class="parts-where small" aria-label={WORDS.partsWhere}>
          {WORDS.parts.map((name, k) => <li key={name} class={k < shown.at ? "done" : ""} {...(k === shown.at ? { "aria-current": "step" as const } : {})}>{k + 1} {name}</li>)}
        </ol>
        <button type="button" onClick={leaveParts}>{WORDS.partsClose}</button>
      </header>
      <View shown={shown} />
      {shown.parts.is_averaged && <p class="small quiet">{WORDS.averaged}</p>}
    </section>
  );
}

interface ViewProps {
  readonly shown: Parted;
}

/** What is said of a part, to screen readers too, beside the image, and what is to be seen below. */
function Part({ shown, says, children }: ViewProps & { readonly says: ComponentChildren; readonly children: ComponentChildren }) {
  const { frame } = shown.parts;
  return (
    <div class="part">
      <div class="part-say">
        <Digit pixels={frame.example_pixels} side={56} label={`${WORDS.exampleName(frame.example_index)}, ${labelOf(frame.example_label)}`} />
        <p role="status">{says}</p>
      </div>
      {children}
    </div>
  );
}

function Forward({ shown }: ViewProps) {
  const { frame, lines, activations, n_correct, n_judged } = shown.parts;
  const sizes = store.network.value?.sizes ?? [], outputs = lines.map(({ output }) => output), best = outputs.indexOf(Math.max(...outputs));
  const says = `${WORDS.forward(frame.example + 1, frame.n_in_batch, sizes, className(best), outputs[best] ?? 0, labelOf(frame.example_label))} ${WORDS.forwardAll(n_correct, n_judged)}`;
  return (
    <Part shown={shown} says={says}>
      <div class="part-layers">
        {byLayer(activations).map((values, k) => {
          const name = layerName(k + 1), list = [...values];
          return (
            <div key={k} class="part-layer" style={{ "--turn": k }}>
              <span class="small">{name}</span>
              <Cells values={values} top={1} isGray label={WORDS.layerLights(name, values.length, Math.min(...list), Math.max(...list))} />
            </div>
          );
        })}
        <ol class="part-outputs small" aria-label={layerName(sizes.length - 1)}>
          {outputs.map((output, k) => <li key={k} class={k === best ? "best" : ""}><strong>{className(k)}</strong> {formatFixed(output)}</li>)}
        </ol>
      </div>
    </Part>
  );
}

function Cost({ shown }: ViewProps) {
  const { frame, lines, sum_of_squares, cost_name, cost, mean_cost } = shown.parts;
  const squares = addingUp(lines.map(({ square }) => square), 3), own = cost_name !== "squared-error";
  const says = `${WORDS.partCost(sum_of_squares)}${own ? ` ${WORDS.partOtherCost(cost_name, cost)}` : ""} ${WORDS.partMean(frame.n_in_batch, mean_cost)}`;
  const rows: readonly (readonly [string, (k: number) => string])[] = [
    [WORDS.squaresHead[1], (k) => formatFixed(lines[k]?.output ?? 0)], [WORDS.squaresHead[2], (k) => formatFixed(lines[k]?.target ?? 0, 0)],
    [WORDS.squaresHead[3], (k) => formatSigned(lines[k]?.difference ?? 0)], [WORDS.squaresHead[4], (k) => formatFixed(squares[k] ?? 0, 3)],
  ];
  return (
    <Part shown={shown} says={says}>
      <div class="part-scroll">
        <table class="part-squares small">
          <caption class="hidden-visually">{WORDS.squaresCaption}</caption>
          <thead><tr><th scope="col">{WORDS.squaresHead[0]}</th>{lines.map((_, k) => <th key={k} scope="col" class={k === frame.example_label ? "own" : ""}>{className(k)}</th>)}</tr></thead>
          <tbody>
            {rows.map(([name, write]) => <tr key={name}><th scope="row">{name}</th>{lines.map((_, k) => <td key={k} class={k === frame.example_label ? "own" : ""}>{write(k)}</td>)}</tr>)}
            <tr aria-hidden="true"><th />{lines.map(({ square }, k) => <td key={k}><span class="part-square" style={{ "--side": Math.sqrt(Math.min(1, square)) }} /></td>)}</tr>
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function Backward({ shown }: ViewProps) {
  const { gradient, deltas, norms, norm } = shown.parts, layers = byLayer(deltas), top = Math.max(...norms);
  return (
    <Part shown={shown} says={WORDS.backward(gradient.length, norm)}>
      <Lengths head={WORDS.backwardHead} top={top} lengths={norms} cell={(k) => {
        const values = layers[k] ?? new Float32Array(0), largest = Math.max(...[...values].map(Math.abs));
        return <Cells values={values} top={largest} label={WORDS.layerWishes(layerName(k + 1), values.length, largest)} />;
      }} />
      <Pairs beside={gradient} what={WORDS.pairGradient} />
    </Part>
  );
}

function Update({ shown }: ViewProps) {
  const { update } = shown, layers = store.layers.value;
  if (update === null) return null;
  const { learning_rate, norm, length, norms, largest, largest_at, largest_before, changes } = update;
  if (update.frame.status === "diverged") return <Part shown={shown} says={WORDS.noStep(update.frame.step)}>{null}</Part>;
  const moved = update.is_plain ? WORDS.updatePlain(learning_rate, norm, length) : WORDS.updateOther(update.optimizer, learning_rate, length);
  const says = `${moved} ${WORDS.turnedDials(update.n_turned, changes.length)} ${WORDS.sameImages(update.mean_before, update.mean_after)}`;
  const place = placeOf(layers, largest_at);
  return (
    <Part shown={shown} says={says}>
      <Lengths head={WORDS.updateHead} top={Math.max(...norms)} lengths={norms} cell={(k) => formatCount((layers[k]?.n_inputs ?? 0) * (layers[k]?.n_neurons ?? 0) + (layers[k]?.n_neurons ?? 0))} />
      {place !== null && <button type="button" class="farthest" onClick={() => select(place)}>{WORDS.farthest(update.largest_name, formatShort(largest), formatFixed(largest_before, 4), formatFixed(largest_before + largest, 4))}</button>}
      <Pairs beside={changes} what={WORDS.pairChange} />
    </Part>
  );
}

interface LengthsProps {
  readonly head: readonly string[];
  readonly lengths: readonly number[];
  readonly top: number;
  readonly cell: (layer: number) => ComponentChildren;
}

/** A row for each layer, with a bar as long as an arrow. */
function Lengths({ head, lengths, top, cell }: LengthsProps) {
  return (
    <table class="part-lengths small">
      <thead><tr>{head.map((name) => <th key={name} scope="col">{name}</th>)}<th aria-hidden="true" /></tr></thead>
      <tbody>
        {lengths.map((length, k) => (
          <tr key={k}><th scope="row">{layerName(k + 1)}</th><td>{cell(k)}</td><td class="figure">{formatShort(length)}</td>
            <td aria-hidden="true" class="bar-cell"><span style={{ width: `${top > 0 ? (100 * length) / top : 0}%` }} /></td></tr>
        ))}
      </tbody>
    </table>
  );
}

const className = (k: number) => store.hello.value?.class_names[k] ?? String(k);
const labelOf = (label: number) => (label < 0 ? WORDS.noDigit : WORDS.labeled(className(label)));
const layerName = (layer: number) => WORDS.layer(layer, store.layers.value.length);

/** Numbers of all neurons, layer by layer. */
function byLayer(values: Float32Array): Float32Array[] {
  let begun = 0;
  return store.layers.value.map(({ n_neurons }) => values.subarray(begun, (begun += n_neurons)));
}
