// Images of the data in a row, each with what it is and what it was taken for; a tap shows it to the network.

import { showImage } from "../../actions.ts";
import { N_PIXELS, hello } from "../../store.ts";
import { WORDS } from "../../words/score.ts";
import { Digit } from "../dials/digit.tsx";
import { disputeOf } from "./disputed.tsx";

export interface Listed {
  readonly indices: readonly number[];
  readonly labels: readonly number[];
  readonly guesses: readonly number[];
  readonly pixels: Uint8Array;
}

interface ImagesProps {
  readonly found: Listed;
  readonly split: "test" | "train";
  readonly note: (k: number) => string;
}

export function Images({ found, split, note }: ImagesProps) {
  const name = (label: number | undefined) => hello.value?.class_names[label ?? 0] ?? String(label);
  return (
    <ul class="score-images">
      {found.indices.map((index, k) => {
        const pixels = found.pixels.subarray(k * N_PIXELS, (k + 1) * N_PIXELS), label = name(found.labels[k]), answer = name(found.guesses[k]);
        const dispute = split === "test" ? disputeOf(index) : null;
        const says = `${WORDS.image(index, label, answer)}${dispute === null ? "" : `; ${WORDS.dispute(dispute.n, dispute.answer)}`}`;
        const look = () => showImage(Float32Array.from(pixels, (byte) => byte / 255), split === "test"
          ? { kind: "test", index, label: found.labels[k] ?? 0 } : { kind: "pixels", from: `training image ${index}` });
        return (
          <li key={index} class={dispute === null ? "" : "in-dispute"}>
            <button type="button" aria-label={says} title={says} onClick={look}><Digit pixels={pixels} side={56} /></button>
            <span class="small">{WORDS.taken(label, answer)}</span><span class="small quiet">{dispute === null ? note(k) : WORDS.disputeMark(dispute.answer)}</span>
          </li>
        );
      })}
    </ul>
  );
}
