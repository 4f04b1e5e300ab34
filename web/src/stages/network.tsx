// The network: whole, one neuron from near, or its arithmetic; three distances to one thing.

import { useComputed } from "@preact/signals";
import { pointAt, showLines, unroll, zoomTo } from "../actions.ts";
import { addKeys } from "../keys.ts";
import * as store from "../store.ts";
import { WORDS } from "../words/network.ts";
import { Arithmetic, DECIMALS, N_TERMS } from "./network/arithmetic.tsx";
import { Diagram } from "./network/diagram.tsx";
import { Legend } from "./network/legend.tsx";
import { Lens } from "./network/lens.tsx";
import { NearNotes } from "./network/near.tsx";
import { Readout } from "./network/readout.tsx";
import { ActivationTable } from "./network/table.tsx";

/** Whose Python belongs to each distance. */
const PYTHON = ["forward", "neuron", "contributions"] as const;

export function NetworkStage() {
  const isPixel = useComputed(() => store.selection.value.kind === "pixel");
  const zoom = isPixel.value ? 0 : store.zoom.value;
  const mean = () => pointAt(PYTHON[zoom], () => zoom === 2 ? { n_terms: N_TERMS, decimals: DECIMALS } : {});
  return (
    <div class="network" onPointerOverCapture={mean} onFocusCapture={mean}>
      <header class="stage-head">
        <ZoomChoice zoom={zoom} canGoNear={!isPixel.value} />
        {zoom === 0 && <ViewChoice />}
      </header>
      {zoom === 2
        ? <Arithmetic />
        : <Diagram>{(layout) => zoom === 1 ? <NearNotes layout={layout} /> : <Lens layout={layout} />}</Diagram>}
      {zoom < 2 && <footer class="stage-foot"><Readout /><Legend /></footer>}
      <ActivationTable />
    </div>
  );
}

function ZoomChoice({ zoom, canGoNear }: { readonly zoom: store.Zoom; readonly canGoNear: boolean }) {
  return (
    <div class="zoom-choice" role="group" aria-label={WORDS.zoomGroup} title={WORDS.zoomKeys}>
      {WORDS.zooms.map((name, level) => (
        <button key={name} type="button" aria-pressed={zoom === level} disabled={level > 0 && !canGoNear}
          onClick={() => zoomTo(level as store.Zoom)}>{name}</button>
      ))}
    </div>
  );
}

function ViewChoice() {
  const isColumn = store.unrolled.value;
  return (
    <div class="view-choice">
      <label><span class="hidden-visually">{WORDS.lines}</span>
        <select value={store.lines.value} onChange={(event) => showLines(event.currentTarget.value as "flow" | "weights")}>
          <option value="flow">{WORDS.flow}</option>
          <option value="weights">{WORDS.weights}</option>
        </select>
      </label>
      <button type="button" aria-pressed={isColumn} title={`${WORDS.unrollHint} (u)`} onClick={() => unroll(!isColumn)}>
        {isColumn ? WORDS.roll : WORDS.unroll}
      </button>
    </div>
  );
}

/** Escape: one step away from the neuron, which keeps the focus. */
function back(): void {
  if (store.stage.value !== "network" || store.zoom.value === 0) return;
  zoomTo((store.zoom.value - 1) as store.Zoom);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".neurons [tabindex='0']")?.focus());
}

addKeys([
  { key: "u", does: "unroll the image into a column of 784 neurons, and back", run: () => unroll(!store.unrolled.value) },
  { key: "Escape", does: "one neuron: go back to the whole network", run: back },
]);
