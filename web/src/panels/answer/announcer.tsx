// Tells screen readers the answer, once it has stood still for a moment.

import { useEffect, useState } from "preact/hooks";
import { effect } from "@preact/signals";
import { formatFixed } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/answer.ts";

const SETTLES = 700;

export function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => {
    let timer = 0;
    const stop = effect(() => {
      const sentence = said(store.outputs.value, store.answer.value);
      clearTimeout(timer);
      timer = window.setTimeout(() => setText(sentence), SETTLES);
    });
    return () => { stop(); clearTimeout(timer); };
  }, []);
  return <p class="hidden-visually" role="status" aria-live="polite">{text}</p>;
}

function said(outputs: Float64Array, best: number): string {
  const name = (k: number) => store.hello.value?.class_names[k] ?? String(k);
  const order = [...outputs.keys()].sort((a, b) => (outputs[b] ?? 0) - (outputs[a] ?? 0));
  const second = order.find((k) => k !== best) ?? best;
  return WORDS.announce(name(best), formatFixed(outputs[best] ?? 0), name(second), formatFixed(outputs[second] ?? 0));
}
