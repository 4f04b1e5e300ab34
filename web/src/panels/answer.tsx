// What the network answers, how sure it is, what that costs, and how well it reads the test images.

import { useComputed } from "@preact/signals";
import { pointAt } from "../actions.ts";
import { formatCount, formatFixed, formatPercent, formatShort, formatSigned } from "../numbers/format.ts";
import * as store from "../store.ts";
import { WORDS } from "../words/answer.ts";
import { Announcer } from "./answer/announcer.tsx";
import { CostOfImage } from "./answer/cost.tsx";
import { Num } from "./number.tsx";

const SURE = 0.5;
const meanAnswer = () => pointAt("answer");
const meanScore = () => pointAt("score");

export function Answer() {
  const isWaiting = useComputed(() => (store.shownUpTo.value ?? store.layers.value.length) < store.layers.value.length);
  return (
    <section class="answer" aria-label={WORDS.title}>
      {isWaiting.value ? <p class="answer-waits quiet">{WORDS.waits}</p> : <Choice />}
      <ScoreOfAll />
      <Announcer />
    </section>
  );
}

function Choice() {
  const outputs = store.outputs.value, best = store.answer.value, second = runnerUp(outputs, best);
  const name = (k: number) => store.hello.value?.class_names[k] ?? String(k);
  const [first, next] = [outputs[best] ?? 0, outputs[second] ?? 0];
  return (
    <div class="answer-choice" onPointerEnter={meanAnswer} onFocusCapture={meanAnswer}>
      <output class="answer-digit" aria-label={WORDS.says(name(best))}>{name(best)}</output>
      <div class="answer-words">
        <dl class="figures">
          <div><dt>{WORDS.winner}</dt><dd><Num value={first} text={formatFixed(first, 3)}
            name={`output ${name(best)}`}
            meaning={WORDS.meaning.winner} formula="a = max(a₀, …, a₉)" /></dd></div>
          <div><dt>{WORDS.runnerUp} <b>{name(second)}</b></dt><dd><Num value={next} text={formatFixed(next, 3)}
            name={`output ${name(second)}`}
            meaning={WORDS.meaning.runnerUp} formula="a" /></dd></div>
        </dl>
        <div class="figures answer-sure">
          <dl><div><dt>{WORDS.margin}</dt><dd><Num value={first - next} text={formatFixed(first - next, 3)}
            name="margin"
            meaning={WORDS.meaning.margin} formula={`${formatShort(first)} − ${formatShort(next)}`} /></dd></div></dl>
          <p class="small" title={sureness(outputs, name)}>{sureness(outputs, name)}</p>
        </div>
        <CostOfImage />
      </div>
    </div>
  );
}

/** The brightest but one. */
function runnerUp(outputs: Float64Array, best: number): number {
  let found = best === 0 ? 1 : 0;
  outputs.forEach((value, k) => { if (k !== best && value > (outputs[found] ?? 0)) found = k; });
  return found;
}

function sureness(outputs: Float64Array, name: (k: number) => string): string {
  if (!store.hasInk.value) return WORDS.noInk;
  const above = [...outputs.keys()].filter((k) => (outputs[k] ?? 0) > SURE);
  if (above.length === 0) return WORDS.none;
  return above.length > 1 ? WORDS.several(above.map(name)) : WORDS.one(name(above[0] as number));
}

function ScoreOfAll() {
  const score = store.score.value;
  if (score === null) return <p class="answer-score small quiet">{WORDS.judging}</p>;
  const more = score.n_correct - score.n_correct_before, dearer = score.cost - score.cost_before;
  const isTurned = more !== 0 || Math.abs(dearer) >= 5e-6;
  return (
    <dl class="answer-score" onPointerEnter={meanScore} onFocusCapture={meanScore} aria-busy={store.scoring.value}>
      <dt class="small quiet">{WORDS.score}
        {isTurned && <Change value={more} text={`${more < 0 ? "" : "+"}${formatCount(more)}`} name="change of the number right" isBetter={more > 0} />}</dt>
      <dd>
        <Num value={score.accuracy} text={WORDS.right(formatCount(score.n_correct), formatCount(score.n_images))}
          name="accuracy"
          meaning={WORDS.meaning.accuracy} formula={formatPercent(score.accuracy)} />
      </dd>
      <dt class="small quiet">{WORDS.meanCost}
        {isTurned && <Change value={dearer} text={formatSigned(dearer, 4)} name="change of the mean cost" isBetter={dearer < 0} />}</dt>
      <dd>
        <Num value={score.cost} text={formatFixed(score.cost, 4)}
          name="mean cost"
          meaning={WORDS.meaning.meanCost} formula="mean of C over the images" />
      </dd>
    </dl>
  );
}

function Change({ value, text, name, isBetter }: { readonly value: number; readonly text: string; readonly name: string; readonly isBetter: boolean }) {
  const look = value === 0 ? "quiet" : isBetter ? "better" : "worse";
  return <Num value={value} text={text} class={`change ${look}`}
    name={`${name} ${WORDS.since}`}
    meaning={WORDS.meaning.change} formula="now − as opened" />;
}
