// A pixel: its ink, and its connections to the first layer, the strongest first.

import { hover, select } from "../../actions.ts";
import { formatFixed, formatShort, formatSigned } from "../../numbers/format.ts";
import { weightAt } from "../../numbers/network.ts";
import { dials, image, layers } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { pixelName, shortSourceName } from "./names.ts";
import { useNeverTrained } from "./never_trained.ts";

export function PixelView({ index }: { readonly index: number }) {
  const never = useNeverTrained();
  const ink = image.value.pixels[index] ?? 0, shape = layers.value[0];
  if (shape === undefined) return null;
  const outgoing = Array.from({ length: shape.n_neurons }, (_, neuron) => ({ neuron, weight: dials.value[weightAt(shape, neuron, index)] as number }))
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  const largest = Math.abs(outgoing[0]?.weight ?? 0) || 1;
  return (
    <>
      <p class="sum-line">
        <span>{WORDS.pixelValue} </span>
        <Num value={ink} name={`${WORDS.pixelValue}, ${pixelName(index)}`} text={formatFixed(ink, 3)} meaning={WORDS.pixelMeaning} class="huge" />
        <span class="ink-chip" style={{ background: `rgb(${Math.round(255 * ink)} ${Math.round(255 * ink)} ${Math.round(255 * ink)})` }} aria-hidden="true" />
      </p>
      {never.has(index) && <p class="small quiet">{WORDS.neverTrainedPixel}</p>}
      <section aria-label={WORDS.outgoing}>
        <h3>{WORDS.outgoing}</h3>
        <p class="small quiet">{WORDS.outgoingFrom(shape.n_neurons)}</p>
        <ol class="walk-lines outgoing">
          {outgoing.map(({ neuron, weight }) => {
            const place = { kind: "weight", layer: 1, neuron, from: index } as const;
            return (
              <li key={neuron}>
                <button type="button" title={`${formatShort(weight)} \u00d7 ${formatFixed(ink, 3)} = ${formatShort(weight * ink)}`}
                  onPointerEnter={() => hover(place)} onPointerLeave={() => hover(null)} onFocus={() => hover(place)} onBlur={() => hover(null)} onClick={() => select(place)}>
                  <span class="walk-label">{shortSourceName(2, neuron)}</span>
                  <span class="walk" aria-hidden="true">
                    <span class="walk-zero" style={{ insetInlineStart: "50%" }} />
                    <span class={weight < 0 ? "walk-bar down" : "walk-bar up"} style={weight < 0
                      ? { insetInlineEnd: "50%", insetInlineStart: `${50 + (50 * weight) / largest}%` }
                      : { insetInlineStart: "50%", insetInlineEnd: `${50 - (50 * weight) / largest}%` }} />
                  </span>
                  <span class="walk-figure">{formatSigned(weight, 3)}</span>
                </button>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
