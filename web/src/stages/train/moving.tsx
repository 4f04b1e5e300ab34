// What moves while it trains: the weights of the first layer as pictures, and the image that comes next.

import { useEffect, useRef } from "preact/hooks";
import * as store from "../../store.ts";
import { select } from "../../actions.ts";
import { followExamples, follows, run } from "../../training.ts";
import { WORDS } from "../../words/train.ts";
import { Digit } from "../dials/digit.tsx";
import { type Colors, type Rgb, colors } from "../network/colors.ts";

const MOST = 32;

export function Moving() {
  const layer = store.layers.value[0], now = run.value;
  if (layer === undefined || now === null) return null;
  const width = store.hello.value?.width ?? store.SIDE;
  const weights = store.dials.value.subarray(layer.weights_at, layer.biases_at);
  const top = largest(weights), shown = Math.min(MOST, layer.n_neurons), { frame } = now;
  const label = frame.example_label, name = label < 0 ? WORDS.noDigit : WORDS.labeled(store.hello.value?.class_names[label] ?? String(label));
  const isChosen = (j: number) => { const place = store.selection.value; return place.kind === "neuron" && place.layer === 1 && place.neuron === j; };
  return (
    <section class="moving">
      <figure class="next-image">
        <h3>{WORDS.next}</h3>
        <Digit pixels={frame.example_pixels} side={64} label={`${WORDS.exampleName(frame.example_index)}, ${name}`} />
        <figcaption class="small"><span>{name}</span><span class="quiet">{WORDS.nextOf(frame.example + 1, frame.n_in_batch)}</span>
          <label><input type="checkbox" checked={follows.value} onChange={(event) => followExamples(event.currentTarget.checked)} />{WORDS.follow}</label></figcaption>
      </figure>
      <div class="first-weights">
        <h3>{WORDS.weights} <span class="small quiet">{WORDS.scaleNote(top)}</span></h3>
        <div class="weight-row">
          {Array.from({ length: shown }, (_, j) => (
            <button key={j} type="button" class="weight-picture" aria-pressed={isChosen(j)} aria-label={WORDS.neuron(j + 1)} title={WORDS.neuron(j + 1)}
              onClick={() => select({ kind: "neuron", layer: 1, neuron: j })}>
              <Weights values={weights.subarray(j * layer.n_inputs, (j + 1) * layer.n_inputs)} width={width} top={top} palette={colors.value} />
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}

export interface WeightsProps {
  readonly values: Float32Array;
  readonly width: number;
  readonly top: number;
  readonly palette: Colors;
}

export function Weights({ values, width, top, palette }: WeightsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = Math.max(1, Math.floor(values.length / width));
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const image = context.createImageData(width, height);
    const mix = (color: Rgb, c: 0 | 1 | 2, share: number) => palette.paperRgb[c] + (color[c] - palette.paperRgb[c]) * share;
    values.forEach((value, k) => {
      const share = Math.min(1, Math.abs(value) / top), color = value < 0 ? palette.minus : palette.plus;
      image.data.set([mix(color, 0, share), mix(color, 1, share), mix(color, 2, share), 255], 4 * k);
    });
    context.putImageData(image, 0, 0);
  });
  return <canvas ref={canvas} width={width} height={height} aria-hidden="true" />;
}

/** The largest weight without its sign, a little rounded so that the scale does not flicker. */
export function largest(weights: Float32Array): number {
  let top = 0;
  for (const value of weights) top = Math.max(top, Math.abs(value));
  return top === 0 ? 1 : Number(top.toPrecision(1)) || 1;
}
