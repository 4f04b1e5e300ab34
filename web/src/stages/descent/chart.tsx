// The curve of a formula with the balls on it: the slope as a triangle, the next step as an arrow.

import { useRef } from "preact/hooks";
import type { Ball, Curve } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { mostOf, ticks } from "../../numbers/surface.ts";
import { scaled } from "../../charts/chart.ts";
import { WORDS } from "../../words/descent.ts";
import { moveByKeys } from "./controls.tsx";
import { useWidth } from "./size.ts";
import { LINE, addBall, place } from "./state.ts";
import { type Moment, momentOf } from "./ways.ts";

const HEIGHT = 244, LEFT = 44, RIGHT = 12, TOP = 12, BOTTOM = 28;
const TOUCH = 24;
const HEADROOM = 0.08;
const ASIDE = 18; // how far beside the ball the arrow of its step lies
const RUN = 0.14; // of the width: how long the foot of the slope triangle is

export function LineChart({ curve, balls }: { readonly curve: Curve; readonly balls: readonly Ball[] }) {
  const room = useRef<HTMLDivElement>(null), width = useWidth(room, 628), dragged = useRef<number | null>(null);
  const { low, high, values } = curve, [bottom, top] = mostOf(values), spare = HEADROOM * (top - bottom);
  const right = (x: number) => scaled(x, low, high, LEFT, width - RIGHT);
  const up = (y: number) => Math.min(HEIGHT + 1e4, Math.max(-1e4, scaled(y, bottom - spare, top + spare, HEIGHT - BOTTOM, TOP)));
  const step = LINE.step.value, chosen = Math.min(LINE.chosen.value, balls.length - 1);
  const xAt = (event: PointerEvent) => {
    const own = (event.currentTarget as SVGElement).getBoundingClientRect();
    return scaled(event.clientX - own.left, LEFT, width - RIGHT, low, high);
  };
  const press = (event: PointerEvent) => {
    const own = (event.currentTarget as SVGElement).getBoundingClientRect(), x = event.clientX - own.left, y = event.clientY - own.top;
    const near = balls.map((ball, k) => { const { where, value } = momentOf(ball, step); return { k, away: Math.hypot(right(where[0] ?? NaN) - x, up(value) - y) }; })
      .filter(({ away }) => away < TOUCH).sort((a, b) => a.away - b.away)[0];
    if (near === undefined) addBall(LINE, [Math.min(high, Math.max(low, xAt(event)))]);
    else LINE.chosen.value = near.k;
    dragged.current = near?.k ?? LINE.chosen.value;
    (event.currentTarget as SVGElement).setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    if (dragged.current !== null && event.buttons > 0 && Math.abs(event.movementX) > 0) place(LINE, dragged.current, [Math.min(high, Math.max(low, xAt(event)))]);
  };
  const ball = balls[chosen], now = ball === undefined ? undefined : momentOf(ball, step);
  const label = now === undefined ? WORDS.emptyChart(curve.formula) : WORDS.lineChart(curve.formula, chosen, now.where[0] ?? NaN, now.value, now.slopes[0] ?? NaN, balls.length);
  return (
    <div class="line-chart" ref={room}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label} tabindex={0} onKeyDown={(event) => moveByKeys(LINE, event)}
        onPointerDown={press} onPointerMove={drag} onPointerUp={() => { dragged.current = null; }} onPointerCancel={() => { dragged.current = null; }}>
        <clipPath id="line-inside"><rect x={LEFT} y="0" width={width - LEFT - RIGHT} height={HEIGHT - BOTTOM} /></clipPath>
        {ticks(bottom, top, 4).map((y) => <g key={y}><line class="chart-grid" x1={LEFT} x2={width - RIGHT} y1={up(y)} y2={up(y)} /><text x={LEFT - 6} y={up(y) + 4} text-anchor="end">{formatShort(y)}</text></g>)}
        {ticks(low, high, Math.max(4, width / 90)).map((x) => <g key={x}><line class="chart-grid" x1={right(x)} x2={right(x)} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM + 5} /><text x={right(x)} y={HEIGHT - 8} text-anchor="middle">{formatShort(x)}</text></g>)}
        <g clip-path="url(#line-inside)">
          {curve.gaps.map((gap) => <rect key={gap.low} class="gap" x={right(gap.low)} y={TOP} width={Math.max(2, right(gap.high) - right(gap.low))} height={HEIGHT - BOTTOM - TOP} />)}
          {curve.flat.map((flat) => <line key={flat.x} class="flat-place" x1={flat.until > flat.x ? right(flat.x) : right(flat.x) - 14} x2={flat.until > flat.x ? right(flat.until) : right(flat.x) + 14} y1={up(flat.value)} y2={up(flat.value)} />)}
          <path class="formula-curve" d={pathOf(curve, right, up)} />
          {balls.map((each, k) => <Trail key={k} ball={each} step={step} right={right} up={up} isChosen={k === chosen} />)}
          {now !== undefined && <Slope {...{ now, right, up, width }} run={RUN * (high - low)} others={balls.filter((_, k) => k !== chosen).map((each) => momentOf(each, step))} />}
        </g>
        {inFront(balls.length, chosen).map((k) => {
          const { where, value } = momentOf(balls[k] as Ball, step), x = right(where[0] ?? NaN), y = Math.min(HEIGHT - BOTTOM, Math.max(TOP, up(value)));
          const isIn = x >= LEFT && x <= width - RIGHT && Number.isFinite(y);
          return isIn && <g key={k} class={k === chosen ? "ball chosen" : "ball"}><circle cx={x} cy={y} r="9" /><text x={x} y={y + 4.5} text-anchor="middle">{k + 1}</text></g>;
        })}
      </svg>
    </div>
  );
}

