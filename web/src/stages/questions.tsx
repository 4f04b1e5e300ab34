// The lesson's questions: each is answered by an experiment that runs here, is looked at, and can be run again.

import { useEffect } from "preact/hooks";
import { chosen, loadQuestions, questions } from "../questions.ts";
import { Waits } from "../panels/waits.tsx";
import { connection } from "../store.ts";
import { WORDS } from "../words/questions.ts";
import { Experiment } from "./questions/experiment.tsx";

export function QuestionsStage() {
  const known = questions.value, isOpen = connection.value === "open";
  useEffect(() => { if (isOpen && questions.peek() === null) void loadQuestions(); }, [isOpen]);
  const now = known?.find(({ name }) => name === chosen.value);
  return (
    <div class="questions">
      <header>
        <h2 class="large">{WORDS.title}</h2>
        <p class="quiet">{WORDS.about}</p>
      </header>
      {known === null ? <Waits words={WORDS.loading} /> : (
        <nav aria-label={WORDS.list}>
          <ul class="question-list">
            {known.map(({ name, title }) => (
              <li key={name}><button type="button" aria-current={name === chosen.value} onClick={() => { chosen.value = name; }}>{title}</button></li>
            ))}
          </ul>
        </nav>
      )}
      {now !== undefined && <Experiment question={now} />}
    </div>
  );
}
