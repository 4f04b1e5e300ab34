// The line and the plane that the page looks at, and how they are measured: piece after piece, coarse to fine.

import { batch, signal } from "@preact/signals";
import { ask, turnDials, turnsAreSent } from "../../actions.ts";
import type { Landscape, LandscapeAsk } from "../../messages.ts";
import { connection, dials, hello, stage } from "../../store.ts";
import { run } from "../../training.ts";
import { WORDS } from "../../words/landscape.ts";
import { type Grid, coarseToFine, isMeasured, newGrid, spread } from "./ground.ts";

export type Way = "line" | "plane";
export type PlaneKind = Exclude<LandscapeAsk["of"], "dial">;

export interface Cut {
  readonly asked: LandscapeAsk;
  readonly found: Landscape;
  readonly grid: Grid;
  readonly nMeasured: number;
  /** Seconds from the ask to the last point; 0 as long as it is not whole. */
  readonly seconds: number;
}

/** One point more than an even number, so that the network itself is one of them, and the ends of every spacing too. */
export const N_LINE = 201;
export const SIDES = [33, 65] as const;
export const MOST_IMAGES = 10_000;
const FEW_IMAGES = 1000;
const PIECE = 64;
const NO_POINTS = new Float64Array(1);

export const way = signal<Way>("line");
/** Over which images the cost is averaged. */
export const images = signal<{ readonly split: "test" | "train"; readonly n: number }>({ split: "test", n: MOST_IMAGES });
/** The dial that the line goes along; null: the steepest. */
export const chosenDial = signal<number | null>(null);
export const kind = signal<PlaneKind>("gradient");
export const seed = signal(0);
export const side = signal<number>(SIDES[0]);
/** How far one looks: 1 is as far as the library suggests. */
export const zooms = signal<Readonly<Record<Way, number>>>({ line: 1, plane: 1 });
export const line = signal<Cut | null>(null);
export const plane = signal<Cut | null>(null);
export const isAsking = signal(false);
/** What the network was moved to by hand, on which plane. */
export const moved = signal<{ readonly number: number; readonly x: number; readonly y: number; readonly dials: Float32Array } | null>(null);

/** The newest wish of each way; older ones stop. */
const wishes: Record<Way, number> = { line: 0, plane: 0 };

/** The images that one can average over. */
export function choices(): { readonly split: "test" | "train"; readonly n: number }[] {
  const { n_test = 0, n_train = 0 } = hello.value ?? {};
  const few = { split: "test", n: Math.min(FEW_IMAGES, n_test) } as const, test = { split: "test", n: Math.min(MOST_IMAGES, n_test) } as const;
  const all = [test, few, { split: "train", n: Math.min(MOST_IMAGES, n_train) } as const];
  return all.filter(({ split, n }, k) => n > 0 && all.findIndex((other) => other.split === split && other.n === n) === k);
}

/** Lay a line or a plane through the network as it is, and measure it. */
export async function look(at: Way): Promise<void> {
  const mine = ++wishes[at], begun = performance.now(), shown = at === "line" ? line : plane;
  const { split, n } = images.value;
  const asked: LandscapeAsk = { kind: "landscape", of: at === "line" ? "dial" : kind.value, dial: at === "line" ? chosenDial.value : null, split, n_images: n, seed: seed.value };
  isAsking.value = true;
  await turnsAreSent();
  const found = mine === wishes[at] ? await ask(asked) : null;
  if (mine !== wishes[at]) return;
  isAsking.value = false;
  if (found === null) return;
  shown.value = { asked, found, grid: gridOf(at, found), nMeasured: 0, seconds: 0 };
  await measure(at, mine, begun);
}

/** Look further, or more closely, at the same line or plane. */
export async function zoomBy(at: Way, factor: number): Promise<void> {
  const shown = at === "line" ? line : plane, now = shown.value;
  zooms.value = { ...zooms.value, [at]: zooms.value[at] * factor };
  if (now === null) return;
  const mine = ++wishes[at];
  shown.value = { ...now, grid: gridOf(at, now.found), nMeasured: 0, seconds: 0 };
  await measure(at, mine, performance.now());
}

