// Morph: the page's image turned into a test image, with the outputs on the way, the flips, and the neurons that did it.

import { signal } from "@preact/signals";
import { pointAt, select, showImage } from "../actions.ts";
import { imageAsked } from "../asked.ts";
import type { MorphAsk, Morphed, Turn } from "../messages.ts";
import { formatSigned } from "../numbers/format.ts";
import { neuronName } from "../panels/inspector/names.ts";
import { Waits } from "../panels/waits.tsx";
import { N_PIXELS, hello, image, layers, selection } from "../store.ts";
import { WORDS } from "../words/morph.ts";
import { useLatest } from "./backprop/latest.ts";
import { Digit } from "./dials/digit.tsx";
import { Outputs } from "./morph/outputs.tsx";

const FEW = 6;
const index = signal(1);
const by = signal<MorphAsk["by"]>("pixels");
const share = signal(0.5);
const chosen = signal(0);

export function MorphStage() {
  const asked: MorphAsk = { kind: "morph", pixels: [...image.value.pixels], index: index.value, by: by.value };
  const { answer, isFailed } = useLatest(asked), nImages = hello.value?.n_test ?? 1;
  const point = () => pointAt("morph", () => ({ image: imageAsked(image.value), morph: { ...asked, pixels: [] } }));
  return (
    <div class="morph" onPointerOverCapture={point} onFocusCapture={point}>
      <header><h2 class="large">{WORDS.title}</h2><p class="quiet">{WORDS.about}</p></header>
      <div class="breaking-tools">
        <div class="choice" role="group" aria-label={WORDS.by}>
          {(Object.keys(WORDS.ways) as MorphAsk["by"][]).map((name) => <button key={name} type="button" aria-pressed={by.value === name} onClick={() => { by.value = name; }}>{WORDS.ways[name]}</button>)}
        </div>
        <label class="bar-field">{WORDS.index}
          <input type="number" min="0" max={nImages - 1} step="1" value={index.value} onInput={({ currentTarget: { valueAsNumber: k } }) => { if (Number.isInteger(k) && k >= 0 && k < nImages) index.value = k; }} />
        </label>
        <button type="button" onClick={() => { index.value = Math.floor(Math.random() * nImages); }}>{WORDS.another}</button>
      </div>
      {answer === null ? <Waits {...(isFailed ? { words: WORDS.failed } : {})} /> : <Way found={answer} />}
    </div>
  );
}

function Way({ found }: { readonly found: Morphed }) {
  const k = Math.round(share.value * found.n_steps), n = found.outputs.length / (found.n_steps + 1);
  const outputs = [...found.outputs.subarray(k * n, (k + 1) * n)], order = [...outputs.keys()].sort((a, b) => (outputs[b] as number) - (outputs[a] as number));
  const [best = 0, next = 0] = order, pixels = imageAt(found, k);
  const flip = found.flips[Math.min(chosen.value, found.flips.length - 1)];
  return (
    <>
      <div class="morph-images">
        <Digit pixels={imageAt(found, 0)} side={56} label={WORDS.start} />
        <Digit pixels={pixels} side={84} label={WORDS.now(share.value)} />
        <Digit pixels={imageAt(found, found.n_steps)} side={56} label={WORDS.end(index.value, nameOf(found.label))} />
        <p role="status">{WORDS.at(share.value)}: {WORDS.answer(nameOf(best), outputs[best] ?? 0, nameOf(next), outputs[next] ?? 0)}</p>
        <button type="button" onClick={() => showImage(pixels.slice(), { kind: "pixels", from: WORDS.from(share.value, index.value) })}>{WORDS.look}</button>
      </div>
      <Outputs found={found} share={share.value} flip={flip} />
      <input class="morph-slider" type="range" min="0" max="1" step={1 / found.n_steps} value={share.value} aria-label={WORDS.slider} aria-valuetext={WORDS.at(share.value)}
        onInput={(event) => { share.value = event.currentTarget.valueAsNumber; }} />
      {flip === undefined ? <p role="status">{WORDS.noFlip}</p> : (
        <>
          <div class="morph-flips" role="group" aria-label={WORDS.flips(found.n_flips)}>
            <span>{WORDS.flips(found.n_flips)}</span>
            {found.flips.map((each, place) => (
              <button key={place} type="button" aria-pressed={each === flip} onClick={() => { chosen.value = place; share.value = Math.round(each.share * found.n_steps) / found.n_steps; }}>
                {WORDS.flip(nameOf(each.before), nameOf(each.after), each.share)}</button>
            ))}
          </div>
          <p class="small quiet">{WORDS.unsure(flip.confidence)} {WORDS.since(flip.since)}</p>
          {flip.contributions.map((_, l) => flip.contributions.length - l).map((layer) => <Pushers key={layer} flip={flip} layer={layer} />)}
        </>
      )}
    </>
  );
}

/** The neurons of a layer that pushed hardest, either way. */
function Pushers({ flip, layer }: { readonly flip: Turn; readonly layer: number }) {
  const added = flip.contributions[layer - 1] ?? [], order = [...added.keys()].sort((a, b) => Math.abs(added[b] as number) - Math.abs(added[a] as number));
  const most = Math.abs(added[order[0] ?? 0] ?? 0) || 1, rest = order.slice(FEW).reduce((sum, k) => sum + (added[k] as number), 0), place = selection.value;
  const total = added.reduce((sum, value) => sum + value, 0);
  return (
    <section class="morph-pushers">
      <h3 class="small">{WORDS.did(layers.value[layer - 1]?.name ?? "", nameOf(flip.before), nameOf(flip.after), total, layer === flip.contributions.length)}</h3>
      <ul>
        {order.slice(0, FEW).map((neuron) => {
          const value = added[neuron] as number;
          return (
            <li key={neuron}>
              <button type="button" class="dial-link" aria-pressed={place.kind === "neuron" && place.layer === layer && place.neuron === neuron} onClick={() => select({ kind: "neuron", layer, neuron })}>{neuronName(layer, neuron)}</button>
              <span class={value < 0 ? "morph-bar down" : "morph-bar"} aria-hidden="true" style={{ width: `${(Math.abs(value) / most) * 88}px` }} />
              <span class={value < 0 ? "minus" : "plus"}>{formatSigned(value)}</span>
            </li>
          );
        })}
      </ul>
      {order.length > FEW && <p class="small quiet">{WORDS.others(order.length - FEW, rest)}</p>}
    </section>
  );
}

function imageAt(found: Morphed, k: number): Float32Array {
  return found.images.subarray(k * N_PIXELS, (k + 1) * N_PIXELS);
}

function nameOf(label: number): string {
  return hello.value?.class_names[label] ?? String(label);
}
