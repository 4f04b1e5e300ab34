// Descent: a ball on a formula of one input, on one of two, and on the staircase that a step activation makes.

import { signal } from "@preact/signals";
import { WORDS } from "../words/descent.ts";
import { LineView } from "./descent/line.tsx";
import { PlaneView } from "./descent/plane.tsx";
import { StairsView } from "./descent/stairs.tsx";

const VIEWS = { line: LineView, plane: PlaneView, stairs: StairsView } as const;
const view = signal<keyof typeof VIEWS>("line");

export function DescentStage() {
  const Shown = VIEWS[view.value];
  return (
    <div class="descent">
      <header class="descent-head">
        <h2 class="large">{WORDS.title}</h2>
        <div class="choice" role="group" aria-label={WORDS.viewGroup}>
          {(Object.keys(VIEWS) as (keyof typeof VIEWS)[]).map((name) => (
            <button key={name} type="button" aria-pressed={view.value === name} onClick={() => { view.value = name; }}>{WORDS.views[name]}</button>
          ))}
        </div>
      </header>
      <Shown />
    </div>
  );
}
