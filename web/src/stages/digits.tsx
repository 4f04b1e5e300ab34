// The digits themselves: different and yet alike, 784 numbers each, and what reads them without hidden layers.

import { signal } from "@preact/signals";
import { WORDS } from "../words/digits.ts";
import { Alike, digit } from "./digits/alike.tsx";
import { Numbers } from "./digits/numbers.tsx";
import { Readers } from "./digits/readers.tsx";

const VIEWS = { alike: Alike, numbers: Numbers, readers: Readers } as const;
const view = signal<keyof typeof VIEWS>("alike");

export function DigitsStage() {
  const Shown = VIEWS[view.value];
  return (
    <div class="digits">
      <header class="digits-head">
        <h2 class="large">{WORDS.title}</h2>
        <div class="choice" role="group" aria-label={WORDS.viewGroup}>
          {(Object.keys(VIEWS) as (keyof typeof VIEWS)[]).map((name) => (
            <button key={name} type="button" aria-pressed={view.value === name} onClick={() => { view.value = name; }}>
              {name === "alike" ? WORDS.alikeOf(String(digit.value)) : WORDS.views[name]}
            </button>
          ))}
        </div>
      </header>
      <Shown />
    </div>
  );
}
