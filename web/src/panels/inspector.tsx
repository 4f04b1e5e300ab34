// The inspector on the right: it always explains what is selected.

import { selection } from "../store.ts";
import { WORDS } from "../words/inspector.ts";
import { neuronName, pixelName, pythonPlace } from "./inspector/names.ts";
import { NeuronView, Neighbors } from "./inspector/neuron.tsx";
import { PixelView } from "./inspector/pixel.tsx";
import { WeightView } from "./inspector/weight.tsx";

export function Inspector() {
  const place = selection.value;
  return (
    <aside class="inspector" aria-label={WORDS.title}>
      <header class="inspector-head">
        <h2 class="large" aria-live="polite">{heading()}</h2>
        {place.kind === "neuron" && <Neighbors layer={place.layer} neuron={place.neuron} />}
        <p class="small quiet">{WORDS.inPython} <code>{pythonPlace(place)}</code></p>
      </header>
      {place.kind === "pixel" && <PixelView index={place.index} />}
      {place.kind === "weight" && <WeightView place={place} />}
      {(place.kind === "neuron" || place.kind === "bias") && <NeuronView place={place as typeof place & { kind: "neuron" | "bias" }} />}
    </aside>
  );
}

function heading(): string {
  const place = selection.value;
  switch (place.kind) {
    case "pixel": return WORDS.pixelTitle(pixelName(place.index));
    case "weight": return WORDS.weightTitle;
    case "bias": return WORDS.biasOf(neuronName(place.layer, place.neuron));
    case "neuron": return neuronName(place.layer, place.neuron);
  }
}
