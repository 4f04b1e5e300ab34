// The mistakes, those that the network is surest of first.

import { useSignal } from "@preact/signals";
import { WORDS } from "../../words/score.ts";
import { Images } from "./images.tsx";
import { Waiting, useJudged } from "./judged.tsx";

const STEP = 40, MOST = 120;

export function Mistakes() {
  const count = useSignal(STEP);
  const found = useJudged({ kind: "browse", split: "test", label: null, guess: null, wrong: true, order: "confident", start: 0, count: count.value });
  if (found === null) return <Waiting />;
  return (
    <section>
      <h3>{found.n_found === 0 ? WORDS.noMistakes : WORDS.mistakes(found.n_found)}</h3>
      <Images found={found} split="test" note={(k) => WORDS.sure(found.confidences[k] ?? 0)} />
      {count.value < Math.min(MOST, found.n_found) && <button type="button" onClick={() => { count.value = Math.min(MOST, count.value + STEP); }}>{WORDS.more}</button>}
    </section>
  );
}
