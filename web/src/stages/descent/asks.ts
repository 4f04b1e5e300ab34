// The answers of this page, asked anew while one types and drags: one ask at a time, and the last good answer stays.

import { useRef } from "preact/hooks";
import type { Answers, Ask } from "../../messages.ts";
import { useAnswer } from "../../panels/inspector/asks.ts";

const REST = 30;

interface Kept<T> {
  /** The last answer that is one. */
  readonly good: T | null;
  /** Why there is none to the newest question; empty where there is. */
  readonly problem: string;
}

/** Ask whenever the question changes. */
export function useKept<A extends Ask>(question: A, moment: unknown = null): Kept<Answers[A["kind"]]> {
  const answer = useAnswer(() => question, question.kind, [JSON.stringify(question), moment], REST) as (Answers[A["kind"]] & { readonly problem: string }) | null;
  const good = useRef<Answers[A["kind"]] | null>(null);
  if (answer !== null && answer.problem === "") good.current = answer;
  return { good: good.current, problem: answer?.problem ?? "" };
}
