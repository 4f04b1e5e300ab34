// Everything that changes what the page knows. A panel calls these and reads store.ts, and changes nothing itself.

import { batch } from "@preact/signals";
import { doAgain, forget, remember, takeBack } from "./history.ts";
import type { Answers, Ask, OpenAsk, PythonAsk, RandomAsk, RetrainAsk, ShownNetwork } from "./messages.ts";
import { type Connection, Lab, LostError, type Source } from "./source.ts";
import * as store from "./store.ts";
import { forgetExperiment } from "./questions.ts";
import { forgetRun, interrupt, loseRun } from "./training.ts";
import { WORDS } from "./words/common.ts";

let source: Source | null = null;
/** Dials that were turned here and of which the server does not know yet. */
const unsent = new Map<number, number>();
/** Dials in one message: the server takes messages of up to a mebibyte. */
const MOST_SENT = 20_000;
let isSending = false;
/** How long one has to stay with a panel for its Python to be shown, in milliseconds. */
const PASSING = 250;
let pointing = 0;

/** Connect to the lab. `restore` brings back, after the first greeting, what was there before a reload; it tells whether that had an image. */
export function start(restore: () => Promise<boolean>): void {
  let isFirst = true;
  source = new Lab((connection) => {
    store.connection.value = connection;
    if (connection !== "open") return;
    void (isFirst ? begin(restore) : comeBack());
    isFirst = false;
  });
}

/** Ask the server; a failure is told to everybody and gives null. */
export async function ask<A extends Ask>(question: A): Promise<Answers[A["kind"]] | null> {
  try {
    if (source === null) throw new LostError("The page has not begun.");
    return await source.ask(question);
  } catch (error) {
    if (!(error instanceof LostError)) tell(error instanceof Error ? error.message : String(error), true);
    return null;
  }
}

/** Say something to everybody, screen readers too. */
export function tell(text: string, failed = false): void {
  store.notice.value = { text, failed };
}

export function quiet(): void {
  store.notice.value = null;
}

// The network.

/** Open a network by its name, or a new random one. */
export async function openNetwork(question: OpenAsk | RandomAsk): Promise<boolean> {
  return show(await ask(question), question);
}

/** Look at other data, and at the first network for them. */
export async function useData(name: string): Promise<boolean> {
  const found = await ask({ kind: "use-data", name });
  if (found === null) return false;
  batch(() => {
    store.hello.value = found;
    store.dataName.value = name;
  });
  return openNetwork({ kind: "open", name: found.first });
}

/** Save the network as it is under a name, and look at it under that. */
export async function keepNetwork(name: string): Promise<boolean> {
  const kept = show(await ask({ kind: "keep", name }), { kind: "open", name });
  if (kept) {
    store.hello.value = await ask({ kind: "hello" });
    tell(WORDS.kept(name));
  }
  return kept;
}

function show(shown: ShownNetwork | null, question: OpenAsk | RandomAsk): boolean {
  if (shown === null) return false;
  batch(() => {
    unsent.clear();
    forgetRun();
    store.openedBy.value = question;
    forget();
    store.network.value = shown;
    store.dials.value = shown.dials.slice();
    store.score.value = null;
    store.shownUpTo.value = null;
    if (!isThere(store.selection.value)) store.selection.value = { kind: "neuron", layer: 1, neuron: 0 };
  });
  void rescore();
  return true;
}

/** Whether the network has such a place. */
export function isThere(place: store.Place): boolean {
  if (place.kind === "pixel") return place.index < (store.network.value?.sizes[0] ?? 0);
  const layer = store.layers.value[place.layer - 1];
  if (layer === undefined || place.neuron >= layer.n_neurons) return false;
  return place.kind !== "weight" || place.from < layer.n_inputs;
}

// The dials.

