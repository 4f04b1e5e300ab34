// The true landscape: the cost of this network along any one dial, and over planes through it.

import { useEffect } from "preact/hooks";
import { pointAt } from "../actions.ts";
import { connection, network } from "../store.ts";
import { WORDS } from "../words/landscape.ts";
import { LineView } from "./landscape/line.tsx";
import { PlaneView } from "./landscape/plane.tsx";
import { type Way, forgetCuts, line, look, plane, way } from "./landscape/state.ts";

const VIEWS = { line: LineView, plane: PlaneView } as const;
let shownOf: unknown = null;

export function LandscapeStage() {
  const isOpen = connection.value === "open", now = network.value;
  // Another network, or another connection: what was measured is of neither.
  useEffect(() => {
    if (!isOpen || now === null || shownOf === now) return;
    shownOf = now;
    forgetCuts();
    void look(way.value);
  }, [isOpen, now]);
  useEffect(() => { if (!isOpen) { shownOf = null; } }, [isOpen]);
  const Shown = VIEWS[way.value];
  const asked = () => ({ landscape: (way.value === "line" ? line : plane).value?.asked ?? null });
  const point = () => pointAt(way.value === "line" ? "slice" : "plane", asked);
  return (
    <div class="landscape" onPointerOverCapture={point} onFocusCapture={point}>
      <header class="landscape-head">
        <h2 class="large">{WORDS.title}</h2>
        <div class="choice" role="group" aria-label={WORDS.wayGroup}>
          {(Object.keys(VIEWS) as Way[]).map((name) => <button key={name} type="button" aria-pressed={way.value === name} onClick={() => { way.value = name; }}>{WORDS.ways[name]}</button>)}
        </div>
      </header>
      <Shown />
    </div>
  );
}
