// What the wall shows: which dials, in what order, how large and in what colors. All of it follows from the page's state.

import { computed, effect, signal, untracked } from "@preact/signals";
import { largestSize, paletteAt, schemeChanges } from "../../panels/inspector/scale.ts";
import { SIDE, comparing, dials, hello, layers, network, reading, shows } from "../../store.ts";
import { colors } from "../network/colors.ts";
import type { Look } from "./drawing.ts";
import { type Wall, fitting, wallByPlace, wallInOrder } from "./layout.ts";
import { rampOf } from "./ramp.ts";
import { type Found, type Sorting, search, sorted } from "./search.ts";

export const CELLS = [2, 3, 4, 6, 8, 12, 16, 24] as const;
/** Free room around the wall, for the frames of cells at its edge. */
export const EDGE = 8;
const MANY = 1000;
const FULL_FROM = 0.995;
const NO_DIALS = new Float32Array(0);

export const query = signal("");
export const sorting = signal<Sorting>("place");
/** The size of a cell; 0: so large that the whole wall fits. */
export const cellChoice = signal(0);
export const viewport = signal({ width: 0, height: 0 });
export const hatched = signal<ReadonlySet<number>>(new Set());
const again = signal(0);

export const imageWidth = computed(() => hello.value?.width ?? SIDE);
export const opened = computed<Float32Array>(() => network.value?.dials ?? NO_DIALS);

const everything = computed<Found>(() => ({ mask: new Uint8Array(opened.value.length).fill(1), count: opened.value.length, unknown: "" }));

/** The dials that the words find; while nothing is searched for, all of them. */
export const found = computed<Found>(() => (query.value.trim() === "" ? everything.value : search(query.value, {
  layers: layers.value, dials: dials.value, opened: opened.value, imageWidth: imageWidth.value,
  classNames: hello.value?.class_names ?? [], neverTrained: hatched.value,
})));

/** Sorted dials keep their places while they are turned, until somebody sorts again. */
const order = signal<Uint32Array | null>(null);
effect(() => {
  void again.value;
  void query.value;
  void opened.value;
  const by = sorting.value;
  order.value = by === "place" ? null : untracked(() => sorted(found.value.mask, dials.value, opened.value, by));
});

export function sortAgain(): void {
  again.value++;
}

const wallAt = computed(() => {
  const width = Math.max(0, viewport.value.width - 2 * EDGE), inOrder = order.value;
  const [shape, across] = [layers.value, imageWidth.value];
  return (cell: number): Wall => (inOrder === null ? wallByPlace(shape, across, width, cell) : wallInOrder(inOrder, width, cell));
});

export const cell = computed<number>(() =>
  cellChoice.value || fitting(CELLS, viewport.value.height - 2 * EDGE, wallAt.value));

export const wall = computed<Wall>(() => wallAt.value(cell.value));

/** What the dials show: as they are, as they were, or how far they were turned. */
export const shown = computed<Float32Array>(() => {
  if (comparing.value || shows.value === "opened") return opened.value;
  if (shows.value === "now") return dials.value;
  return dials.value.map((value, index) => value - (opened.value[index] as number));
});

/** The number with the fullest color, of the weights and of the biases of each layer: nothing fades while a dial is turned. */
export const limits = computed(() => {
  const isDifference = shows.value === "turned" && !comparing.value;
  const from = isDifference ? shown.value : opened.value;
  return layers.value.map(({ weights_at, biases_at, n_inputs, n_neurons }) => ({
    weights: fullest(from.subarray(weights_at, weights_at + n_inputs * n_neurons)),
    biases: fullest(from.subarray(biases_at, biases_at + n_neurons)),
  }));
});

/** Full color begins where only one weight in 200 is larger: a few large ones would leave all others pale. */
function fullest(values: Float32Array): number {
  if (values.length < MANY) return largestSize(values) || 1;
  const sizes = values.map(Math.abs).sort();
  return sizes[Math.floor(FULL_FROM * (sizes.length - 1))] || sizes.at(-1) || 1;
}

export function limitOf(index: number): number {
  const layer = layers.value.findLastIndex(({ weights_at }) => weights_at <= index);
  const limit = limits.value[layer];
  return (index >= (layers.value[layer]?.biases_at ?? 0) ? limit?.biases : limit?.weights) ?? 1;
}

export const palette = computed(() => {
  void colors.value;
  void schemeChanges.value;
  return paletteAt(document.documentElement);
});
export const ramp = computed(() => rampOf(palette.value));

/** What the drawing needs besides the numbers. */
export const look = computed<Omit<Look, "values">>(() => {
  const first = layers.value[0], isBlack = hatched.value, limit = byIndex();
  return {
    palette: palette.value, ramp: ramp.value, scale: reading.value.scale, largest: limit,
    mask: query.value === "" || sorting.value !== "place" ? null : found.value.mask,
    isHatched: (index) => first !== undefined && index < first.biases_at && isBlack.has((index - first.weights_at) % first.n_inputs),
  };
});

function byIndex(): (index: number) => number {
  const bounds = layers.value.flatMap(({ weights_at, biases_at }, l) => [
    { from: biases_at, limit: limits.value[l]?.biases ?? 1 }, { from: weights_at, limit: limits.value[l]?.weights ?? 1 },
  ]).sort((a, b) => b.from - a.from);
  return (index) => bounds.find(({ from }) => index >= from)?.limit ?? 1;
}
