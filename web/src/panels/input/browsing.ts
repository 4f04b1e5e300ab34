// Which test images are listed, and which of them is shown.

import { batch, computed, effect, signal } from "@preact/signals";
import { ask, pointAt, showPythonOf } from "../../actions.ts";
import type { BrowseAsk, Browsed } from "../../messages.ts";
import { image, pythonPanel, score } from "../../store.ts";
import { replaceImage } from "./drawing.ts";

export type Order = "index" | "confident" | "unsure" | "cost";

export interface Filter {
  readonly label: number | null;
  readonly guess: number | null;
  readonly wrong: boolean;
  readonly order: Order;
}

export const PAGE = 12;
const ALL: Filter = { label: null, guess: null, wrong: false, order: "index" };

export const filter = signal<Filter>(ALL);
export const first = signal(0);
/** What the server found; null before it has answered. */
export const found = signal<Browsed | null>(null);
/** Whether the last ask came back without an answer. */
export const hasFailed = signal(false);
/** The test image that is shown, if one is. */
export const shownTest = computed<number | null>(() => (image.value.origin.kind === "test" ? image.value.origin.index : null));
let isAsking = false, isStale = false;

/** Keep the list as it must be while it is to be seen: after other filters, another network, a turned dial. Returns the end of that. */
export function keepListed(): () => void {
  return effect(() => {
    const browse = asked();
    if (pythonPanel.peek() === "browse") showPythonOf("browse", { browse });
    if (score.value !== null) void list();
  });
}

/** The Python that finds these images is meant. */
export function meanList(): void {
  pointAt("browse", () => ({ browse: asked() }));
}

function asked(): BrowseAsk {
  return { kind: "browse", split: "test", ...filter.value, start: first.value, count: PAGE };
}

/** Ask for the list; one ask at a time, and once more if something changed meanwhile. */
export async function list(): Promise<void> {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  while (isStale) {
    isStale = false;
    const answer = await ask(asked());
    batch(() => {
      hasFailed.value = answer === null;
      if (answer !== null && !isStale) found.value = answer;
    });
  }
  isAsking = false;
}

/** List other images, from the first one on. */
export function listOnly(change: Partial<Filter>): void {
  batch(() => {
    filter.value = { ...filter.value, ...change };
    first.value = 0;
  });
}

export function listAll(): void {
  listOnly(ALL);
}

/** Turn to another page of the list. */
export function turnPage(by: 1 | -1): void {
  const next = first.value + by * PAGE;
  if (next >= 0 && next < (found.value?.n_found ?? 0)) first.value = next;
}

/** Show a test image, exactly as the library has it. */
export async function showTest(index: number): Promise<void> {
  const test = await ask({ kind: "test-image", index });
  if (test !== null) replaceImage(test.pixels.slice(), { kind: "test", index: test.index, label: test.label });
}

/** Show the neighbor, in the list, of the test image that is shown; otherwise the first one listed. */
export async function showNeighbor(by: 1 | -1): Promise<void> {
  if (found.value === null) await list();
  const place = shownTest.value === null ? -1 : (found.value?.indices.indexOf(shownTest.value) ?? -1);
  let next = place === -1 ? 0 : place + by;
  if (next < 0 || next >= (found.value?.indices.length ?? 0)) {
    const before = first.value;
    turnPage(by);
    if (first.value === before) return;
    await list();
    next = by === 1 ? 0 : PAGE - 1;
  }
  const index = found.value?.indices[next];
  if (index !== undefined) await showTest(index);
}
