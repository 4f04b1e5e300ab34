// The stage in the middle: one view at a time. Those of the network come with the page, the others soon after it.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { ChallengesStage } from "../stages/challenges.tsx";
import { DialsStage } from "../stages/dials.tsx";
import { DigitsStage } from "../stages/digits.tsx";
import { MatrixStage } from "../stages/matrix.tsx";
import { NetworkStage } from "../stages/network.tsx";
import { type Stage, stage } from "../store.ts";
import { WORDS } from "../words/common.ts";

type Stages = Partial<Record<Stage, ComponentType>>;

/** The views that are here. */
const stages = signal<Stages>({
  network: NetworkStage,
  dials: DialsStage,
  matrix: MatrixStage,
  digits: DigitsStage,
  challenges: ChallengesStage,
});
let isFetching = false;
/** Whether they could not be fetched: the server is away, or another version of it came. */
const hasFailed = signal(false);

/** Fetch the views that are not here yet; what fails is tried again when one of them is looked at. */
export async function fetchStages(): Promise<void> {
  if (isFetching) return;
  isFetching = true;
  hasFailed.value = false;
  try {
    const found = await Promise.all([import("../stages/learning.ts"), import("../stages/asking.ts")]);
    stages.value = Object.assign({}, stages.value, ...found.map(({ STAGES }) => STAGES)) as Stages;
  } catch {
    hasFailed.value = true;
    isFetching = false;
  }
}

export function StageView() {
  const Shown = stages.value[stage.value];
  useEffect(() => { void fetchStages(); }, [Shown === undefined]);
  return (
    <div class="stage" id="stage" role="tabpanel" tabIndex={-1} aria-labelledby={`tab-${stage.value}`}>
      {Shown === undefined ? <Fetching /> : <Shown />}
    </div>
  );
}

function Fetching() {
  if (!hasFailed.value) return <p class="loading" role="status">{WORDS.fetching}</p>;
  return <p class="loading" role="status">{WORDS.unfetched} <button type="button" onClick={() => location.reload()}>{WORDS.reload}</button></p>;
}
