// What the page knows: one signal for each thing, all in one place. Only actions.ts changes them.

import { computed, signal } from "@preact/signals";
import type { Hello, Layer, OpenAsk, PythonAsk, RandomAsk, Score, ShownNetwork } from "./messages.ts";
import { type Trace, argmax, forward } from "./numbers/network.ts";
import type { Connection } from "./source.ts";

/** A pen stroke: x and y by turns, in pixels of the pad's 28 x 28 field. */
export type Stroke = readonly number[];

/** Where the pixels come from; what the Python that makes them needs. */
export type Origin =
  | { readonly kind: "drawing"; readonly strokes: readonly Stroke[]; readonly thickness: number; readonly prepared: boolean }
  | { readonly kind: "test"; readonly index: number; readonly label: number }
  | { readonly kind: "picture"; readonly name: string }
  | { readonly kind: "pixels"; readonly from: string };

export interface Image {
  /** 784 numbers, 0 black to 1 white ink, row by row. */
  readonly pixels: Float32Array;
  readonly origin: Origin;
}

/** Something on the page that can be selected and asked. Layers are counted from 1, layer 0 is the image. */
export type Place =
  | { readonly kind: "pixel"; readonly index: number }
  | { readonly kind: "neuron"; readonly layer: number; readonly neuron: number }
  | { readonly kind: "bias"; readonly layer: number; readonly neuron: number }
  | { readonly kind: "weight"; readonly layer: number; readonly neuron: number; readonly from: number };

export type Stage = "network" | "dials" | "matrix" | "digits" | "challenges" | "train" | "score" | "descent" | "landscape" | "gradient" | "backprop" | "race" | "questions" | "knockout" | "shift" | "morph";
/** How near one stands: the whole network, one neuron, its arithmetic. */
export type Zoom = 0 | 1 | 2;
export type Theme = "system" | "light" | "dark" | "contrast" | "video";

/** How a weight becomes a color: in proportion, to the power of 0.3, or by its logarithm. */
export type Scale = "linear" | "gamma" | "log";
/** How pictures of weights are read: their scale, one scale for all neurons of a layer or one each, and of what. */
export interface Reading {
  readonly scale: Scale;
  readonly isShared: boolean;
  readonly of: "weights" | "terms";
  /** How many terms of a weighted sum have a line of their own. */
  readonly n_terms: number;
}

/** How the dials are shown: all on one wall, one neuron's to paint on, or neurons to knock out. */
export type DialsView = "wall" | "paint" | "neurons";
/** Which of its values a dial shows: the one now, the one when the network was opened, or how far it was turned. */
export type Shows = "now" | "opened" | "turned";

export const N_PIXELS = 784;
export const SIDE = 28;

export const connection = signal<Connection>("connecting");
export const hello = signal<Hello | null>(null);
/** The data that were chosen on the page; null for those that the lab was opened with. */
export const dataName = signal<string | null>(null);
/** The network as it was opened; its dials are the original ones. */
export const network = signal<ShownNetwork | null>(null);
/** The ask that opened it, and opens it again after a reload or a restart of the server. */
export const openedBy = signal<OpenAsk | RandomAsk | null>(null);
/** All dials as they are now: a new array after every turn. */
export const dials = signal<Float32Array>(new Float32Array(0));
/** What the test images say; null while it is asked for the first time. */
export const score = signal<Score | null>(null);
/** Whether a newer score is on its way. */
export const scoring = signal(false);
export const image = signal<Image>({
  pixels: new Float32Array(N_PIXELS),
  origin: { kind: "drawing", strokes: [], thickness: 2.35, prepared: true },
});
export const selection = signal<Place>({ kind: "neuron", layer: 1, neuron: 0 });
export const hovered = signal<Place | null>(null);
export const stage = signal<Stage>("network");
export const zoom = signal<Zoom>(0);
export const theme = signal<Theme>("system");
/** How far a slow propagation has come: layers up to this one are lit; null: all of them, at once. */
export const shownUpTo = signal<number | null>(null);
/** Whether the help with the list of keys is open. */
export const helpOpen = signal(false);
/** Whether the slow propagation goes on by itself, and how many layers it lights in a second. */
export const playing = signal(false);
export const speed = signal(1);
/** Whether the picture stands as one column of all its pixels. */
export const unrolled = signal(false);
/** What the connections show: what flows through them now (weight times activation), or the weights themselves. */
export const lines = signal<"flow" | "weights">("flow");
export const dialsView = signal<DialsView>("wall");
export const shows = signal<Shows>("now");
/** Whether somebody holds the key or button that shows the dials as they were. */
export const comparing = signal(false);
/** A sentence for everybody, screen readers too: what just happened, or what failed. */
export const notice = signal<{ readonly text: string; readonly failed: boolean } | null>(null);

export const reading = signal<Reading>({ scale: "linear", isShared: false, of: "weights", n_terms: 8 });
/** The panel whose Python is shown: the one that was pointed at or focused last. */
export const pythonPanel = signal<PythonAsk["panel"]>("neuron");
/** What else that Python needs: the ask of the panel itself, the number of a test image, another image than the one shown. */
export type PythonDetails = Partial<Omit<PythonAsk, "kind" | "panel" | "layer" | "neuron">>;
export const pythonDetails = signal<PythonDetails>({});
export const pythonOpen = signal(false);

export const layers = computed<readonly Layer[]>(() => network.value?.layers ?? []);
export const trace = computed<Trace>(() => forward(layers.value, dials.value, image.value.pixels));
/** The outputs, and the network's choice among them: the brightest; of equally bright ones the first. */
export const outputs = computed<Float64Array>(() => trace.value.a.at(-1) as Float64Array);
export const answer = computed<number>(() => argmax(outputs.value));
/** Whether there is any ink to look at. */
export const hasInk = computed<boolean>(() => image.value.pixels.some((pixel) => pixel > 0));
