// An answer of the server that a view shows: on its way, here, or lost.

import { useEffect, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Answers, Ask } from "../../messages.ts";
import { connection } from "../../store.ts";

export interface Fetched<T> {
  readonly answer: T | null;
  readonly isLost: boolean;
  readonly again: () => void;
}

/** Ask once for each question; a late answer to an earlier one is dropped. */
export function useFetched<A extends Ask>(question: A | null): Fetched<Answers[A["kind"]]> {
  const text = JSON.stringify(question);
  const [state, setState] = useState<{ readonly about: string; readonly answer: Answers[A["kind"]] | null } | null>(null);
  const [tries, setTries] = useState(0);
  const isOpen = connection.value === "open";
  useEffect(() => {
    if (question === null || !isOpen) return;
    let isLate = false;
    void ask(question).then((answer) => { if (!isLate) setState({ about: text, answer }); });
    return () => { isLate = true; };
  }, [text, tries, isOpen]);
  const isHere = state?.about === text;
  return {
    answer: isHere ? state.answer : null,
    isLost: !isOpen || (isHere && state.answer === null),
    again: () => { setState(null); setTries((count) => count + 1); },
  };
}
