// The mistakes, those that the network is surest of first; or the images whose labels are in dispute.

import { useSignal } from "@preact/signals";
import { WORDS } from "../../words/score.ts";
import { DisputedLabels, disputeOf, nDisputed } from "./disputed.tsx";
import { Images } from "./images.tsx";
import { Waiting, useJudged } from "./judged.tsx";

const STEP = 40, MOST = 120;

export function Mistakes() {
  const onlyDisputed = useSignal(false), n = nDisputed();
  return (
    <section>
      {n > 0 && <label class="small disputed-only"><input type="checkbox" checked={onlyDisputed.value} onChange={(event) => { onlyDisputed.value = event.currentTarget.checked; }} /> {WORDS.onlyDisputed(n)}</label>}
      {onlyDisputed.value && n > 0 ? <DisputedLabels /> : <AllMistakes />}
    </section>
  );
}

function AllMistakes() {
  const count = useSignal(STEP);
  const found = useJudged({ kind: "browse", split: "test", label: null, guess: null, wrong: true, order: "confident", start: 0, count: count.value });
  if (found === null) return <Waiting />;
  const nMarked = found.indices.filter((index) => disputeOf(index) !== null).length;
  return (
    <>
      <h3>{found.n_found === 0 ? WORDS.noMistakes : WORDS.mistakes(found.n_found)}</h3>
      {nMarked > 0 && <p class="small quiet">{WORDS.marked(nMarked, found.indices.length)}</p>}
      <Images found={found} split="test" note={(k) => WORDS.sure(found.confidences[k] ?? 0)} />
      {count.value < Math.min(MOST, found.n_found) && <button type="button" onClick={() => { count.value = Math.min(MOST, count.value + STEP); }}>{WORDS.more}</button>}
    </>
  );
}
