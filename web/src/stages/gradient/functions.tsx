// Three functions, each on top of the last: the network, its cost, and the gradient of that.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { pointAt } from "../../actions.ts";
import type { Layer } from "../../messages.ts";
import { formatCount, formatFixed, formatShort } from "../../numbers/format.ts";
import { Num } from "../../panels/number.tsx";
import * as store from "../../store.ts";
import { WORDS } from "../../words/gradient.ts";
import { Digit } from "../dials/digit.tsx";
import { ramp } from "../dials/sight.ts";
import { stepOf } from "../dials/ramp.ts";
import { gradient } from "./known.ts";
import { limitsOf } from "./limits.ts";
import { details } from "./pictures.tsx";

const PICTURE = 80;
const LAST = 3;

export function FunctionsView() {
  const now = gradient.value, { pixels } = store.image.value, outputs = store.outputs.value;
  const [nPixels, nOutputs, nDials] = [pixels.length, outputs.length, store.dials.value.length].map(formatCount) as [string, string, string];
  const point = () => pointAt("functions", details), answer = store.hello.value?.class_names[store.answer.value] ?? String(store.answer.value);
  return (
    <section class="functions-live" onPointerOverCapture={point} onFocusCapture={point}>
      <Row name={WORDS.network} of={`${nPixels} → ${nOutputs}`} made={WORDS.networkMade(nDials)}
        from={<Digit pixels={pixels} side={PICTURE} label={WORDS.pixels(nPixels)} />} fromCaption={WORDS.pixels(nPixels)}
        to={<Outputs values={outputs} />} toCaption={WORDS.outputs(nOutputs, answer)} />
      <Row name={WORDS.cost} of={`${nDials} → 1`} made={WORDS.costMade(now?.n_done ?? 0)}
        from={<Strip values={store.dials.value} label={WORDS.dials(nDials)} />} fromCaption={WORDS.dials(nDials)}
        to={now === null ? <span class="quiet">…</span> : <Num class="huge" value={now.cost} text={formatShort(now.cost)} name={WORDS.costName} formula="C = 1/n Σ Σ (aₖ − yₖ)²" />} toCaption={WORDS.costOut} />
      <Row name={WORDS.gradient} of={`${nDials} → ${nDials}`} made={WORDS.gradientMade}
        from={<Strip values={store.dials.value} label={WORDS.dials(nDials)} />} fromCaption={WORDS.dials(nDials)}
        to={now === null ? <span class="quiet">…</span> : <Strip values={now.slopes} label={WORDS.slopes(nDials)} isGradient />} toCaption={now === null ? "" : WORDS.slopesOut(nDials, lastOf(now.slopes), formatShort(now.length))} />
    </section>
  );
}

type Child = ComponentChildren;

interface RowProps {
  readonly name: string;
  readonly of: string;
  readonly made: string;
  readonly from: Child;
  readonly fromCaption: string;
  readonly to: Child;
  readonly toCaption: string;
}

function Row({ name, of, made, from, fromCaption, to, toCaption }: RowProps) {
  return (
    <article class="function-row" aria-label={`${name}: ${of}`}>
      <header><h3>{name}</h3><span class="large">{of}</span><span class="small quiet">{made}</span></header>
      <figure>{from}<figcaption class="small quiet">{fromCaption}</figcaption></figure>
      <span class="function-arrow huge" aria-hidden="true">→</span>
      <figure>{to}<figcaption class="small quiet">{toCaption}</figcaption></figure>
    </article>
  );
}

function Outputs({ values }: { readonly values: Float64Array }) {
  const name = (k: number) => store.hello.value?.class_names[k] ?? String(k);
  return (
    <ol class="function-outputs" aria-label={WORDS.outputsLabel}>
      {[...values].map((value, k) => (
        <li key={k}><span class="quiet">{name(k)}</span> <Num value={value} text={formatFixed(value, 2)} name={WORDS.outputName(name(k))} />
          <span class="function-track" aria-hidden="true"><span style={{ width: `${100 * Math.min(1, Math.max(0, value))}%` }} /></span></li>
      ))}
    </ol>
  );
}

/** Numbers of all dials as one picture, a dot for each, row by row; every layer in colors of its own. */
function Strip({ values, label, isGradient = false }: { readonly values: Float32Array; readonly label: string; readonly isGradient?: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null), columns = Math.max(1, Math.ceil(Math.sqrt(2 * values.length))), rows = Math.max(1, Math.ceil(values.length / columns));
  const colors = ramp.value, shape = store.layers.value;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const image = context.createImageData(columns, rows), words = new Uint32Array(image.data.buffer);
    limitsOf(shape, values).forEach(({ weights, biases }, l) => {
      const { weights_at, biases_at, n_neurons } = shape[l] as Layer;
      for (let k = weights_at; k < biases_at + n_neurons; k++) words[k] = colors.packed[stepOf(values[k] as number, k < biases_at ? weights : biases, "linear")] as number;
    });
    context.putImageData(image, 0, 0);
  }, [values, colors, shape]);
  return <canvas ref={canvas} class={isGradient ? "function-strip of-gradient" : "function-strip"} width={columns} height={rows} role="img" aria-label={label} />;
}


function lastOf(slopes: Float32Array): string {
  return [...slopes.slice(-LAST)].map(formatShort).join(", ");
}
