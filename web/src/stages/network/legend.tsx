// What gray, color and dashes mean, with their scales.

import { formatShort } from "../../numbers/format.ts";
import { layers, trace } from "../../store.ts";
import { WORDS } from "../../words/network.ts";
import { scaleOf } from "./scene.ts";

export function Legend() {
  const tops = layers.value.map((layer, l) =>
    layer.activation === "relu" || layer.activation === "identity" ? formatShort(scaleOf(layer, trace.value.a[l + 1] ?? [])) : null);
  return (
    <p class="stage-legend small quiet">
      <span class="legend-ramp" aria-hidden="true" /> <span>{WORDS.activations} {WORDS.scale(tops)}</span>
      <span class="legend-line" aria-hidden="true" /> <span>{WORDS.positive}</span>
      <span class="legend-line legend-minus" aria-hidden="true" /> <span>{WORDS.negative}</span>
    </p>
  );
}
