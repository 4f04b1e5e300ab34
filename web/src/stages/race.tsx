// What settings do: several ways to train side by side, and three ways down from one start.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { WORDS } from "../words/race.ts";
import { isSetting, race, stopRace } from "./race/racing.ts";
import { Running } from "./race/running.tsx";
import { Setup } from "./race/setup.tsx";
import { Ways } from "./race/ways.tsx";

const view = signal<keyof typeof WORDS.views>("race");

export function RaceStage() {
  return (
    <div class="race">
      <header class="digits-head">
        <h2 class="large">{WORDS.title}</h2>
        <div class="choice" role="group" aria-label={WORDS.viewGroup}>
          {(Object.keys(WORDS.views) as (keyof typeof WORDS.views)[]).map((name) => (
            <button key={name} type="button" aria-pressed={view.value === name} onClick={() => { view.value = name; }}>{WORDS.views[name]}</button>
          ))}
        </div>
      </header>
      {view.value === "race" ? <SideBySide /> : <Ways />}
    </div>
  );
}

/** Who leaves stops the race; what was reached stays. */
function SideBySide() {
  useEffect(() => () => void stopRace(), []);
  const now = race.value;
  return isSetting.value || now === null ? <Setup /> : <Running now={now} />;
}