/** Turn dials. Everything on the page follows at once, the score as soon as it is known. `joins`: part of the last turn. */
export function turnDials(indices: readonly number[], values: readonly number[], label: string, joins = false): void {
  const after = values.map(Math.fround);
  if (!after.every(Number.isFinite)) return tell(WORDS.notFinite, true);
  const before = indices.map((index) => store.dials.value[index] as number);
  if (after.every((value, k) => value === before[k])) return;
  remember({ label, indices, before, after }, joins);
  apply(indices, after);
}

/** Train the network on, on the server; all its dials turn, in one turn that can be undone. */
export async function trainOn(question: RetrainAsk, label: string): Promise<boolean> {
  const trained = await ask(question);
  if (trained === null || trained.n_parameters !== store.dials.value.length) return false;
  turnDials([...trained.dials.keys()], [...trained.dials], label);
  return true;
}

export function undo(): void {
  const turn = takeBack();
  if (turn !== null) apply(turn.indices, turn.before);
}

export function redo(): void {
  const turn = doAgain();
  if (turn !== null) apply(turn.indices, turn.after);
}

/** Turn every dial back to where it was when the network was opened. That can be undone too. */
export function revert(): void {
  const changed = turnedDials();
  const original = store.network.value?.dials;
  if (original === undefined || changed.length === 0) return;
  turnDials(changed, changed.map((index) => original[index] as number), WORDS.reverted);
}

/** The places of all dials that are not as they were. */
export function turnedDials(): number[] {
  const original = store.network.value?.dials ?? new Float32Array(0);
  const found: number[] = [];
  store.dials.value.forEach((value, index) => value !== original[index] && found.push(index));
  return found;
}

/** Take all dials as a training has them. */
export function takeDials(next: Float32Array): void {
  store.dials.value = next;
}

/** Ask for the score of the dials as they are. */
export function askForScore(): void {
  void rescore();
}

/** Wait until the server knows every dial that was turned here. */
export async function turnsAreSent(): Promise<void> {
  while (isSending && unsent.size > 0) await new Promise((over) => setTimeout(over, 10));
}

function apply(indices: readonly number[], values: readonly number[]): void {
  interrupt(indices, values);
  const next = store.dials.value.slice();
  indices.forEach((index, k) => {
    next[index] = values[k] as number;
    unsent.set(index, values[k] as number);
  });
  store.dials.value = next;
  void rescore();
}

/** Send what is new and ask for the score; one ask at a time, and what changes meanwhile goes with the next. */
async function rescore(): Promise<void> {
  if (isSending) return;
  isSending = true;
  store.scoring.value = true;
  try {
    do {
      const indices = [...unsent.keys()].slice(0, MOST_SENT);
      const values = indices.map((index) => unsent.get(index) as number);
      for (const index of indices) unsent.delete(index);
      const answer = await ask(indices.length > 0 ? { kind: "turn", indices, values } : { kind: "score" });
      if (answer === null) return;
      if (unsent.size === 0) store.score.value = answer;
    } while (unsent.size > 0);
  } finally {
    isSending = false;
    store.scoring.value = false;
  }
}

// What one looks at, and where from.

export function showImage(pixels: Float32Array, origin: store.Origin): void {
  store.image.value = { pixels, origin };
}

export function select(place: store.Place): void {
  store.selection.value = place;
}

export function hover(place: store.Place | null): void {
  store.hovered.value = place;
}

export function goTo(stage: store.Stage): void {
  store.stage.value = stage;
}

/** Look at the dials in this way. */
export function viewDials(view: store.DialsView): void {
  store.dialsView.value = view;
}

/** Show the dials as they are, as they were, or how far they were turned. */
export function showDials(shows: store.Shows): void {
  store.shows.value = shows;
}

/** Show the dials as they were, for as long as somebody holds a key or a button. */
export function compare(isHeld: boolean): void {
  store.comparing.value = isHeld;
}

export function zoomTo(zoom: store.Zoom): void {
  store.zoom.value = zoom;
}

