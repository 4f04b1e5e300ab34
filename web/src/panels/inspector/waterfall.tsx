// The waterfall: bars that walk from 0 to z, term by term; their figures add up to the figure of z.

import { hover, pointAt, readWeights, select } from "../../actions.ts";
import { formatFixed } from "../../numbers/format.ts";
import { weightAt } from "../../numbers/network.ts";
import type { Breakdown, Line } from "../../messages.ts";
import { connection, dials, hovered, image, layers, network, reading, score, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { useAnswer } from "./asks.ts";
import { Num } from "../number.tsx";
import { neuronName, shortSourceName, sourceName } from "./names.ts";

const FEW = 8;
const MOST = 64;
const DECIMALS = 2;
const MINUS = "\u2212";

interface NeuronProps {
  readonly layer: number;
  readonly neuron: number;
}

/** Ask for the weighted sum of a neuron, written out; again after each turn of a dial and each new image. */
export function useBreakdown(layer: number, neuron: number, n_terms: number, decimals = DECIMALS): Breakdown | null {
  return useAnswer(
    () => ({ kind: "contributions", pixels: [...image.value.pixels], layer, neuron, n_terms, decimals }),
    `${network.value?.name} ${layer} ${neuron}`,
    [image.value, score.value, n_terms],
  );
}

export function Waterfall({ layer, neuron }: NeuronProps) {
  const { n_terms } = reading.value;
  const breakdown = useBreakdown(layer, neuron, n_terms);
  const isOutput = layer === layers.value.length;
  const name = neuronName(layer, neuron);
  return (
    <section class="waterfall-section" aria-label={WORDS.waterfall} onPointerEnter={() => pointAt("contributions")} onFocusCapture={() => pointAt("contributions")}>
      <h3>{isOutput ? WORDS.waterfallFor(name) : WORDS.waterfall}</h3>
      <p class="small quiet">{WORDS.waterfallHelp}</p>
      {breakdown === null
        ? <p class="waterfall-place small quiet" role="status">{connection.value === "open" ? WORDS.asking : WORDS.noAnswer}</p>
        : <Bars layer={layer} neuron={neuron} breakdown={breakdown} />}
      <p class="waterfall-foot small quiet">
        <span>{breakdown !== null && breakdown.n_silent > 0 ? WORDS.silent(breakdown.n_silent) : ""}</span>
        <button type="button" class="plain" disabled={n_terms <= FEW} onClick={() => readWeights({ n_terms: n_terms / 2 })}>{WORDS.fewerTerms}</button>
        <button type="button" class="plain" disabled={n_terms >= MOST} onClick={() => readWeights({ n_terms: n_terms * 2 })}>{WORDS.moreTerms}</button>
      </p>
    </section>
  );
}

function Bars({ layer, neuron, breakdown }: NeuronProps & { readonly breakdown: Breakdown }) {
  const steps = walk(breakdown.lines);
  const low = Math.min(0, ...steps.map(({ end }) => end)), high = Math.max(0, ...steps.map(({ end }) => end));
  const at = (value: number) => `${high === low ? 0 : (100 * (value - low)) / (high - low)}%`;
  return (
    <ol class="walk-lines">
      {steps.map(({ line, start, end }) => (
        <Row key={`${line.kind} ${line.indices[0] ?? ""}`} layer={layer} neuron={neuron} line={line} end={end}>
          <span class="walk" aria-hidden="true">
            <span class="walk-zero" style={{ insetInlineStart: at(0) }} />
            <span class={end < start ? "walk-bar down" : "walk-bar up"}
              style={{ insetInlineStart: at(Math.min(start, end)), insetInlineEnd: `calc(100% - ${at(Math.max(start, end))})` }} />
          </span>
        </Row>
      ))}
      <li class="walk-total">
        <span>{WORDS.total}</span>
        <span class="walk" aria-hidden="true">
          <span class="walk-zero" style={{ insetInlineStart: at(0) }} />
          <span class="walk-end" style={{ insetInlineStart: at(Number(breakdown.z_figure)) }} />
        </span>
        <Num class="walk-figure" value={breakdown.z} name={`${WORDS.sum}, ${neuronName(layer, neuron)}`} text={written(breakdown.z_figure)}
          meaning={WORDS.sumMeaning} formula={WORDS.sumFormula} />
      </li>
    </ol>
  );
}

interface RowProps extends NeuronProps {
  readonly line: Line;
  readonly end: number;
  readonly children: preact.ComponentChildren;
}

function Row({ layer, neuron, line, end, children }: RowProps) {
  const shape = layers.value[layer - 1];
  const from = line.indices[0];
  const isTerm = line.kind === "term" && from !== undefined;
  const label = line.kind === "bias" ? WORDS.bias
    : isTerm ? shortSourceName(layer, from) : WORDS.restShort(line.indices.length, line.value > 0);
  const weight = isTerm && shape !== undefined ? dials.value[weightAt(shape, neuron, from)] as number : 0;
  const explained = line.kind === "bias" ? WORDS.biasMeaning
    : isTerm && from !== undefined ? `${sourceName(layer, from)}: ${WORDS.cellWeight(formatFixed(weight, 3), formatFixed(trace.value.a[layer - 1]?.[from] ?? 0, 3), formatFixed(line.value, 4))}`
    : `${WORDS.rest(line.indices.length)}: ${formatFixed(line.value, 4)}`;
  const isPointed = isTerm && hovered.value !== null && (
    (hovered.value.kind === "weight" && hovered.value.layer === layer && hovered.value.neuron === neuron && hovered.value.from === from) ||
    (hovered.value.kind === "pixel" && layer === 1 && hovered.value.index === from) ||
    (hovered.value.kind === "neuron" && hovered.value.layer === layer - 1 && hovered.value.neuron === from));
  const point = () => isTerm ? hover({ kind: "weight", layer, neuron, from }) : hover(null);
  const figure = written(line.figure, true);
  const spoken = WORDS.lineOf(isTerm ? explained : "", formatFixed(end, DECIMALS));
  if (line.kind === "rest") {
    return (
      <li class="walk-rest">
        <span class="walk-label">{label}</span>{children}
        <Num class="walk-figure" value={line.value} name={WORDS.rest(line.indices.length)} text={figure} meaning={WORDS.restMeaning} />
      </li>
    );
  }
  return (
    <li class={isPointed ? "pointed" : undefined}>
      <button type="button" title={explained} onPointerEnter={point} onPointerLeave={() => hover(null)} onFocus={point} onBlur={() => hover(null)}
        onClick={() => select(isTerm ? { kind: "weight", layer, neuron, from } : { kind: "bias", layer, neuron })}>
        <span class="walk-label">{label}</span>{children}<span class="walk-figure">{figure}</span>
        <span class="hidden-visually">{spoken}</span>
      </button>
    </li>
  );
}

interface Step {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
}

/** Where each bar begins and ends: on the figures, so that the last one ends at the figure of z. */
function walk(lines: readonly Line[]): Step[] {
  let end = 0;
  return lines.map((line) => {
    const start = end;
    end += Number(line.figure);
    return { line, start, end };
  });
}

/** A figure of Python's with a true minus; `isSigned` puts the plus before it too. */
export function written(figure: string, isSigned = false): string {
  if (figure.startsWith("-")) return MINUS + figure.slice(1);
  return isSigned && Number(figure) !== 0 ? `+${figure}` : figure;
}
