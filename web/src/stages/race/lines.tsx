// The cost of the three ways over what they took: images, or seconds.

import { useSignal } from "@preact/signals";
import { type Box, pathOf, roundUp, scaled } from "../../charts/chart.ts";
import type { PathFrame } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { WORDS } from "../../words/race.ts";

interface LinesProps {
  readonly title: string;
  readonly unit: string;
  readonly paths: readonly PathFrame[];
  readonly of: "n_images" | "seconds";
  readonly most: number;
  readonly ends: string;
  readonly write: (value: number) => string;
}

const WIDTH = 332, HEIGHT = 136, N_PLACES = 60;
const BOX: Box = { left: 32, right: 324, top: 8, bottom: 108 };

export function Lines({ title, unit, paths, of, most, ends, write }: LinesProps) {
  const spot = useSignal<number | null>(null), at = spot.value === null ? null : (spot.value / N_PLACES) * most;
  const top = roundUp(Math.max(0, ...paths.flatMap(({ costs }) => [...costs]).filter(Number.isFinite)));
  const move = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    spot.value = placed(Math.round(scaled(((event.clientX - box.left) / box.width) * WIDTH, BOX.left, BOX.right, 0, N_PLACES)));
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    spot.value = placed((spot.value ?? N_PLACES) + step);
  };
  const quiet = () => { spot.value = null; };
  const across = at === null ? 0 : scaled(at, 0, most, BOX.left, BOX.right);
  const label = WORDS.chart(title, ends);
  return (
    <figure class="curve-chart">
      <figcaption class="small"><strong>{title}</strong> <span class="quiet ways-spot">{at === null ? "" : `${write(of === "seconds" ? at : Math.round(at))}: ${paths.map((path) => formatShort(costAt(path, of, at))).join(", ")}`}</span></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} tabindex={0} onPointerMove={move} onPointerLeave={quiet} onBlur={quiet} onKeyDown={walk}>
        {[0, 0.5, 1].map((share) => {
          const y = scaled(share, 0, 1, BOX.bottom, BOX.top);
          return <g key={share}><line class="chart-grid" x1={BOX.left} x2={BOX.right} y1={y} y2={y} /><text x={BOX.left - 4} y={y + 4} text-anchor="end">{formatShort(share * top)}</text></g>;
        })}
        <text x={BOX.left} y={HEIGHT - 8}>0</text>
        <text x={BOX.right} y={HEIGHT - 8} text-anchor="end">{write(most)} {unit}</text>
        {paths.map((path, k) => <path key={k} class={`way way-${k}`} d={pathOf([...path.costs].map((y, place) => ({ x: path[of][place] ?? 0, y })), BOX, most, [0, top])} />)}
        {at !== null && <line class="chart-at" x1={across} x2={across} y1={BOX.top} y2={BOX.bottom} />}
      </svg>
    </figure>
  );
}

/** The cost at the last moment that was kept until then. */
function costAt(path: PathFrame, of: "n_images" | "seconds", at: number): number {
  let found = path.costs[0] ?? NaN;
  path[of].forEach((x, k) => { if (x <= at * (1 + 1e-6)) found = path.costs[k] ?? found; });
  return found;
}

function placed(place: number): number {
  return Math.min(Math.max(0, place), N_PLACES);
}
