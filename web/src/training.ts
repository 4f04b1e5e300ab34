// The training that the page watches: what is known of it, and everything that can be done with it.

import { batch, signal } from "@preact/signals";
import { ask, askForScore, openNetwork, showImage, takeDials, tell, turnsAreSent } from "./actions.ts";
import type { EpochFigures, RandomAsk, StepParts, StepUpdate, TrainControlAsk, TrainFrame, TrainStartAsk } from "./messages.ts";
import * as store from "./store.ts";
import { WORDS } from "./words/train.ts";

export interface Run {
  /** The Python that does the same. */
  readonly code: string;
  readonly recipe: string;
  /** Share of the training images that are learned by a wrong label. */
  readonly shuffled: number;
  readonly n_train: number;
  readonly n_test: number;
  /** The newest frame. */
  readonly frame: TrainFrame;
  readonly rows: readonly EpochFigures[];
}

/** An earlier course, to compare with. */
export interface Course {
  readonly name: string;
  readonly curve: Float32Array;
  readonly rows: readonly EpochFigures[];
}

/** A step taken apart: what it is made of, which part is shown, and, once it is made, what it did. */
export interface Parted {
  readonly parts: StepParts;
  readonly at: 0 | 1 | 2 | 3;
  readonly update: StepUpdate | null;
}

export const run = signal<Run | null>(null);
/** The step that everything on the page shows, where it is not the newest. */
export const lookedAt = signal<number | null>(null);
/** Steps in a second; null is flat out. */
export const trainSpeed = signal<number | null>(null);
/** Whether the page looks at each image that comes next. */
export const follows = signal(false);
export const pinned = signal<Course | null>(null);
export const parted = signal<Parted | null>(null);
/** Whether settings are being chosen. */
export const isChoosing = signal(true);
/** Whether a training is on its way to begin. */
export const isStarting = signal(false);

const SCORE_EVERY = 400;
/** What was turned since the training was asked to pause; it stays when the answer comes. */
let turned: Map<number, number> | null = null;
/** Which course the frames belong to: those of an earlier one are dropped. */
let course = 0;
let lastScore = 0;
let isWatching = false;
let wanted: number | null = null;
let isLooking = false;
let isParting = false;
/** What was looked at before a step was taken apart. */
let lookedAtBefore: store.Image | null = null;

/** Begin a training, of a new network or of the one on the page, and play it. */
export async function startTraining(network: RandomAsk | null, how: TrainStartAsk): Promise<boolean> {
  if (isStarting.value) return false;
  isStarting.value = true;
  try {
    if (network !== null && !(await openNetwork(network))) return false;
    await turnsAreSent();
    const started = await ask(how);
    if (started === null) return false;
    course += 1;
    leaveParts();
    batch(() => {
      run.value = { code: started.code, recipe: how.recipe, shuffled: how.shuffled, n_train: started.n_train, n_test: started.n_test, frame: started.frame, rows: [] };
      lookedAt.value = null;
      isChoosing.value = false;
    });
    take(started.frame);
    return true;
  } finally {
    isStarting.value = false;
  }
}

/** Play, pause, step, or stop. Where one looked back and changed nothing, it goes on from the newest. */
export async function control(action: TrainControlAsk["action"]): Promise<void> {
  if (run.value === null) return;
  leaveParts();
  if (action !== "pause") await turnsAreSent();
  const mine = course, isBack = lookedAt.value !== null;
  const frame = await ask({ kind: "train-control", action, speed: trainSpeed.value, n_rows: run.value.rows.length });
  if (frame === null || mine !== course) return;
  if (!isBack || action !== "pause") lookedAt.value = null;
  take(frame);
  void watch();
}

export function playOrPause(): void {
  const status = run.value?.frame.status;
  if (status === undefined) return;
  void control(status === "playing" ? "pause" : status === "finished" ? "more" : "play");
}

