// The experiment that the page watches: which question, how far it is, and what came out.

import { batch, signal } from "@preact/signals";
import { ask } from "./actions.ts";
import type { Question, QuestionCourse } from "./messages.ts";

export const questions = signal<readonly Question[] | null>(null);
/** The name of the question that one looks at. */
export const chosen = signal("");
/** The experiment that was begun last; null before the first. */
export const course = signal<QuestionCourse | null>(null);
export const firstSeed = signal("0");
let isWatching = false;

export async function loadQuestions(): Promise<void> {
  const found = await ask({ kind: "questions" });
  if (found === null) return;
  batch(() => {
    questions.value = found.questions;
    if (chosen.value === "") chosen.value = found.questions[0]?.name ?? "";
  });
}

/** Begin the experiment on the chosen question; the one before ends. */
export async function runExperiment(): Promise<void> {
  const begun = await ask({ kind: "question-start", name: chosen.value, seed: Number(firstSeed.value) });
  if (begun === null) return;
  course.value = begun;
  void watch();
}

export async function stopExperiment(): Promise<void> {
  const stopped = await ask({ kind: "question-stop" });
  if (stopped !== null) course.value = stopped;
}

/** The connection was lost, and the experiment with it. */
export function forgetExperiment(): void {
  if (course.value?.status === "running") course.value = null;
}

/** Ask how far it is, while it runs. */
async function watch(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  try {
    while (course.value?.status === "running") {
      const now = await ask({ kind: "question-course", since: course.value.number });
      if (now === null) return;
      if (course.value?.status === "running") course.value = now;
    }
  } finally {
    isWatching = false;
  }
}
