// What images cost: the average, how many cost how much, and the tail of those that cost most.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { CostHistogram } from "../../messages.ts";
import { formatCount, formatShort } from "../../numbers/format.ts";
import { WORDS } from "../../words/score.ts";
import { useWidth } from "../descent/size.ts";
import { Images } from "./images.tsx";
import { Waiting, useJudged } from "./judged.tsx";

const FIRST = 620, HEIGHT = 160, LEFT = 8, BOTTOM = 136;

export function Costs() {
  const split = useSignal<"test" | "train">("test");
  const found = useJudged({ kind: "cost-histogram", split: split.value });
  return (
    <section>
      <div class="choice" role="group" aria-label={WORDS.split}>
        {(["test", "train"] as const).map((name) => <button key={name} type="button" aria-pressed={split.value === name} onClick={() => { split.value = name; }}>{WORDS.splits[name]}</button>)}
      </div>
      {found === null ? <Waiting /> : (
        <>
          <p>{WORDS.mean(found.n_images, found.mean, found.median)}</p>
          <h3>{WORDS.costs}</h3>
          <Bars found={found} />
          <h3>{WORDS.tail(found.n_tail, found.share_of_tail)}</h3>
          <Images found={found} split={split.value} note={(k) => `C = ${formatShort(found.costs[k] ?? 0)}`} />
        </>
      )}
    </section>
  );
}

function Bars({ found }: { readonly found: CostHistogram }) {
  const spot = useSignal<number | null>(null), room = useRef<HTMLElement>(null), width = useWidth(room, FIRST);
  const { counts, edges } = found, most = Math.sqrt(Math.max(1, ...counts)), wide = (width - 2 * LEFT) / counts.length;
  const chosen = spot.value, top = edges.at(-1) ?? 1, mean = LEFT + (found.mean / top) * (width - 2 * LEFT);
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    spot.value = Math.min(Math.max(0, (chosen ?? -step) + step), counts.length - 1);
  };
  return (
    <figure ref={room} class="histogram">
      <svg width={width} height={HEIGHT} role="img" aria-label={WORDS.histogram} tabindex={0} onKeyDown={walk} onBlur={() => { spot.value = null; }} onPointerLeave={() => { spot.value = null; }}>
        {counts.map((count, k) => {
          const tall = count === 0 ? 0 : Math.max(2, (Math.sqrt(count) / most) * (BOTTOM - 16));
          return <g key={k} onPointerEnter={() => { spot.value = k; }}>
            <rect class="histogram-field" x={LEFT + k * wide} y="8" width={wide} height={BOTTOM - 8} />
            <rect class={k === chosen ? "histogram-bar chosen" : "histogram-bar"} x={LEFT + k * wide + 1} y={BOTTOM - tall} width={wide - 2} height={tall} />
          </g>;
        })}
        <line class="chart-grid" x1={LEFT} x2={width - LEFT} y1={BOTTOM} y2={BOTTOM} />
        <line class="chart-at" x1={mean} x2={mean} y1="8" y2={BOTTOM} /><text x={mean + 4} y="18">average {formatShort(found.mean)}</text>
        <text x={LEFT} y={HEIGHT - 8}>0</text><text x={width - LEFT} y={HEIGHT - 8} text-anchor="end">{formatShort(top)}</text>
      </svg>
      <figcaption class="small quiet">{chosen === null ? WORDS.axis : WORDS.bin(edges[chosen] ?? 0, edges[chosen + 1] ?? 0, counts[chosen] ?? 0)}</figcaption>
      <table class="hidden-visually">
        <caption>{WORDS.histogram}</caption>
        <thead><tr>{WORDS.histogramHead.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>{counts.map((count, k) => <tr key={k}><td>{formatShort(edges[k] ?? 0)}</td><td>{formatShort(edges[k + 1] ?? 0)}</td><td>{formatCount(count)}</td></tr>)}</tbody>
      </table>
    </figure>
  );
}
