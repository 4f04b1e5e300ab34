// A chart of curves over the steps of a training: crisp lines, direct labels, a spot that hover, focus and arrow keys move.

import { useSignal } from "@preact/signals";
import { formatCount } from "../numbers/format.ts";
import { WORDS } from "../words/train.ts";
import { type Box, type Point, nearestTo, pathOf, scaled, spread } from "./chart.ts";

export interface Line {
  readonly name: string;
  readonly kind: "train" | "test" | "rough" | "earlier";
  readonly points: readonly Point[];
}

interface CurveProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly range: readonly [number, number];
  readonly xMost: number;
  /** The step that the page shows, as a line. */
  readonly at: number;
  readonly label: string;
  readonly format: (value: number) => string;
  /** How the numbers along the axis are written. */
  readonly axis: (value: number) => string;
  readonly onChoose: (step: number) => void;
}

const WIDTH = 336, HEIGHT = 168;
const BOX: Box = { left: 48, right: 264, top: 12, bottom: 140 };
const APART = 14;

export function Curve({ title, lines, range, xMost, at, label, format, axis, onChoose }: CurveProps) {
  const spot = useSignal<number | null>(null);
  const main = (lines.find(({ kind }) => kind === "train") ?? lines[0])?.points ?? [], rough = lines.find(({ kind }) => kind === "rough")?.points ?? main;
  const walked = rough.length > 0 ? rough : main;
  const move = (event: PointerEvent) => {
    const own = (event.currentTarget as SVGElement).getBoundingClientRect();
    const across = ((event.clientX - own.left) / own.width) * WIDTH;
    spot.value = walked.length === 0 ? null : nearestTo(walked, scaled(across, BOX.left, BOX.right, 0, xMost));
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const now = spot.value ?? walked.length - 1;
    if (step !== 0 && walked.length > 0) spot.value = Math.min(Math.max(0, now + step), walked.length - 1);
    else if (event.key === "Enter" && walked[now] !== undefined) onChoose((walked[now] as Point).x);
    else return;
    event.preventDefault();
  };
  const chosen = spot.value === null ? undefined : walked[Math.min(spot.value, walked.length - 1)];
  const labels = placed(lines, range);
  return (
    <figure class="curve-chart">
      <figcaption class="small"><strong>{title}</strong> <span class="quiet">{chosen === undefined ? "" : says(chosen, lines, format)}</span></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label} ${WORDS.chartHint}`} tabindex={0}
        onPointerMove={move} onPointerLeave={() => { spot.value = null; }} onBlur={() => { spot.value = null; }} onKeyDown={walk}
        onClick={() => { if (chosen !== undefined) onChoose(chosen.x); }}>
        {[0, 0.5, 1].map((share) => {
          const y = scaled(share, 0, 1, BOX.bottom, BOX.top);
          return <g key={share}><line class="chart-grid" x1={BOX.left} x2={BOX.right} y1={y} y2={y} /><text x={BOX.left - 6} y={y + 4} text-anchor="end">{axis(range[0] + share * (range[1] - range[0]))}</text></g>;
        })}
        <text x={BOX.left} y={HEIGHT - 8}>0</text>
        <text x={BOX.right} y={HEIGHT - 8} text-anchor="end">{formatCount(xMost)}</text>
        <text x={(BOX.left + BOX.right) / 2} y={HEIGHT - 8} text-anchor="middle">steps</text>
        {lines.map(({ name, kind, points }) => <path key={name} class={`chart-line ${kind}`} d={pathOf(points, BOX, xMost, range)} />)}
        {labels.map(({ name, kind, y }) => <text key={name} class={`chart-name ${kind}`} x={BOX.right + 6} y={y + 4}>{name}</text>)}
        <line class="chart-at" x1={scaled(at, 0, xMost, BOX.left, BOX.right)} x2={scaled(at, 0, xMost, BOX.left, BOX.right)} y1={BOX.top} y2={BOX.bottom} />
        {chosen !== undefined && <circle class="chart-spot" r="4" cx={scaled(chosen.x, 0, xMost, BOX.left, BOX.right)}
          cy={scaled(Math.min(Math.max(chosen.y, range[0]), range[1]), range[0], range[1], BOX.bottom, BOX.top)} />}
      </svg>
    </figure>
  );
}

function says(chosen: Point, lines: readonly Line[], format: (value: number) => string): string {
  const test = lines.find(({ kind }) => kind === "test")?.points ?? [];
  const before = test.filter(({ x }) => x <= chosen.x).at(-1);
  return WORDS.spot(chosen.x, format(chosen.y), before === undefined ? "" : format(before.y));
}

/** Names at the ends of their lines, none over another. */
function placed(lines: readonly Line[], range: readonly [number, number]) {
  const ends = lines.filter(({ points }) => points.length > 0).map(({ name, kind, points }) => ({
    name, kind, y: scaled(Math.min(Math.max((points.at(-1) as Point).y, range[0]), range[1]), range[0], range[1], BOX.bottom, BOX.top),
  })).sort((a, b) => a.y - b.y);
  const places = spread(ends.map(({ y }) => y), APART, BOX.bottom);
  return ends.map((end, k) => ({ ...end, y: places[k] as number }));
}
