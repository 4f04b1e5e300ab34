// The curve of the cost along a dial: hover and arrow keys read it, dragging turns the dial.

import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Box, scaled } from "../../charts/chart.ts";
import { formatExact } from "../../numbers/format.ts";
import { WORDS } from "../../words/landscape.ts";
import { extent, isMeasured, nearestIn, ticks } from "./ground.ts";
import type { Cut } from "./state.ts";

const FIRST_WIDTH = 628, HEIGHT = 256;
const LEFT = 64, RIGHT = 16, TOP = 24, BOTTOM = 208;
const ROOM = 0.08, N_TICKS = 4, TICK_EVERY = 56;

interface LineChartProps {
  readonly cut: Cut;
  readonly value: number;
  readonly cost: number | null;
  readonly slope: number | null;
  readonly label: string;
  /** The dial is turned to a measured point; in a drag all of it is one turn. */
  readonly onTurn: (k: number, isDrag: boolean) => void;
}

export function LineChart({ cut, value, cost, slope, label, onTurn }: LineChartProps) {
  const { grid, found } = cut, spot = useSignal<number | null>(null), isHeld = useRef(false), place = useRef<HTMLElement>(null), width = useSignal(FIRST_WIDTH);
  useEffect(() => {
    const element = place.current as HTMLElement, observer = new ResizeObserver(() => { width.value = element.clientWidth || FIRST_WIDTH; });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const box = { left: LEFT, right: width.value - RIGHT, top: TOP, bottom: BOTTOM };
  const from = found.value + (grid.x[0] as number), to = found.value + (grid.x.at(-1) as number);
  const [low, high] = padded(extent(grid.costs));
  const across = (dial: number) => scaled(dial, from, to, box.left, box.right), up = (each: number) => scaled(each, low, high, box.bottom, box.top);
  const dialAt = (k: number) => found.value + (grid.x[k] as number);
  const under = (event: PointerEvent) => {
    const own = (event.currentTarget as SVGElement).getBoundingClientRect();
    const x = ((event.clientX - own.left) / own.width) * width.value;
    return nearestIn(grid.x, scaled(x, box.left, box.right, from, to) - found.value);
  };
  const move = (event: PointerEvent) => {
    const k = under(event);
    if (isHeld.current && k !== spot.value) onTurn(k, true);
    spot.value = k;
  };
  const hold = (event: PointerEvent) => {
    if (event.button !== 0) return;
    isHeld.current = true;
    (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
    spot.value = under(event);
    onTurn(spot.value, false);
  };
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }, step = steps[event.key];
    const now = spot.value ?? nearestIn(grid.x, value - found.value);
    if (step !== undefined) spot.value = Math.min(Math.max(0, now + step), grid.x.length - 1);
    else if (event.key === "Enter") onTurn(now, false);
    else return;
    event.preventDefault();
  };
  const chosen = spot.value === null ? undefined : grid.costs[spot.value];
  const inside = value >= from && value <= to;
  return (
    <figure ref={place} class="along-chart">
      <svg viewBox={`0 0 ${width.value} ${HEIGHT}`} role="img" aria-label={label} tabindex={0} onPointerMove={move} onPointerDown={hold}
        onPointerUp={() => { isHeld.current = false; }} onPointerCancel={() => { isHeld.current = false; }} onPointerLeave={() => { spot.value = null; }} onBlur={() => { spot.value = null; }} onKeyDown={walk}>
        <line class="chart-grid" x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} />
        {ticks(low, high, N_TICKS).map((each) => <g key={each}><line class="chart-grid" x1={box.left} x2={box.right} y1={up(each)} y2={up(each)} /><text x={box.left - 8} y={up(each) + 4} text-anchor="end">{formatExact(each)}</text></g>)}
        {ticks(from, to, Math.max(2, Math.floor((box.right - box.left) / TICK_EVERY))).map((each) => <g key={each}><line class="chart-grid" x1={across(each)} x2={across(each)} y1={box.bottom} y2={box.bottom + 4} /><text x={across(each)} y={box.bottom + 20} text-anchor="middle">{formatExact(each)}</text></g>)}
        <text x={box.left - 8} y={12} text-anchor="end">{WORDS.costAxis}</text><text x={(box.left + box.right) / 2} y={HEIGHT - 8} text-anchor="middle">{WORDS.valueAxis}</text>
        <path class="along-curve" d={curveOf(grid.x, grid.costs, (k) => across(dialAt(k)), up)} />
        {grid.costs.length > cut.nMeasured && [...grid.costs].map((each, k) => isMeasured(each) && Number.isFinite(each) && <circle key={k} class="along-point" r="1.5" cx={across(dialAt(k))} cy={up(each)} />)}
        {inside && cost !== null && Number.isFinite(cost) && (
          <>
            {slope !== null && Number.isFinite(slope) && <Tangent x={across(value)} y={up(cost)} rise={(up(cost + slope) - up(cost)) / (across(value + 1) - across(value))} box={box} />}
            {value !== found.value && <circle class="along-was" r="5" cx={across(found.value)} cy={up(found.cost ?? cost)}><title>{WORDS.wasHere}</title></circle>}
            <line class="along-drop" x1={across(value)} x2={across(value)} y1={up(cost)} y2={box.bottom} />
            <circle class="along-spot" r="7" cx={across(value)} cy={up(cost)} />
          </>
        )}
        {spot.value !== null && isMeasured(chosen) && Number.isFinite(chosen) && <circle class="along-read" r="4" cx={across(dialAt(spot.value))} cy={up(chosen)} />}
      </svg>
      <figcaption class="small" aria-live="polite">
        {spot.value === null ? <span class="quiet">{WORDS.spotNone}</span> : isMeasured(chosen) ? WORDS.spotLine(dialAt(spot.value), chosen, chosen - (cost ?? found.cost ?? 0)) : WORDS.notYet}
        <span class="along-legend"><svg width="24" height="8" aria-hidden="true"><line class="along-tangent" x1="0" x2="24" y1="4" y2="4" /></svg> {WORDS.tangent}</span>
      </figcaption>
      <Table cut={cut} />
    </figure>
  );
}