/** Go on where one left off: the view was left, or the number of points changed. */
export async function goOn(at: Way): Promise<void> {
  const now = (at === "line" ? line : plane).value;
  if (now === null || connection.value !== "open") return look(at);
  const grid = gridOf(at, now.found), isSame = grid.x.length === now.grid.x.length;
  if (isSame && now.nMeasured === now.grid.costs.length) return;
  const mine = ++wishes[at];
  if (!isSame) (at === "line" ? line : plane).value = { ...now, grid, nMeasured: 0, seconds: 0 };
  await measure(at, mine, performance.now());
}

/** What was measured on another connection, or of another network, is forgotten. */
export function forgetCuts(): void {
  wishes.line++;
  wishes.plane++;
  batch(() => {
    line.value = null;
    plane.value = null;
    moved.value = null;
    isAsking.value = false;
  });
}

/** The cost at one point of a line or plane, measured now; null where it cannot be. */
export async function costAt({ found }: Cut, x: number, y: number): Promise<number | null> {
  const answer = await ask({ kind: "landscape-costs", number: found.number, x: [x], y: found.of === "dial" ? [] : [y] });
  return answer === null ? null : answer.costs[0] ?? Infinity;
}

/** Move the network of the page to a point of the plane. */
export async function moveTo({ found }: Cut, x: number, y: number): Promise<void> {
  const answer = await ask({ kind: "landscape-dials", number: found.number, x, y });
  if (answer === null || answer.dials.length !== dials.value.length) return;
  turnDials([...answer.dials.keys()], [...answer.dials], WORDS.movedLabel);
  moved.value = { number: found.number, x, y, dials: answer.dials };
}

/** Whether two rows of dials are the same; one dial may differ. */
export function areSame(a: Float32Array, b: Float32Array, but = -1): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k] && k !== but) return false;
  return true;
}

/** Whether there is a training with enough moments for a plane through its path. */
export function hasPath(): boolean {
  return (run.value?.frame.moments.length ?? 0) >= 3;
}

function gridOf(at: Way, { low, high }: Landscape): Grid {
  const zoom = zooms.value[at];
  const axis = (k: number, count: number) => {
    const [from, to] = [low[k] as number, high[k] as number], middle = (from + to) / 2;
    return spread(middle + (from - middle) * zoom, middle + (to - middle) * zoom, count);
  };
  return at === "line" ? newGrid(axis(0, N_LINE), NO_POINTS) : newGrid(axis(0, side.value), axis(1, side.value));
}

/** Ask for what is not measured yet, while somebody looks. */
async function measure(at: Way, mine: number, begun: number): Promise<void> {
  const shown = at === "line" ? line : plane;
  const first = shown.value as Cut, { x, y, costs } = first.grid, { number } = first.found;
  const waiting = [...coarseToFine(y.length, x.length)].filter((place) => !isMeasured(costs[place]));
  while (waiting.length > 0 && mine === wishes[at] && stage.value === "landscape") {
    const piece = waiting.slice(0, PIECE);
    const right = piece.map((place) => x[place % x.length] as number), up = piece.map((place) => y[Math.floor(place / x.length)] as number);
    const answer = await ask({ kind: "landscape-costs", number, x: right, y: at === "line" ? [] : up });
    if (answer === null || mine !== wishes[at] || shown.value === null) return;
    answer.costs.forEach((cost, k) => { costs[piece[k] as number] = cost ?? Infinity; });
    waiting.splice(0, answer.costs.length);
    const seconds = waiting.length === 0 ? (performance.now() - begun) / 1000 : 0;
    shown.value = { ...shown.value, grid: { x, y, costs }, nMeasured: costs.length - waiting.length, seconds };
  }
}
