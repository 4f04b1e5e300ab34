// The race that the page watches, and what can be done with it.

import { batch, signal } from "@preact/signals";
import { ask, openNetwork, tell, turnDials } from "../../actions.ts";
import type { RaceFrame, RaceStartAsk } from "../../messages.ts";
import { WORDS } from "../../words/race.ts";
import { type Common, type Draft, PRESETS, askedBy } from "./drafts.ts";

export interface Race {
  readonly asked: RaceStartAsk;
  /** The newest frame. */
  readonly frame: RaceFrame;
}

export const drafts = signal<readonly Draft[]>(PRESETS.rates);
export const common = signal<Common>({ cost: "squared-error", epochs: "5", images: "10000", seed: "0", n_seeds: "3" });
export const race = signal<Race | null>(null);
export const isSetting = signal(true);
export const isStarting = signal(false);
let isWatching = false;
let number = 0;

export function change(place: number, part: Partial<Draft>): void {
  drafts.value = drafts.value.map((draft, k) => (k === place ? { ...draft, ...part } : draft));
}

export function add(): void {
  drafts.value = [...drafts.value, drafts.value.at(-1) ?? (PRESETS.rates[2] as Draft)];
}

export function remove(place: number): void {
  drafts.value = drafts.value.filter((_, k) => k !== place);
}

export function share(part: Partial<Common>): void {
  common.value = { ...common.value, ...part };
}

/** Begin the race that is written down. */
export async function startRace(): Promise<void> {
  if (isStarting.value) return;
  isStarting.value = true;
  const asked = askedBy(drafts.value, common.value);
  const frame = await ask(asked);
  isStarting.value = false;
  if (frame === null) return;
  number += 1;
  batch(() => {
    race.value = { asked, frame };
    isSetting.value = false;
  });
  void watch();
}

/** The same race from the seeds after these. */
export function raceAgain(): Promise<void> {
  share({ seed: String((Number(common.value.seed) + Number(common.value.n_seeds)) % 4_294_967_290) });
  return startRace();
}

/** Stop it, where it runs; what was reached stays. */
export async function stopRace(): Promise<void> {
  if (race.value?.frame.status !== "racing") return;
  const mine = number, frame = await ask({ kind: "race-stop" });
  if (frame !== null && mine === number) take(frame);
}

export function setRunners(on: boolean): void {
  if (on) void stopRace();
  isSetting.value = on;
}

/** Look at a runner's network: its random start, with all dials turned to where the training brought them. */
export async function openRunner(runner: number, place: number): Promise<void> {
  const now = race.value, entry = now?.asked.entries[runner], seed = now?.frame.seeds[place];
  if (now === null || entry === undefined || seed === undefined) return;
  const trained = await ask({ kind: "race-network", runner, place });
  if (trained === null) return;
  const { hidden, activation, start, name } = entry, { cost } = now.asked;
  const output = cost === "cross-entropy" ? "softmax" : "sigmoid";
  if (!(await openNetwork({ kind: "random", hidden, activation, output, cost, start, seed, for_training: true }))) return;
  turnDials([...trained.dials.keys()], [...trained.dials], WORDS.turned(name));
  tell(WORDS.opened(name, seed));
}

function take(frame: RaceFrame): void {
  const now = race.value;
  if (now === null) return;
  if (frame.status === "none") return lose();
  race.value = { ...now, frame };
}

/** The server forgot the race: what the page knows of it stays. */
function lose(): void {
  const now = race.value;
  if (now?.frame.status !== "racing") return;
  race.value = { ...now, frame: { ...now.frame, status: "stopped" } };
  tell(WORDS.lost, true);
}

/** Ask for frames while it runs: the next one when this one is on the screen. */
async function watch(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  try {
    while (race.value?.frame.status === "racing") {
      const mine = number, frame = await ask({ kind: "race-frame", since: race.value.frame.number });
      if (frame === null) return lose();
      if (mine === number) take(frame);
      await new Promise((over) => setTimeout(over, 60));
    }
  } finally {
    isWatching = false;
  }
}
