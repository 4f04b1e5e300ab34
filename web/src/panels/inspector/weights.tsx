// The weights of a neuron as a picture, with its tabs, its scale and its legend, and a line that reads one cell.

import type { ComponentChildren } from "preact";
import { readWeights } from "../../actions.ts";
import { formatExact, formatFixed, formatShort } from "../../numbers/format.ts";
import { weightAt } from "../../numbers/network.ts";
import { type Scale, dials, layers, reading, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { sourceName } from "./names.ts";
import { useNeverTrained } from "./never_trained.ts";
import { Picture, fullest, outlined } from "./picture.tsx";
import { sizeAt } from "./scale.ts";

const SCALES = ["linear", "gamma", "log"] as const satisfies readonly Scale[];
const NONE: ReadonlySet<number> = new Set();

interface NeuronProps {
  readonly layer: number;
  readonly neuron: number;
}

export function Weights({ layer, neuron }: NeuronProps) {
  const pixels = useNeverTrained();
  const never = layer === 1 ? pixels : NONE;
  const { of } = reading.value;
  return (
    <section class="weights-section" aria-label={WORDS.weightsTab}>
      <div class="weight-tabs" role="tablist" aria-label={WORDS.weightsTab}>
        <Tab of="weights">{WORDS.weightsTab}</Tab>
        <Tab of="terms">{layer === 1 ? WORDS.termsTab : WORDS.termsTabHidden}</Tab>
      </div>
      <div class={layer === 1 ? "weights-body" : "weights-body flat"} role="tabpanel" id="weights-panel" aria-labelledby={`tab-${of}`}>
        <Picture layer={layer} neuron={neuron} neverTrained={never} />
        <Legend largest={fullest(layer, neuron)} />
      </div>
      <Readout layer={layer} neuron={neuron} never={never} />
      <div class="scale-row">
        <select aria-label={WORDS.scale} value={reading.value.scale} title={WORDS.scaleTitles[reading.value.scale]}
          onChange={(event) => readWeights({ scale: event.currentTarget.value as Scale })}>
          {SCALES.map((scale) => <option key={scale} value={scale}>{WORDS.scales[scale]}</option>)}
        </select>
        <label class="small scale-check" title={WORDS.sharedTitle}>
          <input type="checkbox" checked={reading.value.isShared} onChange={(event) => readWeights({ isShared: event.currentTarget.checked })} />
          {WORDS.shared}
        </label>
      </div>
      {never.size > 0 && <p class="small quiet">{WORDS.neverTrained(never.size)}</p>}
    </section>
  );
}

function Tab({ of, children }: { readonly of: "weights" | "terms"; readonly children: ComponentChildren }) {
  const isSelected = reading.value.of === of;
  const other = of === "weights" ? "terms" : "weights";
  return (
    <button type="button" role="tab" id={`tab-${of}`} aria-selected={isSelected} aria-controls="weights-panel" tabIndex={isSelected ? 0 : -1}
      onClick={() => readWeights({ of })}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        readWeights({ of: other });
        document.getElementById(`tab-${other}`)?.focus();
      }}>{children}</button>
  );
}

/** A bar of the colors, and which numbers they stand for. */
function Legend({ largest }: { readonly largest: number }) {
  const { scale } = reading.value;
  const middle = largest * sizeAt(0.5, scale);
  return (
    <figure class="weight-legend small" aria-label={WORDS.scale}>
      <span class="weight-legend-bar" aria-hidden="true" />
      <span class="weight-legend-figures">
        {[largest, middle, 0, -middle, -largest].map((value, k) => <span key={k}>{legendFigure(value, largest)}</span>)}
      </span>
    </figure>
  );
}

function legendFigure(value: number, largest: number): string {
  if (value === 0) return "0";
  return value > 0 ? `+${formatShort(tidy(value, largest))}` : formatShort(tidy(value, largest));
}

function tidy(value: number, largest: number): number {
  return Math.abs(value) > largest / 1000 ? Number(value.toPrecision(2)) : Number(value.toPrecision(1));
}

/** One cell in words: its name, its weight in full, and its term. */
function Readout({ layer, neuron, never }: NeuronProps & { readonly never: ReadonlySet<number> }) {
  const from = outlined(layer, neuron);
  const shape = layers.value[layer - 1];
  if (from === null || shape === undefined) return <p id="cell-readout" class="cell-readout small quiet">{WORDS.pointAtCell}</p>;
  const weight = dials.value[weightAt(shape, neuron, from)] as number;
  const activation = trace.value.a[layer - 1]?.[from] ?? 0;
  return (
    <p id="cell-readout" class="cell-readout small" aria-live="polite">
      <strong>{sourceName(layer, from)}</strong>
      {never.has(from) && <span class="quiet">, {WORDS.cellNeverTrained}</span>}<br />
      <span class={weight < 0 ? "minus" : "plus"}>
        {WORDS.cellWeight(formatExact(weight), formatFixed(activation, 3), formatShort(weight * activation))}
      </span>
    </p>
  );
}