/** The next part of a step: forward, cost, backward, and the update, which is the step that is made otherwise, too. */
export async function nextPart(): Promise<void> {
  const now = run.value, shown = parted.value, status = now?.frame.status;
  if (now === null || isParting || status === "finished" || status === "diverged") return;
  if (shown !== null && shown.at < 2) {
    parted.value = { ...shown, at: (shown.at + 1) as 1 | 2 };
    return;
  }
  isParting = true;
  try {
    await turnsAreSent();
    const mine = course;
    if (shown !== null && shown.at === 2) {
      const update = await ask({ kind: "step-update", n_rows: now.rows.length });
      if (update === null || mine !== course) return;
      batch(() => {
        parted.value = { ...shown, at: 3, update };
        take(update.frame);
      });
    } else {
      const parts = await ask({ kind: "step-parts", n_rows: now.rows.length });
      if (parts === null || mine !== course) return;
      batch(() => {
        lookedAtBefore ??= store.image.value;
        lookedAt.value = null;
        parted.value = { parts, at: 0, update: null };
        take(parts.frame);
        showExample(parts.frame);
      });
    }
  } finally {
    isParting = false;
  }
}

/** Put the step together again: what is shown of it goes, and the image from before comes back. */
export function leaveParts(): void {
  if (parted.value === null) return;
  const before = lookedAtBefore, { origin } = store.image.value;
  lookedAtBefore = null;
  parted.value = null;
  if (before !== null && origin.kind === "pixels") showImage(before.pixels, before.origin);
}

/** Train at another speed: at once, where it plays. */
export function setTrainSpeed(speed: number | null): void {
  trainSpeed.value = speed;
  if (run.value?.frame.status === "playing") void control("play");
}

/** Drag through the run: everything on the page shows that moment. Only the newest of the wanted moments is asked for. */
export async function lookAt(step: number): Promise<void> {
  wanted = step;
  leaveParts();
  if (isLooking) return;
  isLooking = true;
  try {
    while (wanted !== null && run.value !== null) {
      const next = wanted;
      wanted = null;
      const moment = await ask({ kind: "train-moment", step: next });
      if (moment === null || run.value === null) return;
      batch(() => {
        const { frame } = run.value as Run;
        if (frame.status === "playing") run.value = { ...(run.value as Run), frame: { ...frame, status: "paused" } };
        lookedAt.value = moment.step >= moment.newest_step ? null : moment.step;
        takeDials(moment.dials);
      });
    }
  } finally {
    isLooking = false;
  }
  askForScore();
  const now = run.value;
  if (now !== null && lookedAt.value === null) void refresh();
}

/** Go on from the moment that one looks at; the course so far stays to compare with. */
export async function branchOff(learningRate: number | null): Promise<void> {
  const now = run.value;
  if (now === null) return;
  leaveParts();
  await turnsAreSent();
  const step = lookedAt.value ?? now.frame.step;
  const frame = await ask({ kind: "train-branch", step, learning_rate: learningRate });
  if (frame === null) return;
  course += 1;
  batch(() => {
    if (step < now.frame.step) pinned.value = { name: WORDS.before(now.frame.step), curve: now.frame.curve, rows: now.rows };
    run.value = { ...now, rows: [] };
    lookedAt.value = null;
  });
  take(frame);
}

/** Keep the course as it is, to compare the next with; or drop it. */
export function pinCourse(on: boolean): void {
  const now = run.value;
  pinned.value = on && now !== null ? { name: WORDS.pinnedName(now.recipe, now.shuffled, now.frame.step), curve: now.frame.curve, rows: now.rows } : null;
}

export function chooseSettings(on: boolean): void {
  if (on && run.value?.frame.status === "playing") void control("pause");
  isChoosing.value = on;
}

export function followExamples(on: boolean): void {
  follows.value = on;
  const frame = run.value?.frame;
  if (on && frame !== undefined) showExample(frame);
}

