// Answers about the network as it is: asked again whenever its dials turn, the last one stays until the next is there.

import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Answers, Ask } from "../../messages.ts";
import { connection, score } from "../../store.ts";
import { WORDS } from "../../words/score.ts";

/** Ask once for each question and each score; one ask at a time, and of those that wait only the newest. */
export function useJudged<A extends Ask>(question: A): Answers[A["kind"]] | null {
  const [state, setState] = useState<{ readonly about: string; readonly answer: Answers[A["kind"]] } | null>(null);
  const text = JSON.stringify(question), isOpen = connection.value === "open", moment = score.value;
  const newest = useRef(text), isBusy = useRef(false), isStale = useRef(false), isGone = useRef(false);
  newest.current = text;
  useEffect(() => () => { isGone.current = true; }, []);
  useEffect(() => {
    if (!isOpen || moment === null) return;
    isStale.current = true;
    if (isBusy.current) return;
    isBusy.current = true;
    void (async () => {
      while (isStale.current && !isGone.current) {
        isStale.current = false;
        const about = newest.current, answer = await ask(JSON.parse(about) as A);
        if (answer !== null && !isGone.current && about === newest.current) setState({ about, answer });
      }
      isBusy.current = false;
    })();
  }, [text, isOpen, moment]);
  return state?.about === text ? state.answer : null;
}

export function Waiting() {
  return <p class="quiet" role="status">{connection.value === "open" ? WORDS.loading : WORDS.lost}</p>;
}
