// What the server finds for each part that is silenced: asked piece after piece, and anew when the dials turn.

import { useEffect, useState } from "preact/hooks";
import { ask } from "../../actions.ts";
import type { KnockOutAsk, KnockedOut, SilencedPart } from "../../messages.ts";
import { connection, layers, score } from "../../store.ts";

const AT_ONCE = 64;

export type Ranked = SilencedPart;

export interface Silenced {
  readonly whole: KnockedOut | null;
  /** Ranked by what breaks, as far as they are known. */
  readonly parts: readonly Ranked[];
  readonly n_parts: number;
  readonly isDone: boolean;
}

const NOTHING: Silenced = { whole: null, parts: [], n_parts: 0, isDone: false };

/** Silence the neurons of all hidden layers (`into` is 0), or the connections into a layer. */
export function useSilenced(into: number, nLayers: number, hold: KnockOutAsk["hold"]): Silenced {
  const [state, setState] = useState<Silenced & { readonly about: string }>({ ...NOTHING, about: "" });
  const about = `${into} ${nLayers} ${hold}`, isOpen = connection.value === "open", moment = score.value;
  useEffect(() => {
    if (!isOpen || moment === null) return;
    let isWanted = true;
    const work = async () => {
      const wanted = into === 0 ? layers.value.slice(0, -1).map((_, l) => l + 1) : [into];
      const n = wanted.reduce((sum, layer) => sum + countOf(layer, into), 0);
      let parts: readonly Ranked[] = [];
      for (const layer of wanted) {
        for (let start = 0; start < countOf(layer, into); start += AT_ONCE) {
          const found = await ask({ kind: "knock-out", of: into === 0 ? "neurons" : "connections", layer, hold, start, count: AT_ONCE });
          if (found === null || !isWanted) return;
          parts = [...parts, ...found.parts].sort((one, other) => one.n_correct - other.n_correct || other.cost - one.cost);
          setState({ about, whole: found, parts, n_parts: n, isDone: parts.length === n });
        }
      }
    };
    void work();
    return () => { isWanted = false; };
  }, [about, isOpen, moment]);
  return state.about === about ? state : NOTHING;
}

function countOf(layer: number, into: number): number {
  const shape = layers.value[layer - 1];
  return shape === undefined ? 0 : into === 0 ? shape.n_neurons : shape.n_neurons * shape.n_inputs;
}
