// What the 10,000 test images say to the dials as they are: accuracy, cost, and the images whose answer has changed.

import { useEffect, useRef, useState } from "preact/hooks";
import { ask, pointAt, showImage } from "../../actions.ts";
import type { TestImage } from "../../messages.ts";
import { argmax, forward } from "../../numbers/network.ts";
import { Num } from "../../panels/number.tsx";
import { dials, layers, network, score, scoring } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { Digit } from "./digit.tsx";

const MOST_SHOWN = 8;
/** A test image never changes: asked for once. */
const images = new Map<number, TestImage>();

export function Verdict() {
  const now = score.value;
  if (now === null) return <div class="verdict"><span class="quiet">{WORDS.waiting}</span></div>;
  return (
    <div class="verdict" aria-busy={scoring.value} onPointerOverCapture={() => pointAt("score")}
      onFocusCapture={() => pointAt("score")}>
      <p class="verdict-numbers" role="status">
        <span class="verdict-score">
          <Num class="large" value={now.accuracy} name={WORDS.accuracy} text={WORDS.percent(now.accuracy)} meaning={WORDS.accuracyMeaning(now.n_correct, now.n_images)} />
          {" "}<span class="quiet">{WORDS.accuracy}</span>
          {" "}<span class={now.n_correct < now.n_correct_before ? "minus" : "plus"}>{WORDS.change(now.n_correct - now.n_correct_before)}</span>
        </span>
        <span class="verdict-score">
          <Num class="large" value={now.cost} name={WORDS.cost} text={WORDS.shortCost(now.cost)} meaning={WORDS.costMeaning} />
          {" "}<span class="quiet">{WORDS.cost}</span>
        </span>
      </p>
      <div class="verdict-changed" aria-live="off">
        <span class="small quiet">{WORDS.nChanged(now.n_changed)}</span>
        <Changed indices={now.changed.slice(0, MOST_SHOWN)} />
      </div>
    </div>
  );
}

function Changed({ indices }: { readonly indices: readonly number[] }) {
  const shown = useImages(indices);
  return (
    <span class="changed-images">
      {shown.map(({ index, label, pixels }) => {
        const before = answerOf(network.value?.dials ?? dials.value, pixels), now = answerOf(dials.value, pixels);
        const words = WORDS.changedImage(index, label, before, now);
        return (
          <button key={index} type="button" class="changed-image" title={words} aria-label={words}
            onClick={() => showImage(pixels, { kind: "test", index, label })}>
            <Digit pixels={pixels} side={28} />
            <span class="small" aria-hidden="true">{WORDS.arrow(before, now)}</span>
          </button>
        );
      })}
    </span>
  );
}

function answerOf(values: Float32Array, pixels: Float32Array): number {
  return argmax(forward(layers.value, values, pixels).a.at(-1) as Float64Array);
}

/** These test images, as far as they are here; the others are asked for. */
function useImages(indices: readonly number[]): readonly TestImage[] {
  const [, setCount] = useState(0);
  const isGone = useRef(false);
  useEffect(() => () => { isGone.current = true; }, []);
  useEffect(() => { void fetchAll(indices, () => !isGone.current && setCount((count) => count + 1)); }, [indices.join()]);
  return indices.flatMap((index) => images.get(index) ?? []);
}

async function fetchAll(indices: readonly number[], onMore: () => void): Promise<void> {
  for (const index of indices) {
    if (images.has(index)) continue;
    const image = await ask({ kind: "test-image", index });
    if (image === null) return;
    images.set(index, image);
    onMore();
  }
}
