// A wrong answer, and which weights did it: the weighted sum of the answer minus that of the true digit, neuron by neuron.

import { pointAt, select } from "../../actions.ts";
import type { Breakdown } from "../../messages.ts";
import { formatSigned } from "../../numbers/format.ts";
import { answer, hello, image, layers } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { shortSourceName } from "./names.ts";
import { useBreakdown } from "./waterfall.tsx";

const SHOWN = 8;
/** Enough that no term that matters is among the small ones. */
const DECIMALS = 6;

/** Only where the image has a label and the network says something else. */
export function Mistake() {
  const { origin } = image.value;
  if (origin.kind !== "test" || origin.label === answer.value) return null;
  return <Difference said={answer.value} label={origin.label} />;
}

function Difference({ said, label }: { readonly said: number; readonly label: number }) {
  const layer = layers.value.length, n_terms = layers.value[layer - 1]?.n_inputs ?? 0;
  const forAnswer = useBreakdown(layer, said, n_terms, DECIMALS), forTruth = useBreakdown(layer, label, n_terms, DECIMALS);
  const [saidName, labelName] = [said, label].map((digit) => hello.value?.class_names[digit] ?? String(digit)) as [string, string];
  return (
    <section class="mistake" aria-label={WORDS.mistake(saidName, labelName)} onPointerEnter={() => pointAt("contributions")}>
      <h3>{WORDS.mistake(saidName, labelName)}</h3>
      <p class="small quiet">{WORDS.mistakeHelp(saidName, labelName)}</p>
      {forAnswer !== null && forTruth !== null && <Differences layer={layer} forAnswer={forAnswer} forTruth={forTruth} />}
    </section>
  );
}

interface DifferencesProps {
  readonly layer: number;
  readonly forAnswer: Breakdown;
  readonly forTruth: Breakdown;
}

function Differences({ layer, forAnswer, forTruth }: DifferencesProps) {
  const all = differences(forAnswer, forTruth);
  const shown = all.terms.slice(0, SHOWN);
  const total = round(forAnswer.z - forTruth.z), bias = round(all.bias);
  // What is left is shown as one line, so that the figures add up.
  const rest = round(total - bias - shown.reduce((sum, [, value]) => sum + round(value), 0));
  const largest = Math.max(...shown.map(([, value]) => Math.abs(value)), Math.abs(bias), Math.abs(rest), 1e-9);
  return (
    <ol class="walk-lines mistake-bars">
      {shown.map(([from, value]) => (
        <li key={from}>
          <button type="button" onClick={() => select(layer === 1 ? { kind: "pixel", index: from } : { kind: "neuron", layer: layer - 1, neuron: from })}>
            <span class="walk-label">{shortSourceName(layer, from)}</span>
            <Bar share={value / largest} />
            <span class="walk-figure">{formatSigned(round(value))}</span>
          </button>
        </li>
      ))}
      <li class="walk-rest"><span class="walk-label">{WORDS.mistakeRest}</span><Bar share={rest / largest} /><span class="walk-figure">{formatSigned(rest)}</span></li>
      <li class="walk-rest"><span class="walk-label">{WORDS.mistakeBias}</span><Bar share={bias / largest} /><span class="walk-figure">{formatSigned(bias)}</span></li>
      <li class="walk-total">
        <span>{WORDS.mistakeTotal}</span><span />
        <Num value={forAnswer.z - forTruth.z} name={WORDS.mistakeTotal} text={formatSigned(total)} meaning={WORDS.mistakeMeaning} class="walk-figure" />
      </li>
    </ol>
  );
}

function Bar({ share }: { readonly share: number }) {
  const size = `${50 * Math.min(1, Math.abs(share))}%`;
  return (
    <span class="walk" aria-hidden="true">
      <span class="walk-zero" style={{ insetInlineStart: "50%" }} />
      <span class={share < 0 ? "walk-bar down" : "walk-bar up"}
        style={share < 0 ? { insetInlineEnd: "50%", insetInlineStart: `calc(50% - ${size})` } : { insetInlineStart: "50%", insetInlineEnd: `calc(50% - ${size})` }} />
    </span>
  );
}

interface Differing {
  readonly terms: readonly (readonly [from: number, value: number])[];
  readonly bias: number;
}

/** The two sums side by side: what each neuron adds to the one more than to the other, the largest difference first. */
function differences(one: Breakdown, other: Breakdown): Differing {
  const terms = new Map<number, number>();
  let bias = 0;
  for (const [breakdown, sign] of [[one, 1], [other, -1]] as const) {
    for (const line of breakdown.lines) {
      const from = line.indices[0];
      if (line.kind === "bias") bias += sign * line.value;
      else if (line.kind === "term" && from !== undefined) terms.set(from, (terms.get(from) ?? 0) + sign * line.value);
    }
  }
  return { terms: [...terms].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)), bias };
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
