// The 28 x 28 pixels that the network reads, and how a drawing came to them.

import { computed } from "@preact/signals";
import { hover, select } from "../../actions.ts";
import { BOX, FIELD, inkAsDrawn, prepareStrokes } from "../../numbers/prepare.ts";
import { SIDE, hovered, image, selection } from "../../store.ts";
import { WORDS } from "../../words/input.ts";
import { isPrepared, meanPreparation, setPrepared, strokes, thickness } from "./drawing.ts";
import { Picture } from "./picture.tsx";
import { ValuesButton } from "./values.tsx";

const BLANK = new Float32Array(SIDE * SIDE), NO_BOX = new Float32Array(BOX * BOX);

/** The steps of a drawing's preparation; black where there is none. */
const steps = computed(() => {
  if (strokes.value.length === 0) return { drawn: BLANK, box: NO_BOX };
  return { drawn: inkAsDrawn(strokes.value, thickness.value), box: prepareStrokes(strokes.value, thickness.value).box };
});

export function Seen() {
  const { kind } = image.value.origin;
  return (
    <section class="seen" aria-labelledby="seen-title" onPointerEnter={meanPreparation} onFocusCapture={meanPreparation}>
      <h3 id="seen-title">{WORDS.seen}</h3>
      <div class="seen-row">
        <SeenImage />
        <div class="seen-steps">
          {kind === "drawing" ? <Steps /> : <p class="small quiet">{kind === "picture" ? WORDS.pictureSteps : WORDS.noSteps}</p>}
        </div>
      </div>
      <p class="small quiet readout">{readout()}</p>
      <div class="seen-tools">
        <label class="check" title={WORDS.prepareWhy}>
          <input type="checkbox" checked={isPrepared.value} onChange={(event) => setPrepared(event.currentTarget.checked)} />
          <span>{WORDS.prepare}</span>
        </label>
        <ValuesButton />
      </div>
    </section>
  );
}

function SeenImage() {
  const { pixels } = image.value;
  const nInked = pixels.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const marked = hovered.value ?? selection.value;
  return (
    <div
      class="seen-image"
      onPointerMove={(event) => hover({ kind: "pixel", index: pixelAt(event) })}
      onPointerLeave={() => hover(null)}
      onClick={(event) => select({ kind: "pixel", index: pixelAt(event) })}
    >
      <Picture values={pixels} width={SIDE} height={SIDE} scale={4} label={WORDS.seenLabel(nInked)} />
      {marked.kind === "pixel" && <span class="pixel-mark" style={{ insetInlineStart: `${(marked.index % SIDE) * 4}px`, insetBlockStart: `${Math.floor(marked.index / SIDE) * 4}px` }} />}
    </div>
  );
}

function Steps() {
  const { drawn, box } = steps.value;
  return (
    <ol aria-label={WORDS.steps}>
      <li><Picture values={drawn} width={FIELD} height={FIELD} scale={1.5} label="" /><span>{WORDS.drawn}</span></li>
      <li data-off={!isPrepared.value} title={WORDS.boxedWhy}><Picture values={box} width={BOX} height={BOX} scale={1.5} label="" /><span>{WORDS.boxed}</span></li>
      <li data-off={!isPrepared.value}><span aria-hidden="true">{"\u2190 "}</span>{WORDS.centered}</li>
    </ol>
  );
}

/** The pixel under the pointer, or else the selected one. */
function readout(): string {
  const place = hovered.value?.kind === "pixel" ? hovered.value : selection.value;
  return place.kind === "pixel" ? WORDS.pixel(place.index, image.value.pixels[place.index] as number) : WORDS.noPixel;
}

function pixelAt(event: MouseEvent & { readonly currentTarget: HTMLElement }): number {
  const bounds = event.currentTarget.getBoundingClientRect();
  const inside = (share: number) => Math.min(Math.max(Math.floor(share * SIDE), 0), SIDE - 1);
  const row = inside((event.clientY - bounds.top) / bounds.height), column = inside((event.clientX - bounds.left) / bounds.width);
  return row * SIDE + column;
}
