// One question: run its experiment, see how far it is, and what came out.

import type { Question, QuestionCourse } from "../../messages.ts";
import { course, firstSeed, questions, runExperiment, stopExperiment } from "../../questions.ts";
import { DataChoice } from "../../panels/data_choice.tsx";
import { WORDS } from "../../words/questions.ts";
import { Figures } from "./figures.tsx";
import { follow } from "./follow.ts";
import { linksOf } from "./links.ts";
import { Numbers } from "./numbers.tsx";

export function Experiment({ question }: { readonly question: Question }) {
  const now = course.value, own = now?.name === question.name ? now : null;
  const other = now !== null && own === null && now.status === "running" ? questions.value?.find(({ name }) => name === now.name) : undefined;
  return (
    <section class="question" aria-label={question.title}>
      <h3>{question.question}</h3>
      <form class="question-run" onSubmit={(event) => { event.preventDefault(); void runExperiment(); }}>
        {own?.status === "running"
          ? <button type="button" class="primary" onClick={() => void stopExperiment()}>{WORDS.stop}</button>
          : <button type="submit" class="primary">{own === null ? WORDS.run : WORDS.again}</button>}
        <label class="bar-field">{WORDS.seed}
          <input type="number" min="0" max="1000000" step="1" required title={WORDS.seedHint} value={firstSeed.value} onInput={(event) => { firstSeed.value = event.currentTarget.value; }} />
        </label>
        <DataChoice />
        <p class="small quiet">{WORDS.takes(question.takes)}{other === undefined ? "" : ` ${WORDS.busy(other.title)}`}</p>
      </form>
      {own !== null && <Progress now={own} />}
      {own?.status !== "done" && <Look question={question.name} />}
      {own?.status === "done" && (
        <>
          <h3>{WORDS.findings}</h3>
          <ul class="question-findings">{own.findings.map((finding) => <li key={finding}>{finding}</li>)}</ul>
          <Look question={question.name} />
          <Figures now={own} />
          <p class="small quiet">{own.data}</p>
          {own.tables.map((table) => <Numbers key={table.name} table={table} />)}
        </>
      )}
      <p class="small question-whole">{WORDS.whole} <code>{question.command}</code></p>
    </section>
  );
}

/** Where the lab shows it live. */
function Look({ question }: { readonly question: string }) {
  return (
    <p class="small question-look" role="group" aria-label={WORDS.look}>{WORDS.look}
      {linksOf(question).map((link) => <button key={link} type="button" class="link" onClick={() => follow(link)}>{WORDS.links[link]}</button>)}
    </p>
  );
}

function Progress({ now }: { readonly now: QuestionCourse }) {
  const left = now.n_done === 0 ? "" : WORDS.left((now.seconds / now.n_done) * (now.n_pieces - now.n_done));
  const says = {
    none: "", running: WORDS.progress(now.n_done, now.n_pieces, left), done: WORDS.done(now.seconds), stopped: WORDS.stopped, failed: WORDS.failed(now.sentence),
  }[now.status];
  return (
    <div class="question-progress">
      {now.status === "running" && <progress max={now.n_pieces} value={now.n_done} aria-label={says} />}
      <p class={now.status === "failed" ? "small wrong" : "small quiet"} role="status">{says}</p>
    </div>
  );
}
