// Labels in dispute: the test images that ten trained networks contradict, all with one and the same answer.

import { effect, signal } from "@preact/signals";
import { ask } from "../../actions.ts";
import type { Disputed } from "../../messages.ts";
import { connection, hello } from "../../store.ts";
import { WORDS } from "../../words/score.ts";
import { Images } from "./images.tsx";
import { Waiting, useJudged } from "./judged.tsx";

/** What is known of the labels; which they are does not depend on the network. */
const known = signal<Disputed | null>(null);
let isAsked = false;

/** Ask once, as soon as somebody looks at scores. */
export function learnDisputes(): void {
  if (isAsked) return;
  isAsked = true;
  effect(() => {
    if (connection.value === "open" && known.peek() === null) void ask({ kind: "disputed" }).then((answer) => { known.value = answer; });
  });
}

/** How many labels are in dispute; 0 where nobody measured these data. */
export function nDisputed(): number {
  return known.value?.indices.length ?? 0;
}

/** What the ten networks read in a test image whose label is in dispute, and how many they are; null for all others. */
export function disputeOf(index: number): { readonly answer: string; readonly n: number } | null {
  const { value } = known, k = value?.indices.indexOf(index) ?? -1;
  if (value === null || k < 0) return null;
  const answer = value.theirs[k] ?? 0;
  return { answer: hello.value?.class_names[answer] ?? String(answer), n: value.n_networks };
}

export function DisputedLabels() {
  const found = useJudged({ kind: "disputed" });
  if (found === null) return <Waiting />;
  const nWith = found.guesses.filter((guess, k) => guess === found.theirs[k]).length, nLabel = found.guesses.filter((guess, k) => guess === found.labels[k]).length;
  return (
    <>
      <h3>{WORDS.disputedTitle}</h3>
      <p>{WORDS.disputedAbout(found.n_networks, found.recipe, found.lowest, found.highest, found.n_images)}</p>
      <p role="status">{WORDS.disputedHere(found.indices.length, nWith, nLabel)}</p>
      <Images found={found} split="test" note={(k) => WORDS.sure(found.confidences[k] ?? 0)} />
    </>
  );
}