/** Light the layers up to this one (0: the image alone); null lights all of them at once. */
export function propagateTo(layer: number | null): void {
  const last = store.layers.value.length;
  store.shownUpTo.value = layer === null ? null : Math.min(Math.max(0, layer), last);
}

/** One layer forward or back; the first step forward begins at the image. Stops the playing. */
export function stepBy(step: 1 | -1): void {
  store.playing.value = false;
  const last = store.layers.value.length;
  propagateTo((store.shownUpTo.value ?? (step === 1 ? -1 : last)) + step);
}

/** Light one layer after the other, from the image on where all are lit; or stop that. */
export function play(on: boolean): void {
  const { shownUpTo, layers } = store;
  if (on && (shownUpTo.value === null || shownUpTo.value >= layers.value.length)) propagateTo(0);
  store.playing.value = on;
}

/** How many layers the playing lights in a second. */
export function setSpeed(speed: number): void {
  store.speed.value = speed;
}

/** Light all layers at once, always. */
export function showAtOnce(): void {
  store.playing.value = false;
  propagateTo(null);
}

export function unroll(on: boolean): void {
  store.unrolled.value = on;
}

export function showLines(lines: "flow" | "weights"): void {
  store.lines.value = lines;
}

export function openHelp(open: boolean): void {
  store.helpOpen.value = open;
}

export function setTheme(theme: store.Theme): void {
  store.theme.value = theme;
}

/** Read pictures of weights in another way. */
export function readWeights(change: Partial<store.Reading>): void {
  store.reading.value = { ...store.reading.value, ...change };
}

/** Remember which panel is pointed at or focused: its Python is what one asks for. What is only passed over does not count. */
export function pointAt(panel: PythonAsk["panel"], details: () => store.PythonDetails = () => ({})): void {
  clearTimeout(pointing);
  pointing = window.setTimeout(() => showPythonOf(panel, details()), PASSING);
}

/** Whoever goes to the Python itself means the panel that it is of, not those on the way. */
export function stopPointing(): void {
  clearTimeout(pointing);
}

export function showPythonOf(panel: PythonAsk["panel"], details: store.PythonDetails = {}): void {
  stopPointing();
  if (panel === store.pythonPanel.value && JSON.stringify(details) === JSON.stringify(store.pythonDetails.value)) return;
  batch(() => {
    store.pythonPanel.value = panel;
    store.pythonDetails.value = details;
  });
}

export function openPython(isOpen: boolean): void {
  store.pythonOpen.value = isOpen;
}

// Beginning, and coming back after the server was away.

async function begin(restore: () => Promise<boolean>): Promise<void> {
  store.hello.value = await ask({ kind: "hello" });
  const empty = store.image.value;
  if (!(await restore())) void showFirst(empty);
  const first = store.hello.value?.first;
  if (store.network.value === null && first !== undefined) await openNetwork({ kind: "open", name: first });
}

/** On a first visit the network looks at a test image, unless somebody was quicker to draw one. */
async function showFirst(empty: store.Image): Promise<void> {
  const test = await ask({ kind: "test-image", index: 0 });
  if (test !== null && store.image.value === empty) showImage(test.pixels.slice(), { kind: "test", index: 0, label: test.label });
}

async function comeBack(): Promise<void> {
  loseRun();
  forgetExperiment();
  const changed = turnedDials();
  const question = store.openedBy.value;
  if (question === null) return;
  if (store.dataName.value !== null && (await ask({ kind: "use-data", name: store.dataName.value })) === null) store.dataName.value = null;
  if ((await ask(question)) === null) {
    // The network is no longer there: show what the server shows, so that its score is that of the page's dials.
    const first = store.hello.value?.first;
    if (first !== undefined && store.connection.value === "open") await openNetwork({ kind: "open", name: first });
    return;
  }
  for (const index of changed) unsent.set(index, store.dials.value[index] as number);
  void rescore();
}

export type { Connection };
