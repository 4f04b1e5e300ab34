// An image as the server is asked about it: by its number, its strokes, or pixel by pixel.

import type { PythonAsk } from "./messages.ts";
import type { Image } from "./store.ts";

export function imageAsked({ origin, pixels }: Image): PythonAsk["image"] {
  switch (origin.kind) {
    case "test": return { kind: "test", index: origin.index };
    // Without a stroke there is nothing to prepare: the image is black.
    case "drawing": return origin.strokes.length === 0 ? { kind: "pixels", pixels: [...pixels] } : {
      kind: "drawing", strokes: origin.strokes, thickness: origin.thickness, prepared: origin.prepared,
    };
    default: return { kind: "pixels", pixels: [...pixels] };
  }
}
