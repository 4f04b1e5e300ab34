// The points of the curves: asked one after the other, coarse to fine, and anew when the dials turn.

import { useEffect, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { ReadChanged, SweepPlan } from "../../messages.ts";
import { connection, score } from "../../store.ts";

export type Reads = readonly ReadChanged[];

interface Found {
  /** For each curve its points, from left to right. */
  readonly reads: Readonly<Record<string, Reads>>;
  readonly nDone: number;
  readonly nAll: number;
}

const STRIDES = [8, 4, 2, 1];

/** Measure every amount of every change; leaving the view ends it. */
export function useReads(plans: readonly SweepPlan[], nImages: number): Found {
  const [reads, setReads] = useState<Found["reads"]>({});
  const isOpen = connection.value === "open", moment = score.value, names = plans.map(({ name }) => name).join();
  useEffect(() => {
    if (!isOpen || moment === null || plans.length === 0) return;
    let isWanted = true;
    const work = async () => {
      let found: Found["reads"] = {};
      for (const [sweep, amount] of inTurn(plans)) {
        const read = await ask({ kind: "robustness", sweep, amount, n_images: nImages });
        if (read === null || !isWanted) return;
        found = { ...found, [sweep]: [...(found[sweep] ?? []), read].sort((one, other) => one.amount - other.amount) };
        setReads(found);
      }
    };
    void work();
    return () => { isWanted = false; };
  }, [names, nImages, isOpen, moment]);
  const nDone = Object.values(reads).reduce((sum, { length }) => sum + length, 0);
  return { reads, nDone, nAll: plans.reduce((sum, { amounts }) => sum + amounts.length, 0) };
}

/** All amounts, counted from the one that changes nothing: every eighth first, then those between, and so on. */
function inTurn(plans: readonly SweepPlan[]): (readonly [string, number])[] {
  return STRIDES.flatMap((stride, round) => plans.flatMap(({ name, amounts, neutral }) => {
    const middle = amounts.indexOf(neutral), before = STRIDES[round - 1];
    return amounts.filter((_, k) => (k - middle) % stride === 0 && (before === undefined || (k - middle) % before !== 0)).map((amount) => [name, amount] as const);
  }));
}
