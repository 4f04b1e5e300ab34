// The runners of a race as they are written down, and what is wrong with them. No page is needed for that.

import type { RaceEntry, RaceStartAsk } from "../../messages.ts";
import { WORDS } from "../../words/race.ts";

/** A runner as it stands in the fields: texts, until they are checked. */
export interface Draft {
  readonly rate: string;
  readonly batch: string;
  readonly hidden: string;
  readonly activation: string;
  readonly optimizer: string;
  readonly start: string;
}

/** What all runners share. */
export interface Common {
  readonly cost: RaceStartAsk["cost"];
  readonly epochs: string;
  readonly images: string;
  readonly seed: string;
  readonly n_seeds: string;
}

export interface Complaint {
  readonly sentence: string;
  /** The runner, from 0, and its field; -1 and a field of what is shared; or nothing. */
  readonly runner: number;
  readonly field: keyof Draft | keyof Common | "";
}

export const MOST_RUNNERS = 9;
const MOST_LAYERS = 4, MOST_NEURONS = 128, LARGEST_RATE = 1e6, MOST_EPOCHS = 100, LARGEST_SEED = 4_294_967_295;
const LESSON: Draft = { rate: "1.5", batch: "10", hidden: "16-16", activation: "sigmoid", optimizer: "descent", start: "normal" };

// Where rates differ they were found by trying a few, so that nobody runs in shoes that do not fit.
export const PRESETS: Readonly<Record<keyof typeof WORDS.presetNames, readonly Draft[]>> = {
  rates: ["0.05", "0.5", "1.5", "3", "10", "30"].map((rate) => ({ ...LESSON, rate })),
  batches: ["1", "3", "10", "30", "100", "1000"].map((batch) => ({ ...LESSON, batch })),
  activations: [["sigmoid", "0.5"], ["tanh", "0.1"], ["relu", "0.1"], ["identity", "0.1"]].map(([activation = "", rate = ""]) => ({ ...LESSON, start: "scaled", activation, rate })),
  optimizers: [["descent", "1.5"], ["momentum", "0.15"], ["nesterov", "0.15"], ["adam", "0.01"]].map(([optimizer = "", rate = ""]) => ({ ...LESSON, optimizer, rate })),
  starts: ["normal", "scaled", "glorot", "he", "zeros"].map((start) => ({ ...LESSON, start })),
  sizes: ["", "4", "16", "64", "16-16", "16-16-16"].map((hidden) => ({ ...LESSON, start: "scaled", hidden })),
};

/** The sizes that a text names; none for an empty one, null for a bad one. */
export function sizesOf(text: string): number[] | null {
  if (text.trim() === "") return [];
  const sizes = text.trim().split(/\s*[-,\s]\s*/).map(Number);
  return sizes.length <= MOST_LAYERS && sizes.every((size) => isWhole(size, 1, MOST_NEURONS)) ? sizes : null;
}

/** The number that a text names; NaN for an empty one. */
export function numberOf(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

export function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

/** The first thing wrong, or null. */
export function complaintOf(drafts: readonly Draft[], common: Common): Complaint | null {
  if (drafts.length === 0) return { sentence: WORDS.none, runner: -1, field: "" };
  if (drafts.length > MOST_RUNNERS) return { sentence: WORDS.most, runner: -1, field: "" };
  const most = numberOf(common.images);
  for (const [runner, { rate, batch, hidden }] of drafts.entries()) {
    const value = numberOf(rate);
    if (!(value >= 0 && value <= LARGEST_RATE)) return { sentence: WORDS.badRate(runner), runner, field: "rate" };
    if (!isWhole(numberOf(batch), 1, most)) return { sentence: WORDS.badBatch(runner, most), runner, field: "batch" };
    if (sizesOf(hidden) === null) return { sentence: WORDS.badHidden(runner), runner, field: "hidden" };
  }
  if (!isWhole(numberOf(common.epochs), 1, MOST_EPOCHS)) return { sentence: WORDS.badEpochs, runner: -1, field: "epochs" };
  if (!isWhole(numberOf(common.seed), 0, LARGEST_SEED)) return { sentence: WORDS.badSeed, runner: -1, field: "seed" };
  return null;
}

/** What the server is asked; only for drafts without a complaint. */
export function askedBy(drafts: readonly Draft[], common: Common): RaceStartAsk {
  const names = namesOf(drafts);
  const entries = drafts.map((draft, place): RaceEntry => ({
    name: names[place] ?? "", hidden: sizesOf(draft.hidden) ?? [], activation: draft.activation, start: draft.start,
    optimizer: draft.optimizer, learning_rate: numberOf(draft.rate), batch_size: numberOf(draft.batch),
  }));
  const { cost, epochs, images, seed, n_seeds } = common;
  return { kind: "race-start", entries, cost, epochs: numberOf(epochs), n_train: numberOf(images), seed: numberOf(seed), n_seeds: numberOf(n_seeds) };
}

/** What each runner is called: by what it has that not all have; equal ones are numbered. */
export function namesOf(drafts: readonly Draft[]): string[] {
  const says: Readonly<Record<keyof Draft, (draft: Draft) => string>> = {
    hidden: ({ hidden }) => WORDS.names.hidden(sizesOf(hidden) ?? []), activation: ({ activation }) => activation, optimizer: ({ optimizer }) => optimizer,
    start: ({ start }) => WORDS.names.start(start), batch: ({ batch }) => WORDS.names.batch(numberOf(batch)), rate: ({ rate }) => WORDS.names.rate(numberOf(rate)),
  };
  const differ = (Object.keys(says) as (keyof Draft)[]).filter((field) => new Set(drafts.map(says[field])).size > 1);
  const names = drafts.map((draft, place) => differ.map((field) => says[field](draft)).join(", ") || WORDS.names.runner(place));
  return names.map((name, place) => {
    const before = names.slice(0, place).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
