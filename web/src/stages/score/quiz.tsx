// Would you have known? Images that the network got wrong, for people to read.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Browsed } from "../../messages.ts";
import { N_PIXELS, connection, hello } from "../../store.ts";
import { WORDS } from "../../words/score.ts";
import { Digit } from "../dials/digit.tsx";
import { disputeOf } from "./disputed.tsx";
import { Waiting } from "./judged.tsx";

const N_QUESTIONS = 60;
/** The questions stay the same while the network trains on: what counts is what it answered when they were asked. */
const questions = signal<Browsed | null>(null);
const at = signal(0), said = signal<number | null>(null), nRight = signal(0), nAsked = signal(0);

export function Quiz() {
  const isOpen = connection.value === "open";
  useEffect(() => {
    if (!isOpen || (questions.value !== null && at.value > 0)) return;
    void ask({ kind: "browse", split: "test", label: null, guess: null, wrong: true, order: "unsure", start: 0, count: N_QUESTIONS })
      .then((found) => { questions.value = found; at.value = 0; said.value = null; });
  }, [isOpen]);
  const found = questions.value;
  if (found === null) return <Waiting />;
  if (found.indices.length === 0) return <p>{WORDS.noMistakes}</p>;
  const k = at.value % found.indices.length, label = found.labels[k] ?? 0, answer = found.guesses[k] ?? 0;
  const name = (digit: number) => hello.value?.class_names[digit] ?? String(digit);
  const dispute = disputeOf(found.indices[k] ?? -1);
  const say = (digit: number) => {
    if (said.value !== null) return;
    said.value = digit;
    nAsked.value += 1;
    if (digit === label) nRight.value += 1;
  };
  const verdict = said.value === null ? "" : said.value === label ? WORDS.quizRight(name(label), name(answer)) : WORDS.quizWrong(name(label), name(said.value), name(answer));
  return (
    <section class="quiz">
      <h3>{WORDS.quiz}</h3>
      <p>{WORDS.quizAbout}</p>
      <div class="quiz-picture"><Digit pixels={found.pixels.subarray(k * N_PIXELS, (k + 1) * N_PIXELS)} side={224} label={WORDS.quizImage} /></div>
      <div class="digit-choice" role="group" aria-label={WORDS.quiz}>
        {(hello.value?.class_names ?? []).map((digit, j) => (
          <button key={digit} type="button" aria-label={WORDS.quizChoice(digit)} aria-pressed={said.value === j} disabled={said.value !== null && said.value !== j} onClick={() => say(j)}>{digit}</button>
        ))}
      </div>
      <p class="quiz-verdict" role="status">{verdict}{said.value !== null && dispute !== null ? ` ${WORDS.quizDispute(dispute.n, dispute.answer)}` : ""}</p>
      <div class="quiz-end">
        <button type="button" class="primary" disabled={said.value === null} onClick={() => { at.value += 1; said.value = null; }}>{WORDS.quizNext}</button>
        <p class="small">{WORDS.quizScore(nRight.value, nAsked.value)}</p>
      </div>
    </section>
  );
}
