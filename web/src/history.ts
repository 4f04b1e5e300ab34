// Turns of dials, each of which can be undone and done again, as often as one likes.

import { computed, signal } from "@preact/signals";

export interface Turn {
  /** What was done, for people: "turned one weight". */
  readonly label: string;
  readonly indices: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const done = signal<readonly Turn[]>([]);
const undone = signal<readonly Turn[]>([]);

export const canUndo = computed(() => done.value.length > 0);
export const canRedo = computed(() => undone.value.length > 0);
export const nextUndo = computed(() => done.value.at(-1)?.label ?? "");
export const nextRedo = computed(() => undone.value.at(-1)?.label ?? "");

/** Remember a turn. Where `joins` says so it belongs to the last one, as the moments of one drag do. */
export function remember(turn: Turn, joins: boolean): void {
  const last = done.value.at(-1);
  const rest = joins && last !== undefined ? done.value.slice(0, -1) : done.value;
  done.value = [...rest, joins && last !== undefined ? joined(last, turn) : turn];
  undone.value = [];
}

/** Take the last turn back; returns it, or null where there is none. */
export function takeBack(): Turn | null {
  const last = done.value.at(-1) ?? null;
  if (last === null) return null;
  done.value = done.value.slice(0, -1);
  undone.value = [...undone.value, last];
  return last;
}

/** Do the last turn again that was taken back; returns it, or null where there is none. */
export function doAgain(): Turn | null {
  const last = undone.value.at(-1) ?? null;
  if (last === null) return null;
  undone.value = undone.value.slice(0, -1);
  done.value = [...done.value, last];
  return last;
}

/** Forget everything: another network is open. */
export function forget(): void {
  done.value = [];
  undone.value = [];
}

/** Two turns as one: before the first, after the second. */
export function joined(first: Turn, second: Turn): Turn {
  const before = new Map(second.indices.map((index, k) => [index, second.before[k] as number]));
  const after = new Map(first.indices.map((index, k) => [index, first.after[k] as number]));
  first.indices.forEach((index, k) => before.set(index, first.before[k] as number));
  second.indices.forEach((index, k) => after.set(index, second.after[k] as number));
  const indices = [...after.keys()];
  return {
    label: second.label,
    indices,
    before: indices.map((index) => before.get(index) as number),
    after: indices.map((index) => after.get(index) as number),
  };
}
