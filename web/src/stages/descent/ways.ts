// The ways of the balls as the server rolled them: where each is at a step, and how it ended.

import type { Ball } from "../../messages.ts";
import { WORDS } from "../../words/descent.ts";

export interface Moment {
  readonly where: readonly number[];
  readonly value: number;
  readonly slopes: readonly number[];
  /** The place after the next step; null where there is none. */
  readonly next: readonly number[] | null;
  readonly step: number;
}

const ALMOST_FLAT = 1e-4;
const numbers = (list: readonly (number | null)[]) => list.map((number) => number ?? NaN);

export function nSteps(ball: Ball): number {
  return ball.values.length - 1;
}

export function momentOf(ball: Ball, step: number): Moment {
  const n = ball.points.length / ball.values.length, k = Math.min(step, nSteps(ball)), of = (list: readonly (number | null)[], j: number) => numbers(list.slice(j * n, (j + 1) * n));
  return { where: of(ball.points, k), value: ball.values[k] ?? NaN, slopes: of(ball.slopes, k), next: k < nSteps(ball) ? of(ball.points, k + 1) : null, step: k };
}

/** What a ball does, in a sentence: while it rolls, and at its end. */
export function verdict(ball: Ball, step: number): string {
  const { verdict: says } = WORDS, last = nSteps(ball), end = momentOf(ball, last), first = momentOf(ball, 0);
  if (ball.end === "flat") return last === 0 ? says.flatStart : step >= last ? says.flat(end.where, last) : moving(ball, step);
  if (ball.end === "diverged") {
    if (!Number.isFinite(end.value) || !end.slopes.every(Number.isFinite)) return isHole(ball) ? says.hole(last) : says.overshot(last);
    return end.value < first.value ? says.bottomless(last) : says.overshot(last);
  }
  if (step < last) return moving(ball, step);
  const steep = Math.max(...end.slopes.map(Math.abs)), before = momentOf(ball, last - 1);
  if (steep < ALMOST_FLAT) return says.near(last);
  return end.slopes.some((slope, j) => Math.abs(slope) > ALMOST_FLAT && slope * (before.slopes[j] as number) < 0) ? says.swings(last) : says.slow(last);
}

/** Whether a ball came to a place without a value, and not to one beyond all numbers. */
function isHole(ball: Ball): boolean {
  const { where } = momentOf(ball, nSteps(ball));
  return where.every((number) => Math.abs(number) < 1e6);
}

function moving(ball: Ball, step: number): string {
  const { where, slopes, next } = momentOf(ball, step);
  if (slopes.length === 1) return WORDS.verdict.moving(slopes[0] as number);
  return next === null ? "" : WORDS.verdict.onPlane(Math.hypot(...next.map((to, j) => to - (where[j] as number))));
}
