// The scoreboard on images never seen, and the cost behind it.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { score } from "../store.ts";
import { WORDS } from "../words/score.ts";
import { ConfusionView } from "./score/confusion.tsx";
import { Costs } from "./score/costs.tsx";
import { learnDisputes } from "./score/disputed.tsx";
import { Mistakes } from "./score/mistakes.tsx";
import { Quiz } from "./score/quiz.tsx";
import { Squares } from "./score/squares.tsx";

const VIEWS = { confusion: ConfusionView, mistakes: Mistakes, quiz: Quiz, costs: Costs, squares: Squares } as const;
const view = signal<keyof typeof VIEWS>("confusion");

export function showScoreView(name: keyof typeof VIEWS): void {
  view.value = name;
}

export function ScoreStage() {
  useEffect(learnDisputes, []);
  const Shown = VIEWS[view.value];
  return (
    <div class="score" aria-busy={score.value === null}>
      <header class="digits-head">
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
