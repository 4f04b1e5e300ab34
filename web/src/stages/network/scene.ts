// What a drawing of the network shows, and the measure of its grays.

import type { Layer } from "../../messages.ts";
import type { Trace } from "../../numbers/network.ts";
import type { Place } from "../../store.ts";
import type { Colors } from "./colors.ts";
import type { Layout } from "./layout.ts";

export interface Scene {
  readonly layout: Layout;
  readonly layers: readonly Layer[];
  readonly dials: Float32Array;
  readonly trace: Trace;
  readonly selection: Place;
  readonly hovered: Place | null;
  /** Layers up to this one are lit. */
  readonly upTo: number;
  /** 0 picture, 1 column. */
  readonly unrolled: number;
  readonly lines: "flow" | "weights";
  /** 0 the whole network, 1 one neuron. */
  readonly near: number;
  readonly classes: readonly string[];
  readonly colors: Colors;
}

export type Context = CanvasRenderingContext2D;

/** What the number of a layer is measured by: 1, or its largest where activations have no upper end. */
export function scaleOf(layer: Layer, activations: ArrayLike<number>): number {
  if (layer.activation !== "relu" && layer.activation !== "identity") return 1;
  let top = 0;
  for (let k = 0; k < activations.length; k++) top = Math.max(top, Math.abs(activations[k] as number));
  return top === 0 ? 1 : top;
}

/** Where the bars of the weights stand, seen from near. */
export function barsOf(layout: Layout): { readonly middle: number; readonly half: number } {
  return { middle: Math.round(layout.width * 0.27), half: Math.round(layout.width * 0.09) };
}
