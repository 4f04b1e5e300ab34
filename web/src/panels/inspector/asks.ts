// Asks that are repeated: one at a time, and of those that wait only the newest.

import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { Answers, Ask } from "../../messages.ts";
import { connection } from "../../store.ts";

/** How long to wait after an answer before the next ask, in milliseconds. */
const PAUSE = 40;

interface Answered<T> {
  readonly answer: T;
  /** What it was asked about: another neuron's answer is never shown as this one's. */
  readonly about: string;
}

/** Ask whenever one of `moments` changes. The last answer stays until the next is there, but not for another place. */
export function useAnswer<A extends Ask>(
  question: () => A, about: string, moments: readonly unknown[], rest = 0,
): Answers[A["kind"]] | null {
  type Answer = Answers[A["kind"]];
  const [answered, setAnswered] = useState<Answered<Answer> | null>(null);
  const newest = useRef<Newest<A> | null>(null);
  newest.current ??= new Newest();
  const isOpen = connection.value === "open";
  useEffect(() => () => newest.current?.stop(), []);
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => newest.current?.ask(question(), (answer) => setAnswered({ answer, about })), rest);
    return () => clearTimeout(timer);
  }, [about, isOpen, ...moments]);
  return answered?.about === about ? answered.answer : null;
}

class Newest<A extends Ask> {
  #waiting: readonly [A, (answer: Answers[A["kind"]]) => void] | null = null;
  #isBusy = false;
  #isStopped = false;

  stop() {
    this.#isStopped = true;
  }

  async ask(question: A, done: (answer: Answers[A["kind"]]) => void): Promise<void> {
    this.#waiting = [question, done];
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#waiting !== null && !this.#isStopped) {
      const [next, tell] = this.#waiting;
      this.#waiting = null;
      const answer = await ask(next);
      if (answer !== null && !this.#isStopped) tell(answer);
      await new Promise((over) => setTimeout(over, PAUSE));
    }
    this.#isBusy = false;
  }
}