/** The numbers of the balls, the chosen one last: it is drawn over the others. */
export function inFront(n: number, chosen: number): readonly number[] {
  return [...Array(n).keys()].sort((a, b) => Number(a === chosen) - Number(b === chosen));
}

interface Scales {
  readonly right: (x: number) => number;
  readonly up: (y: number) => number;
}

/** The places where a ball was: dots on the curve, each joined with the next. */
function Trail({ ball, step, right, up, isChosen }: Scales & { readonly ball: Ball; readonly step: number; readonly isChosen: boolean }) {
  const past = Array.from({ length: Math.min(step, ball.values.length - 1) }, (_, k) => momentOf(ball, k)).filter(({ value }) => Number.isFinite(value));
  return <g class={isChosen ? "trail chosen" : "trail"}>{past.map(({ where, value }, k) => <circle key={k} cx={right(where[0] as number)} cy={up(value)} r="2.5" />)}</g>;
}

interface SlopeProps extends Scales {
  readonly now: Moment;
  readonly others: readonly Moment[];
  readonly width: number;
  readonly run: number;
}

/** The slope as a triangle, and against it the step: eta times as long as the slope is steep. */
function Slope({ now, others, right, up, width, run }: SlopeProps) {
  const x = now.where[0] ?? NaN, slope = now.slopes[0] ?? NaN, y = now.value;
  if (![x, y, slope].every(Number.isFinite)) return null;
  const side = right(x) + right(x + run) - right(x) > width - RIGHT - 70 ? -1 : 1, end = x + side * run, next = now.next?.[0];
  const beside = inside(up(y + 0.5 * side * slope * run) + 4), below = inside(up(y) + (slope * side > 0 ? 18 : -10)), above = inside(up(y + side * slope * run) + (slope * side > 0 ? -8 : 18));
  const isFree = (at: number) => others.every(({ where, value }) => Math.abs(right(where[0] ?? NaN) - right(end) - 40 * side) > 54 || Math.abs(up(value) - at + 4) > 18);
  return (
    <g>
      <line class="tangent" x1={right(x - run)} y1={up(y - slope * run)} x2={right(x + run)} y2={up(y + slope * run)} />
      <path class="slope-triangle" d={`M${right(x)} ${up(y)}H${right(end)}V${up(y + side * slope * run)}`} />
      <text class="slope-name" x={right(end) + 6 * side} y={[beside, below, above].find(isFree) ?? beside} text-anchor={side > 0 ? "start" : "end"}>{WORDS.slopeHere(slope)}</text>
      {next !== undefined && Number.isFinite(next) && <Arrow from={right(x)} to={Math.min(width - RIGHT, Math.max(LEFT, right(next)))} edge={width - RIGHT} y={up(y) + (up(y) > HEIGHT - BOTTOM - 40 ? -ASIDE : ASIDE)} />}
    </g>
  );
}

/** As near to this height as a word can stand inside the chart. */
function inside(y: number): number {
  return Math.min(HEIGHT - BOTTOM - 6, Math.max(TOP + 12, y));
}

function Arrow({ from, to, y, edge }: { readonly from: number; readonly to: number; readonly y: number; readonly edge: number }) {
  const way = Math.sign(to - from), head = Math.min(8, Math.abs(to - from)), isTight = Math.max(from, to) > edge - 40;
  return (
    <g class="step-arrow">
      <line class="step-end" x1={from} x2={from} y1={y - 5} y2={y + 5} /><line class="step-end" x1={to} x2={to} y1={y - 5} y2={y + 5} />
      <line x1={from} x2={to - way * head * 0.6} y1={y} y2={y} /><path d={`M${to} ${y}l${-way * head} ${-head * 0.6}v${head * 1.2}z`} />
      <text x={isTight ? Math.min(from, to) - 8 : Math.max(from, to) + 8} y={y + 4} text-anchor={isTight ? "end" : "start"}>{WORDS.stepHere}</text>
    </g>
  );
}

/** The curve; where there is no value it has a gap. */
function pathOf({ low, high, values }: Curve, right: (x: number) => number, up: (y: number) => number): string {
  let isDown = false, path = "";
  values.forEach((value, k) => {
    if (!Number.isFinite(value)) { isDown = false; return; }
    path += `${isDown ? "L" : "M"}${right(scaled(k, 0, values.length - 1, low, high)).toFixed(1)} ${up(value).toFixed(1)}`;
    isDown = true;
  });
  return path;
}
