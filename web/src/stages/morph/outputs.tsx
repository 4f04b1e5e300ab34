// The outputs along the way as lines: those of the chosen flip in color, the others gray, and a mark at each flip.

import { useRef } from "preact/hooks";
import { scaled } from "../../charts/chart.ts";
import type { Morphed, Turn } from "../../messages.ts";
import { hello } from "../../store.ts";
import { WORDS } from "../../words/morph.ts";
import { useWidth } from "../descent/size.ts";

const WIDTH = 628, NAMES = 80, HEIGHT = 128, LEFT = 28, TOP = 8, BOTTOM = 108;
const APART = 15;

interface OutputsProps {
  readonly found: Morphed;
  readonly share: number;
  readonly flip: Turn | undefined;
}

export function Outputs({ found, share, flip }: OutputsProps) {
  const room = useRef<HTMLDivElement>(null), width = useWidth(room, WIDTH), right = width - NAMES;
  const n = found.outputs.length / (found.n_steps + 1);
  const across = (part: number) => scaled(part, 0, 1, LEFT, right), up = (a: number) => scaled(Math.min(1, Math.max(0, a)), 0, 1, BOTTOM, TOP);
  const path = (label: number) => Array.from({ length: found.n_steps + 1 }, (_, k) => `${k === 0 ? "M" : "L"}${across(k / found.n_steps).toFixed(1)} ${up(found.outputs[k * n + label] ?? 0).toFixed(1)}`).join("");
  const kind = (label: number) => (label === flip?.after ? "after" : label === flip?.before ? "before" : "other");
  const name = (label: number) => hello.value?.class_names[label] ?? String(label);
  const said = found.flips.map((each) => WORDS.flip(name(each.before), name(each.after), each.share)).join("; ");
  const ends = [flip?.before, flip?.after].filter((label) => label !== undefined)
    .map((label) => ({ label, y: up(found.outputs[found.n_steps * n + label] ?? 0) + 4 })).sort((a, b) => a.y - b.y);
  if (ends[0] !== undefined && ends[1] !== undefined && ends[1].y - ends[0].y < APART) ends[0].y = ends[1].y - APART;
  return (
    <div ref={room} class="morph-outputs"><svg class="morph-chart" width={width} height={HEIGHT} role="img" aria-label={WORDS.chart(said === "" ? WORDS.noFlip : said)}>
      {[0, 0.5, 1].map((a) => <g key={a}><line class="chart-grid" x1={LEFT} x2={right} y1={up(a)} y2={up(a)} /><text x={LEFT - 4} y={up(a) + 4} text-anchor="end">{a}</text></g>)}
      {found.flips.map((each, k) => <line key={k} class={each === flip ? "morph-flip chosen" : "morph-flip"} x1={across(each.share)} x2={across(each.share)} y1={TOP} y2={BOTTOM} />)}
      {[...Array(n).keys()].sort((a, b) => rank(kind(a)) - rank(kind(b))).map((label) => <path key={label} class={`morph-line ${kind(label)}`} d={path(label)} />)}
      {ends.map(({ label, y }) => <text key={label} class={`morph-name ${kind(label)}`} x={right + 8} y={y}>{WORDS.output(name(label))}</text>)}
      <line class="chart-at" x1={across(share)} x2={across(share)} y1={TOP} y2={BOTTOM} />
      <text x={LEFT} y={HEIGHT - 4}>0</text><text x={right} y={HEIGHT - 4} text-anchor="end">100 %</text>
    </svg></div>
  );
}

/** Gray lines lie below the others. */
function rank(kind: string): number {
  return kind === "other" ? 0 : 1;
}