/** Look at the image that comes next. */
export function showExample(frame: TrainFrame): void {
  if (frame.example_pixels.length === store.N_PIXELS) {
    showImage(frame.example_pixels.slice(), { kind: "pixels", from: WORDS.exampleName(frame.example_index) });
  }
}

/** Somebody turns dials: the training pauses, and they stay turned. */
export function interrupt(indices: readonly number[], values: readonly number[]): void {
  const now = run.value;
  if (now !== null) leaveParts();
  if (now === null || (now.frame.status !== "playing" && turned === null)) return;
  const isFirst = turned === null;
  turned ??= new Map();
  const own = turned;
  indices.forEach((index, k) => own.set(index, values[k] as number));
  if (!isFirst) return;
  course += 1;
  run.value = { ...now, frame: { ...now.frame, status: "paused" } };
  tell(WORDS.pausedForTurn);
  void ask({ kind: "train-control", action: "pause", speed: null, n_rows: now.rows.length }).then((frame) => {
    turned = null;
    if (frame === null || run.value === null) return;
    const next = frame.dials.slice();
    own.forEach((value, index) => { next[index] = value; });
    take({ ...frame, dials: next });
  });
}

/** Another network is open: there is no training of it. */
export function forgetRun(): void {
  course += 1;
  leaveParts();
  batch(() => {
    run.value = null;
    lookedAt.value = null;
    isChoosing.value = true;
  });
}

/** The connection was lost, and the training with it; the dials are still here. */
export function loseRun(): void {
  if (run.value === null) return;
  forgetRun();
  tell(WORDS.lostRun, true);
}

/** Show what a frame says. */
function take(frame: TrainFrame): void {
  const now = run.value;
  if (now === null) return;
  frame = withExample(frame, now.frame);
  const known = now.rows.slice(0, Math.max(0, frame.n_rows - frame.rows.length));
  batch(() => {
    run.value = { ...now, frame, rows: [...known, ...frame.rows].slice(0, frame.n_rows) };
    if (lookedAt.value === null) {
      takeDials(frame.dials);
      if (follows.value && frame.example_pixels !== now.frame.example_pixels) showExample(frame);
    }
  });
  if (frame.status === "diverged") return; // such dials have no score, and the training says why
  const time = performance.now();
  if (frame.status === "playing" && time - lastScore < SCORE_EVERY) return;
  lastScore = time;
  askForScore();
}

/** Flat out no image comes along: the last one stays. */
function withExample(frame: TrainFrame, last: TrainFrame): TrainFrame {
  if (frame.example_pixels.length > 0) return frame;
  const { example, n_in_batch, example_index, example_label, example_pixels } = last;
  return { ...frame, example, n_in_batch, example_index, example_label, example_pixels };
}

/** Ask for frames while the training plays: the next one when this one is on the screen. */
async function watch(): Promise<void> {
  if (isWatching) return;
  isWatching = true;
  try {
    while (run.value?.frame.status === "playing") {
      const mine = course;
      const frame = await ask({ kind: "train-frame", since: run.value.frame.number, n_rows: run.value.rows.length });
      if (frame === null) return;
      await painted();
      if (mine !== course || run.value === null) continue;
      if (frame.number >= run.value.frame.number) take(frame);
    }
  } finally {
    isWatching = false;
  }
}

/** The newest frame, where the training stands still. */
async function refresh(): Promise<void> {
  const mine = course, now = run.value;
  if (now === null || now.frame.status === "playing") return;
  const frame = await ask({ kind: "train-frame", since: 0, n_rows: now.rows.length });
  if (frame !== null && mine === course && lookedAt.value === null) take(frame);
}

/** The next picture on the screen; soon, too, where the page is not seen. */
function painted(): Promise<void> {
  return new Promise((over) => {
    const timer = setTimeout(over, 100);
    requestAnimationFrame(() => { clearTimeout(timer); over(); });
  });
}
