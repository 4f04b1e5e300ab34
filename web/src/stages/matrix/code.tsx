// The layer as one line of Python and as loops, side by side; the chosen row lights its line.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask, pointAt } from "../../actions.ts";
import type { Timing } from "../../messages.ts";
import { formatCount, formatShort } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/matrix.ts";

/** `index`: the layer, from 1; `row`: the neuron, from 0, or null. */
export function LayerCode({ index, row }: { readonly index: number; readonly row: number | null }) {
  const layer = store.layers.value[index - 1];
  if (layer === undefined) return null;
  const [after, before] = [`a${index}`, `a${index - 1}`], f = layer.activation;
  const a = formatShort(store.trace.value.a[index]?.[row ?? 0] ?? 0);
  const lit = (is: boolean) => (is && row !== null ? "lit" : "");
  return (
    <div class="codes">
      <figure>
        <figcaption>{WORDS.python}</figcaption>
        <pre tabIndex={0}><code>
          <span class={lit(f === "softmax")}>{`${after} = ${f}(W @ ${before} + b)`}</span>{"\n"}
          {row !== null && f !== "softmax" && <><span class="lit">{`${after}[${row}] == ${f}(W[${row}] @ ${before} + b[${row}])`}</span>{"\n"}</>}
          {row !== null && <span class="lit quiet">{WORDS.comment(row, a)}</span>}
        </code></pre>
      </figure>
      <figure>
        <figcaption>{WORDS.loops}</figcaption>
        <pre tabIndex={0}><code>
          {`for j in range(${layer.n_neurons}):`}{row !== null && <span class="quiet">{`  # j = ${row}`}</span>}{"\n"}
          {"    z[j] = b[j]\n"}
          {`    for i in range(${layer.n_inputs}):\n`}
          <span class={lit(true)}>{`        z[j] += W[j, i] * ${before}[i]`}</span>{"\n"}
          {f === "softmax" ? `${after} = softmax(z)` : `    ${after}[j] = ${f}(z[j])`}
        </code></pre>
      </figure>
      <Times index={index} />
    </div>
  );
}

const meanTimes = () => pointAt("timing");

function Times({ index }: { readonly index: number }) {
  const timing = useSignal<Timing | "asked" | null>(null);
  useEffect(() => { timing.value = null; }, [index]);
  const time = async () => {
    timing.value = "asked";
    timing.value = await ask({ kind: "timing", layer: index });
  };
  const now = timing.value;
  return (
    <p class="times" onPointerOverCapture={meanTimes} onFocusCapture={meanTimes}>
      <button type="button" disabled={now === "asked"} onClick={() => void time()}>{WORDS.time}</button>
      <span role="status">{now === "asked" ? WORDS.timing : now === null ? WORDS.untimed : WORDS.timed(formatShort(now.loops_ms), formatShort(now.matrix_ms), formatCount(now.loops_ms / now.matrix_ms))}</span>
    </p>
  );
}