/** The same for those who do not see the curve, once it is whole. */
function Table({ cut }: { readonly cut: Cut }) {
  const { grid, found } = cut, isWhole = cut.nMeasured === grid.costs.length;
  return useMemo(() => !isWhole ? null : (
    <div class="hidden-visually"><table>
      <caption>{WORDS.lineTable}</caption>
      <thead><tr>{WORDS.lineHead.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>{[...grid.costs].map((each, k) => <tr key={k}><td>{Math.fround(found.value + (grid.x[k] as number))}</td><td>{Number.isFinite(each) ? each : WORDS.noNumber}</td></tr>)}</tbody>
    </table></div>
  ), [isWhole, grid.costs]);
}

/** A line through the point, as far as the chart goes. */
function Tangent({ x, y, rise, box }: { readonly x: number; readonly y: number; readonly rise: number; readonly box: Box }) {
  const bounded = (to: number) => {
    const end = y + rise * (to - x), inside = Math.min(Math.max(end, box.top), box.bottom);
    return rise === 0 || end === inside ? [to, end] : [x + (inside - y) / rise, inside];
  };
  const [x1, y1] = bounded(box.left), [x2, y2] = bounded(box.right);
  return <line class="along-tangent" x1={x1} y1={y1} x2={x2} y2={y2} />;
}

function curveOf(x: Float64Array, costs: Float64Array, across: (k: number) => number, up: (cost: number) => number): string {
  let path = "", isOn = false;
  for (let k = 0; k < x.length; k++) {
    const cost = costs[k] as number;
    if (Number.isNaN(cost)) continue;
    if (Number.isFinite(cost)) path += `${isOn ? "L" : "M"}${across(k).toFixed(2)} ${up(cost).toFixed(2)}`;
    isOn = Number.isFinite(cost);
  }
  return path;
}

/** A little room above and below; where all costs are equal, a window around them. */
function padded(range: readonly [number, number] | null): readonly [number, number] {
  if (range === null) return [0, 1];
  const [low, high] = range;
  if (high - low <= 1e-12 * Math.abs(high)) return [low * 0.9, high * 1.1 + (high === 0 ? 1 : 0)];
  const room = ROOM * (high - low);
  return [Math.max(0, low - room), high + room];
}
