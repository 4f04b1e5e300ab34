// Answers about the page's image and dials: asked again when either changes, the last one stays until the next is there.

import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Answers, Ask, ShownNetwork } from "../../messages.ts";
import { connection, network, score } from "../../store.ts";

export interface Latest<T> {
  readonly answer: T | null;
  /** Whether the answer is of a moment ago, and a newer one is on its way. */
  readonly isStale: boolean;
  readonly isFailed: boolean;
}

interface State<T> {
  readonly about: string;
  readonly of: ShownNetwork | null;
  readonly answer: T | null;
}

/** Ask one question at a time, and of those that wait only the newest; null asks nothing. */
export function useLatest<A extends Ask>(question: A | null): Latest<Answers[A["kind"]]> {
  const [state, setState] = useState<State<Answers[A["kind"]]> | null>(null);
  const text = JSON.stringify(question), isOpen = connection.value === "open", moment = score.value;
  const newest = useRef(text), isBusy = useRef(false), isDue = useRef(false), isGone = useRef(false);
  newest.current = text;
  useEffect(() => () => { isGone.current = true; }, []);
  useEffect(() => {
    if (!isOpen || moment === null || newest.current === "null") return;
    isDue.current = true;
    if (isBusy.current) return;
    isBusy.current = true;
    void (async () => {
      while (isDue.current && !isGone.current && newest.current !== "null") {
        isDue.current = false;
        const about = newest.current, of = network.value, answer = await ask(JSON.parse(about) as A);
        if (!isGone.current && of === network.value) setState({ about, of, answer });
      }
      isBusy.current = false;
    })();
  }, [text, isOpen, moment]);
  const isOwn = question !== null && state?.of === network.value, isNow = state?.about === text;
  return { answer: isOwn ? state.answer : null, isStale: !isNow, isFailed: isOpen && isOwn && isNow && state.answer === null };
}
