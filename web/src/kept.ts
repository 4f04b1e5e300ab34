// What the page keeps of itself in this browser, read back with care: whoever finds it may have changed anything.

import type { OpenAsk, RandomAsk } from "./messages.ts";
import type { DialsView, Origin, Place, Reading, Stage, Stroke, Theme, Zoom } from "./store.ts";

export interface Kept {
  readonly version: 1;
  readonly openedBy: OpenAsk | RandomAsk | null;
  readonly turned: readonly (readonly [index: number, value: number])[];
  readonly pixels: readonly number[];
  readonly origin: Origin;
  readonly selection: Place;
  readonly stage: Stage;
  readonly zoom: Zoom;
  readonly theme: Theme;
  readonly reading?: Partial<Reading>;
  readonly pythonOpen?: boolean;
  readonly dialsView?: DialsView;
  /** Steps of a training in a second; missing where it is flat out. */
  readonly trainSpeed?: number;
  /** The name of the data, where others were chosen than those that the lab was opened with. */
  readonly data?: string;
}

/** The parts of it that are what they must be; the others are left out. */
export type Found = { readonly [name in Exclude<keyof Kept, "version" | "pixels" | "origin">]?: Kept[name] } & {
  readonly image?: { readonly pixels: readonly number[]; readonly origin: Origin };
};

type Fields = Readonly<Record<string, unknown>>;

const VERSION = 1;
const N_PIXELS = 784;
const FIELD = 28;
const MOST_HIDDEN = 8;
const LONGEST_NAME = 100;
const MOST_TERMS = 784;
const STAGES = ["network", "dials", "matrix", "digits", "challenges", "train", "score", "descent", "landscape", "gradient", "backprop", "race", "questions", "knockout", "shift", "morph"] as const satisfies readonly Stage[];
const ZOOMS = [0, 1, 2] as const satisfies readonly Zoom[];
const THEMES = ["system", "light", "dark", "contrast", "video"] as const satisfies readonly Theme[];
const SCALES = ["linear", "gamma", "log"] as const satisfies readonly Reading["scale"][];
const DIALS_VIEWS = ["wall", "paint", "neurons"] as const satisfies readonly DialsView[];
const TRAIN_SPEEDS = [1, 10, 100, 1000];
const OF = ["weights", "terms"] as const satisfies readonly Reading["of"][];

/** Read what was kept; null where there is nothing that this page could have written. */
export function readKept(text: string | null): Found | null {
  const kept = parsed(text);
  if (kept === null || kept["version"] !== VERSION) return null;
  const { openedBy, turned, pixels, origin, selection, stage, zoom, theme, reading, pythonOpen, dialsView, trainSpeed, data } = kept;
  const found: Record<string, unknown> = {
    openedBy: isOpening(openedBy) ? openedBy : undefined,
    turned: isListOf(turned, isTurn) ? turned : undefined,
    image: isListOf(pixels, isShare) && pixels.length === N_PIXELS && isOrigin(origin) ? { pixels, origin } : undefined,
    selection: isPlace(selection) ? selection : undefined,
    stage: isOneOf(STAGES, stage) ? stage : undefined,
    zoom: isOneOf(ZOOMS, zoom) ? zoom : undefined,
    theme: isOneOf(THEMES, theme) ? theme : undefined,
    reading: readingIn(reading),
    pythonOpen: typeof pythonOpen === "boolean" ? pythonOpen : undefined,
    dialsView: isOneOf(DIALS_VIEWS, dialsView) ? dialsView : undefined,
    trainSpeed: isOneOf(TRAIN_SPEEDS, trainSpeed) ? trainSpeed : undefined,
    data: typeof data === "string" && data.length <= LONGEST_NAME ? data : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, part]) => part !== undefined)) as Found;
}

function parsed(text: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isOneOf<T>(names: readonly T[], value: unknown): value is T {
  return names.includes(value as T);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** A whole number from 0 on. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isShare(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= 1;
}

function isTurn(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && isCount(value[0]) && isNumber(value[1]);
}

function isOpening(value: unknown): value is OpenAsk | RandomAsk {
  if (!isFields(value)) return false;
  if (value["kind"] === "open") return isText(value["name"]);
  const { hidden, activation, output, cost, start, seed, for_training } = value;
  return value["kind"] === "random" && isListOf(hidden, isCount) && hidden.length <= MOST_HIDDEN &&
    [activation, output, cost, start].every(isText) && isCount(seed) && [undefined, true, false].includes(for_training as boolean | undefined);
}

function isOrigin(value: unknown): value is Origin {
  if (!isFields(value)) return false;
  switch (value["kind"]) {
    case "test": return isCount(value["index"]) && isCount(value["label"]);
    case "picture": return isText(value["name"]);
    case "pixels": return isText(value["from"]);
    case "drawing": {
      const { strokes, thickness, prepared } = value;
      return isListOf(strokes, isStroke) && isNumber(thickness) && thickness > 0 && thickness <= FIELD && typeof prepared === "boolean";
    }
    default: return false;
  }
}

/** Whole points of the field. */
function isStroke(value: unknown): value is Stroke {
  return isListOf(value, isNumber) && value.length > 0 && value.length % 2 === 0 && value.every((part) => part >= 0 && part <= FIELD);
}

function isPlace(value: unknown): value is Place {
  if (!isFields(value)) return false;
  const { kind, index, layer, neuron, from } = value;
  if (kind === "pixel") return isCount(index) && index < N_PIXELS;
  if (!isOneOf(["neuron", "bias", "weight"], kind) || !isCount(layer) || layer === 0 || !isCount(neuron)) return false;
  return kind !== "weight" || isCount(from);
}

function readingIn(value: unknown): Partial<Reading> | undefined {
  if (!isFields(value)) return undefined;
  const { scale, isShared, of, n_terms } = value;
  return {
    ...(isOneOf(SCALES, scale) && { scale }),
    ...(typeof isShared === "boolean" && { isShared }),
    ...(isOneOf(OF, of) && { of }),
    ...(isCount(n_terms) && n_terms >= 1 && n_terms <= MOST_TERMS && { n_terms }),
  };
}
