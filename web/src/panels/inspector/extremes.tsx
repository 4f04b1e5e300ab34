// The images of the test set that a neuron fires for most and least, its mean for each digit, and how often it is saturated.

import { useEffect, useRef } from "preact/hooks";
import { ask, pointAt, showImage } from "../../actions.ts";
import { formatFixed, formatPercent } from "../../numbers/format.ts";
import type { Extreme, Extremes as Answer } from "../../messages.ts";
import { SIDE, hello, layers, network, score } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { useAnswer } from "./asks.ts";
import { neuronName } from "./names.ts";

const COUNT = 6;
/** Asked when the dials have rested for so long, in milliseconds: it looks at every test image. */
const REST = 300;

const mean = () => pointAt("extremes", () => ({ count: COUNT }));

interface NeuronProps {
  readonly layer: number;
  readonly neuron: number;
}

export function Extremes({ layer, neuron }: NeuronProps) {
  const answer = useAnswer(
    () => ({ kind: "extremes", layer, neuron, count: COUNT }),
    `${network.value?.name} ${layer} ${neuron}`,
    [score.value], REST,
  );
  return (
    <section id="extremes" class="extremes" tabIndex={-1} aria-label={WORDS.extremes} onPointerEnter={mean} onFocusCapture={mean}>
      <h3>{WORDS.extremes}</h3>
      <Thumbnails title={WORDS.most} items={answer?.most ?? []} pixels={answer?.most_pixels ?? null} />
      <Thumbnails title={WORDS.least} items={answer?.least ?? []} pixels={answer?.least_pixels ?? null} />
      <ByDigit layer={layer} neuron={neuron} answer={answer} />
    </section>
  );
}

interface ThumbnailsProps {
  readonly title: string;
  readonly items: readonly Extreme[];
  readonly pixels: Uint8Array | null;
}

function Thumbnails({ title, items, pixels }: ThumbnailsProps) {
  return (
    <div class="extreme-row">
      <span class="small quiet">{title}</span>
      <ul>
        {items.map((item, k) => pixels !== null && (
          <li key={item.index}><Thumbnail item={item} pixels={pixels.subarray(k * SIDE * SIDE, (k + 1) * SIDE * SIDE)} /></li>
        ))}
      </ul>
    </div>
  );
}

function Thumbnail({ item, pixels }: { readonly item: Extreme; readonly pixels: Uint8Array }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    const data = context.createImageData(SIDE, SIDE);
    pixels.forEach((value, i) => data.data.set([value, value, value, 255], 4 * i));
    context.putImageData(data, 0, 0);
  }, [pixels]);
  const name = WORDS.extremeImage(item.index, hello.value?.class_names[item.label] ?? String(item.label), formatFixed(item.activation));
  return (
    <button type="button" class="extreme" title={name} aria-label={name} onClick={() => void showTest(item.index)}>
      <canvas ref={canvas} width={SIDE} height={SIDE} />
      <span class="small">{formatFixed(item.activation)}</span>
    </button>
  );
}

async function showTest(index: number): Promise<void> {
  const found = await ask({ kind: "test-image", index });
  if (found !== null) showImage(found.pixels, { kind: "test", index: found.index, label: found.label });
}

function ByDigit({ layer, neuron, answer }: NeuronProps & { readonly answer: Answer | null }) {
  const name = neuronName(layer, neuron), digits = hello.value?.class_names ?? [];
  // Below 0.05 or above 0.95 an activation from 0 to 1 hardly changes; others go further, or elsewhere.
  const isSquashed = ["sigmoid", "softmax"].includes(layers.value[layer - 1]?.activation ?? "");
  const top = Math.max(1, ...(answer?.by_label ?? []).map((mean) => Math.abs(mean ?? 0)));
  return (
    <div class="by-digit">
      <p class="small quiet">{WORDS.byDigit}</p>
      <ul>
        {digits.map((digit, k) => {
          const mean = answer?.by_label[k] ?? 0;
          return (
            <li key={digit}>
              <span class="by-digit-column" aria-hidden="true"><span class={mean < 0 ? "down" : undefined} style={{ blockSize: `${(100 * Math.abs(mean)) / top}%` }} /></span>
              {answer === null ? <span class="small quiet">&nbsp;</span>
                : <Num value={mean} name={`${WORDS.mean}, ${name}, ${digit}`} text={compact(mean)} class="small" meaning={WORDS.byDigitMeaning(digit)} />}
              <strong>{digit}</strong>
            </li>
          );
        })}
      </ul>
      <p class="small">
        <span class="quiet">{WORDS.mean} </span>
        {answer !== null && <Num value={answer.mean} name={`${WORDS.mean}, ${name}`} text={formatFixed(answer.mean, 3)} meaning={WORDS.meanMeaning} />}
        {isSquashed && <span class="quiet"> {"\u00b7"} {WORDS.saturated} </span>}
        {isSquashed && answer !== null && <Num value={answer.saturated} name={`${WORDS.saturated}, ${name}`} text={formatPercent(answer.saturated, 1)} meaning={WORDS.saturatedMeaning} />}
      </p>
    </div>
  );
}

/** So short that ten of them stand side by side: ".62", "1.7", "12". */
function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 0.995) return formatFixed(value, size >= 9.95 ? 0 : 1);
  return formatFixed(value).replace("0.", ".");
}
