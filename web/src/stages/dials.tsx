// All dials of the network: on one wall, as pictures to paint on, or neuron by neuron to knock out.

import { goTo, hover, pointAt, viewDials } from "../actions.ts";
import { addKeys } from "../keys.ts";
import { type DialsView, dials, dialsView } from "../store.ts";
import { WORDS } from "../words/dials.ts";
import { HistoryBar } from "./dials/history_bar.tsx";
import { cellOfDial } from "./dials/layout.ts";
import { NeuronsView } from "./dials/neurons.tsx";
import { PaintView } from "./dials/paint.tsx";
import { FIELD, Readout } from "./dials/readout.tsx";
import { wall } from "./dials/sight.ts";
import { WallTools } from "./dials/tools.tsx";
import { Verdict } from "./dials/verdict.tsx";
import { WallView } from "./dials/wall.tsx";
import { showCell } from "./dials/wall_keys.ts";

const VIEWS = { wall: AllDials, paint: PaintView, neurons: NeuronsView } as const;

export function DialsStage() {
  const Shown = VIEWS[dialsView.value];
  return (
    <div class="dials" onPointerOverCapture={() => pointAt("dials")} onFocusCapture={() => pointAt("dials")}>
      <header class="dials-head">
        <h2 class="large">{WORDS.title(dials.value.length)}</h2>
        <HistoryBar />
        <div class="choice" role="group" aria-label={WORDS.viewGroup}>
          {Object.entries(WORDS.views).map(([view, name]) => (
            <button key={view} type="button" aria-pressed={dialsView.value === view} onClick={() => viewDials(view as DialsView)}>{name}</button>
          ))}
        </div>
      </header>
      <Shown />
      <Verdict />
    </div>
  );
}

function AllDials() {
  const scrollTo = (index: number) => {
    const room = document.querySelector(".wall-room"), cell = cellOfDial(wall.value, index);
    if (room instanceof HTMLElement && cell !== null) showCell(room, cell);
  };
  return (
    <>
      <WallTools onFound={scrollTo} />
      <WallView onType={typeValue} />
      <Readout />
    </>
  );
}

addKeys([
  { key: "w", does: WORDS.wallKey, run: () => open("wall") },
  { key: "t", does: WORDS.paintKey, run: () => open("paint") },
  { key: "k", does: WORDS.neuronsKey, run: () => open("neurons") },
  { key: "/", does: WORDS.search, run: find },
]);

/** Type the value of the selected dial. */
function typeValue(): void {
  hover(null);
  requestAnimationFrame(() => document.getElementById(FIELD)?.focus());
}

function open(view: DialsView): void {
  goTo("dials");
  viewDials(view);
}

function find(): void {
  open("wall");
  requestAnimationFrame(() => document.getElementById("find-dials")?.focus());
}
