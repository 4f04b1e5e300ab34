// Shift: what is still read when images are moved, turned, scaled, thickened or made noisy, beside the page's own image.

import { useEffect, useState } from "preact/hooks";
import { ask, pointAt } from "../actions.ts";
import type { SweepPlan, Sweeps } from "../messages.ts";
import { type Changes, NONE, changeImage, changes, isChanged, reset } from "../panels/input/changing.ts";
import { type Point, nearestTo, scaled } from "../charts/chart.ts";
import { Waits } from "../panels/waits.tsx";
import { connection } from "../store.ts";
import { WORDS } from "../words/shift.ts";
import { type Reads, useReads } from "./shift/reads.ts";

const MOST_IMAGES = 1000;
/** Which slider of the page's image does what a curve is about. */
const FIELDS: Readonly<Record<string, Exclude<keyof Changes, "invert" | "seed">>> = {
  right: "shift_right", down: "shift_down", scale: "scale", rotation: "degrees", thickness: "thicken", noise: "noise",
};
const WIDTH = 304, HEIGHT = 96, LEFT = 36, RIGHT = 296, TOP = 6, BOTTOM = 88;

export function ShiftStage() {
  const [known, setKnown] = useState<Sweeps | null>(null), isOpen = connection.value === "open";
  useEffect(() => { if (isOpen && known === null) void ask({ kind: "sweeps" }).then(setKnown); }, [isOpen]);
  const plans = known?.sweeps.filter(({ name }) => name in FIELDS) ?? [], n = Math.min(MOST_IMAGES, known?.n_images ?? MOST_IMAGES);
  const { reads, nDone, nAll } = useReads(plans, n);
  return (
    <div class="shift">
      <header><h2 class="large">{WORDS.title}</h2><p class="quiet">{WORDS.about(n)}</p></header>
      <div class="breaking-tools">
        <button type="button" disabled={!isChanged.value} onClick={reset}>{WORDS.back}</button>
        {known !== null && <span class="small quiet" role="status">{WORDS.progress(nDone, nAll)}</span>}
      </div>
      {known === null && <Waits />}
      <div class="shift-charts">{plans.map((plan) => <Chart key={plan.name} plan={plan} n={n} reads={reads[plan.name] ?? []} />)}</div>
    </div>
  );
}

function Chart({ plan, n, reads }: { readonly plan: SweepPlan; readonly n: number; readonly reads: Reads }) {
  const { name, amounts } = plan, field = FIELDS[name] as keyof typeof NONE & "scale";
  const low = amounts[0] as number, high = amounts.at(-1) as number, step = Number(((amounts[1] as number) - low).toFixed(6)), value = changes.value[field];
  const points: readonly Point[] = reads.map(({ amount, n_correct }) => ({ x: amount, y: n_correct / n })), near = points[nearestTo(points, value)];
  const isMeasured = near !== undefined && Math.abs(near.x - value) < step / 2;
  const said = isMeasured ? WORDS.reads(Math.round(near.y * n), n) : WORDS.unknown, at = WORDS.amount(name, value);
  const across = (x: number) => scaled(x, low, high, LEFT, RIGHT), up = (y: number) => scaled(y, 0, 1, BOTTOM, TOP);
  const point = () => pointAt("robustness", () => ({ robustness: { kind: "robustness", sweep: name, amount: value, n_images: n } }));
  return (
    <figure class="shift-chart" onPointerOverCapture={point} onFocusCapture={point}>
      <figcaption><strong>{WORDS.name(name)}</strong> <output class="small">{at} <span class="quiet">{said}</span></output></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={WORDS.chart(WORDS.name(name), at, said, WORDS.amount(name, low), WORDS.amount(name, high))}>
        {[0, 0.5, 1].map((share) => <g key={share}><line class="chart-grid" x1={LEFT} x2={RIGHT} y1={up(share)} y2={up(share)} /><text x={LEFT - 4} y={up(share) + 4} text-anchor="end">{share * 100}</text></g>)}
        <line class="chart-grid" x1={across(plan.neutral)} x2={across(plan.neutral)} y1={TOP} y2={BOTTOM} />
        <path class="chart-line train" d={points.map(({ x, y }, k) => `${k === 0 ? "M" : "L"}${across(x).toFixed(1)} ${up(y).toFixed(1)}`).join("")} />
        <line class="chart-at" x1={across(value)} x2={across(value)} y1={TOP} y2={BOTTOM} />
        {isMeasured && <circle class="chart-spot" r="4" cx={across(near.x)} cy={up(near.y)} />}
      </svg>
      <input type="range" min={low} max={high} step={step} value={value} aria-label={WORDS.name(name)} aria-valuetext={`${at}, ${said}`}
        onInput={(event) => changeImage({ [field]: event.currentTarget.valueAsNumber })} onDblClick={() => changeImage({ [field]: NONE[field] })} />
    </figure>
  );
}
