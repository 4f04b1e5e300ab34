// Three ways down, as the page watches them.

import { signal } from "@preact/signals";
import { ask, tell, turnsAreSent } from "../../actions.ts";
import type { PathsAsk, PathsFrame } from "../../messages.ts";
import { WORDS } from "../../words/race.ts";
import { isWhole, numberOf } from "./drafts.ts";

export interface Wish {
  readonly start: PathsAsk["start"];
  readonly seed: string;
  readonly images: string;
  readonly epochs: string;
  readonly rates: readonly [string, string, string];
}

export interface Way {
  readonly asked: PathsAsk;
  readonly frame: PathsFrame;
}

export const MOST_WAYS_EPOCHS = 60;
const LARGEST_RATE = 1000, LARGEST_SEED = 4_294_967_295;
export const wish = signal<Wish>({ start: "fresh", seed: "0", images: "1000", epochs: "30", rates: ["5", "1.5", "0.05"] });
export const ways = signal<Way | null>(null);
export const isGoing = signal(false);
let isWatching = false;
let number = 0;

export function want(part: Partial<Wish>): void {
  wish.value = { ...wish.value, ...part };
}

/** What is wrong with the fields, and with which; or null. */
export function complaintOf({ seed, epochs, rates }: Wish): { readonly sentence: string; readonly field: string } | null {
  if (!isWhole(numberOf(seed), 0, LARGEST_SEED)) return { sentence: WORDS.badSeed, field: "seed" };
  if (!isWhole(numberOf(epochs), 1, MOST_WAYS_EPOCHS)) return { sentence: WORDS.badWayEpochs, field: "epochs" };
  const wrong = rates.findIndex((rate) => !(numberOf(rate) > 0 && numberOf(rate) <= LARGEST_RATE));
  return wrong < 0 ? null : { sentence: WORDS.badRates, field: `rate ${wrong}` };
}

/** Go down. */
export async function goDown(): Promise<void> {
  const { start, seed, images, epochs, rates } = wish.value;
  if (isGoing.value || complaintOf(wish.value) !== null) return;
  isGoing.value = true;
  await turnsAreSent();
  const [full, mini, single] = rates.map(numberOf);
  const asked: PathsAsk = { kind: "paths", start, seed: numberOf(seed), n_train: numberOf(images), epochs: numberOf(epochs), rates: [full ?? 0, mini ?? 0, single ?? 0] };
  const frame = await ask(asked);
  isGoing.value = false;
  if (frame === null) return;
  number += 1;
  ways.value = { asked, frame };
  void watch();
}

/** Stop, where they still go; what was reached stays. */
export async function stopWays(): Promise<void> {
  if (ways.value?.frame.status !== "working") return;
  const mine = number, frame = await ask({ kind: "paths-stop" });
  if (frame !== null && mine === number) take(frame);
}

function take(frame: PathsFrame): void {
  const now = ways.value;
  if (now === null) return;
  if (frame.status === "none") return lose();
  ways.value = { ...now, frame };
  if (frame.sentence !== "") tell(frame.sentence, true);
}

function lose(): void {
  const now = ways.value;
  if (now?.frame.status !== "working") return;
  ways.value = { ...now, frame: { ...now.frame, status: "stopped" } };
  tell(WORDS.lostWays, true);
}

/** Ask for frames while they go: the next one when this one is on the screen. */
async function watch(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  try {
    while (ways.value?.frame.status === "working") {
      const mine = number, frame = await ask({ kind: "paths-frame", since: ways.value.frame.number });
      if (frame === null) return lose();
      if (mine === number) take(frame);
      await new Promise((over) => setTimeout(over, 60));
    }
  } finally {
    isWatching = false;
  }
}
