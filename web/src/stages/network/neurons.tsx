// A button on every neuron of the diagram: focus, name and value for keyboard, touch and screen readers.

import { useEffect, useRef, useState } from "preact/hooks";
import { hover, select, zoomTo } from "../../actions.ts";
import { formatShort } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS, neuronName } from "../../words/network.ts";
import type { Layout } from "./layout.ts";
import { spot } from "../../panels/spot.ts";

const SETTLES = 150;
const LEAST = 16;

/** One of them is in the tab order; arrow keys go to the others. */
export function NeuronButtons({ layout }: { readonly layout: Layout }) {
  const group = useRef<HTMLDivElement>(null);
  const trace = useSettled();
  const upTo = store.shownUpTo.value ?? Number.POSITIVE_INFINITY;
  const classes = store.hello.value?.class_names ?? [], layers = store.layers.value;
  const at = store.selection.value.kind === "pixel" ? { layer: 1, neuron: 0 } : store.selection.value;
  const go = (event: KeyboardEvent) => {
    const to = neighbor(event.key, at.layer, at.neuron);
    if (to === null) return;
    event.preventDefault();
    if (to.layer === 0) return group.current?.parentElement?.querySelector<HTMLElement>(".stage-pixels")?.focus();
    select({ kind: "neuron", ...to });
    requestAnimationFrame(() => group.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus());
  };
  return (
    <div ref={group} role="group" aria-label={WORDS.stage} class="neurons" onKeyDown={go}>
      {layout.dots.map((dots, l) => layout.alpha[l] === 0 ? null : dots.map((dot, neuron) => {
        const isAt = at.layer === l + 1 && at.neuron === neuron, side = Math.max(LEAST, 2 * dot.r);
        const value = l + 1 <= upTo ? formatShort(trace.a[l + 1]?.[neuron] ?? 0) : null;
        return (
          <button key={`${l} ${neuron}`} type="button" tabIndex={isAt ? 0 : -1} aria-pressed={isAt}
            aria-label={WORDS.neuron(neuronName(layers, l + 1, neuron, classes), value)}
            style={spot(dot.x - side / 2, dot.y - side / 2, side, side)}
            onFocus={() => hover({ kind: "neuron", layer: l + 1, neuron })} onBlur={() => hover(null)}
            onClick={(event) => { if (event.detail === 0) nearer(l + 1, neuron); }} />
        );
      }))}
    </div>
  );
}

/** Enter on a neuron: select it and go nearer. */
function nearer(layer: number, neuron: number): void {
  select({ kind: "neuron", layer, neuron });
  zoomTo(store.zoom.value === 0 ? 1 : 2);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".arithmetic h2")?.focus());
}

/** Where an arrow key leads: up and down within the layer, left and right to the layers beside it. */
function neighbor(key: string, layer: number, neuron: number): { layer: number; neuron: number } | null {
  const sizes = store.network.value?.sizes ?? [], count = sizes[layer] ?? 1;
  const across = (to: number) => ({ layer: to, neuron: to === 0 ? 0 : Math.floor(((neuron + 0.5) / count) * (sizes[to] ?? 1)) });
  switch (key) {
    case "ArrowUp": return neuron > 0 ? { layer, neuron: neuron - 1 } : null;
    case "ArrowDown": return neuron < count - 1 ? { layer, neuron: neuron + 1 } : null;
    case "ArrowLeft": return across(layer - 1);
    case "ArrowRight": return layer < sizes.length - 1 ? across(layer + 1) : null;
    case "Home": return { layer, neuron: 0 };
    case "End": return { layer, neuron: count - 1 };
    default: return null;
  }
}

/** The activations, a moment after they last changed: names need not follow every move of the pen. */
function useSettled() {
  const [trace, setTrace] = useState(store.trace.peek());
  useEffect(() => {
    let timer = 0;
    const stop = store.trace.subscribe((next) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => setTrace(next), SETTLES);
    });
    return () => { stop(); clearTimeout(timer); };
  }, []);
  return trace.a.length === store.layers.value.length + 1 ? trace : store.trace.value;
}
