// A race as it runs: a small chart for each runner on common axes, and how they stand.

import { signal } from "@preact/signals";
import { pointAt } from "../../actions.ts";
import type { LaneFrame, RaceFrame, RunnerFrame } from "../../messages.ts";
import { formatPercent, formatShort } from "../../numbers/format.ts";
import { type Box, type Point, pathOf, roundUp, scaled } from "../../charts/chart.ts";
import { WORDS } from "../../words/race.ts";
import { type Race, openRunner, raceAgain, setRunners, stopRace } from "./racing.ts";
import { Verdict } from "./verdict.tsx";

type Metric = keyof typeof WORDS.metrics;
const METRICS = Object.keys(WORDS.metrics) as Metric[];
const metric = signal<Metric>("accuracy");
/** The epoch that all charts tell about at once. */
const spot = signal<number | null>(null);
const WIDTH = 200, HEIGHT = 112;
const BOX: Box = { left: 48, right: 194, top: 8, bottom: 88 };
const CHANCE = 0.15, CLOSE = 0.06, STEPS_OF_SPOT = 0.25;

export function Running({ now }: { readonly now: Race }) {
  const { frame, asked } = now, isOn = frame.status === "racing";
  const charts = frame.runners.map(({ lanes }) => lanes.map((lane) => pointsOf(lane, metric.value)));
  const range = rangeOf(frame, charts, metric.value);
  const paths = charts.map((lanes) => lanes.map((points) => pathOf(metric.value === "close" ? above(points, range[0]) : points, BOX, frame.n_epochs, range)));
  const mean = () => pointAt("race", () => ({ race: asked }));
  return (
    <section class="race-running" aria-busy={isOn} onPointerEnter={mean} onFocusCapture={mean}>
      <div class="race-bar">
        {isOn ? <button type="button" class="primary" onClick={() => void stopRace()}>{WORDS.stop}</button>
          : <button type="button" class="primary" onClick={() => void raceAgain()}>{WORDS.repeat}</button>}
        <button type="button" onClick={() => setRunners(true)}>{WORDS.again}</button>
        <progress max={1} value={frame.progress} aria-label={WORDS.progress(frame.progress, frame.seconds)} />
        <span class="small quiet race-time">{isOn ? WORDS.progress(frame.progress, frame.seconds) : WORDS.took(frame.seconds)}</span>
        <div class="choice" role="group" aria-label={WORDS.metric}>
          {METRICS.map((name) => <button key={name} type="button" aria-pressed={metric.value === name} onClick={() => { metric.value = name; }}>{WORDS.metrics[name]}</button>)}
        </div>
      </div>
      <Verdict frame={frame} />
      <div class="race-panels">
        {frame.runners.map((runner, k) => (
          <Panel key={k} frame={frame} runner={runner} place={k} charts={charts[k] ?? []} range={range} own={paths[k] ?? []} others={paths.filter((_, other) => other !== k).flat()} />
        ))}
      </div>
      <p class="small quiet">{WORDS.metricHints[metric.value]}. {WORDS.opens}</p>
      <Standing frame={frame} />
    </section>
  );
}

interface PanelProps {
  readonly frame: RaceFrame;
  readonly runner: RunnerFrame;
  readonly place: number;
  readonly charts: readonly (readonly Point[])[];
  readonly range: readonly [number, number];
  readonly own: readonly string[];
  readonly others: readonly string[];
}

function Panel({ frame, runner, place, charts, range, own, others }: PanelProps) {
  const rank = frame.ranking.indexOf(place), first = frame.seeds[0] ?? 0, at = spot.value, wins = rank === 0 && frame.runners.length > 1;
  const says = at === null ? summary(frame, runner) : WORDS.at(at, valuesAt(charts, at));
  const move = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const across = ((event.clientX - box.left) / box.width) * WIDTH;
    spot.value = clamped(rounded(scaled(across, BOX.left, BOX.right, 0, frame.n_epochs)), frame.n_epochs);
  };
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    spot.value = clamped((spot.value ?? frame.n_epochs) + step * (metric.value === "cost" ? STEPS_OF_SPOT : 1), frame.n_epochs);
  };
  const quiet = () => { spot.value = null; };
  return (
    <figure class={wins ? "race-panel wins" : "race-panel"}>
      <figcaption>
        <span class="race-title">{rank < 0 ? "" : `${rank + 1}. `}<button type="button" class="race-name" aria-label={WORDS.openHint(runner.name, first)} title={WORDS.openHint(runner.name, first)} onClick={() => void openRunner(place, 0)}>
          {runner.name}
        </button></span>
        <span class="small quiet race-says" title={says}>{says}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" tabindex={0} aria-label={WORDS.panel(rank < 0 ? "" : `${rank + 1}. `, runner.name, says)} onPointerMove={move} onPointerLeave={quiet} onBlur={quiet} onKeyDown={walk}>
        {[0, 1].map((share) => {
          const y = scaled(share, 0, 1, BOX.bottom, BOX.top);
          return <g key={share}><line class="chart-grid" x1={BOX.left} x2={BOX.right} y1={y} y2={y} /><text x={BOX.left - 4} y={y + 4} text-anchor="end">{written(range[share] ?? 0)}</text></g>;
        })}
        <text x={BOX.left} y={HEIGHT - 6}>0</text>
        <text x={BOX.right} y={HEIGHT - 6} text-anchor="end">{WORDS.epochsAxis(frame.n_epochs)}</text>
        {others.map((path, k) => <path key={k} class="race-other" d={path} />)}
        {own.map((path, k) => <path key={k} class="race-own" d={path} />)}
        {at !== null && <line class="chart-at" x1={scaled(at, 0, frame.n_epochs, BOX.left, BOX.right)} x2={scaled(at, 0, frame.n_epochs, BOX.left, BOX.right)} y1={BOX.top} y2={BOX.bottom} />}
      </svg>
    </figure>
  );
}

/** Median and range; or in a word why there are none. */
function summary(frame: RaceFrame, runner: RunnerFrame): string {
  const { median, low, high, n_diverged, lanes } = runner;
  if (n_diverged === lanes.length) return WORDS.diverged(n_diverged, lanes.length);
  if (median === null || low === null || high === null) {
    const known = lanes.flatMap(({ accuracy }) => (accuracy === null ? [] : [formatPercent(accuracy, 1)]));
    return known.join(", ");
  }
  const is = lanes.length === 1 ? formatPercent(median, 1) : `${formatPercent(median, 1)}, ${WORDS.range(low, high)}`;
  if (n_diverged > 0) return `${is}; ${WORDS.diverged(n_diverged, lanes.length)}`;
  return frame.status === "finished" && median < CHANCE ? WORDS.guessing(lanes.length === 1 ? is : WORDS.range(low, high)) : is;
}

/** The points of a training; those of a diverged one end where it did. */
function pointsOf(lane: LaneFrame, which: Metric): Point[] {
  const values = which === "cost" ? lane.running : lane.tested, column = which === "cost" ? 1 : 2;
  return Array.from({ length: values.length / 3 }, (_, k) => ({ x: values[3 * k] as number, y: values[3 * k + column] as number }));
}

/** The same ends for all; close up, those of who is near the best. */
function rangeOf(frame: RaceFrame, charts: readonly (readonly (readonly Point[])[])[], which: Metric): readonly [number, number] {
  if (which === "accuracy") return [0, 1];
  const all = charts.flat(2).map(({ y }) => y).filter(Number.isFinite);
  if (which === "cost") return [0, Math.min(10, roundUp(Math.max(0, ...all)))];
  const best = Math.max(0, ...frame.runners.map(({ median }) => median ?? 0), ...(frame.ranking.length === 0 ? all : []));
  return [Math.max(0, Math.floor(50 * (best - CLOSE)) / 50), Math.min(1, Math.ceil(50 * Math.max(best, ...all)) / 50)];
}

/** The points that are in sight, and where the line comes into it. */
function above(points: readonly Point[], low: number): Point[] {
  return points.flatMap((point, k) => {
    const before = points[k - 1];
    if (before === undefined || (before.y < low) === (point.y < low)) return point.y < low ? [] : [point];
    const edge = { x: scaled(low, before.y, point.y, before.x, point.x), y: low };
    return point.y < low ? [edge] : [edge, point];
  });
}

/** What the seeds had at an epoch: from the least to the most. */
function valuesAt(charts: readonly (readonly Point[])[], at: number): string {
  const found = charts.flatMap((points) => points.filter(({ x }) => x <= at + 1e-6).at(-1)?.y ?? []);
  if (found.length === 0) return "\u2013";
  const [low, high] = [Math.min(...found), Math.max(...found)];
  return low === high ? written(low, 1) : WORDS.between(written(low, 1), written(high, 1));
}

function written(value: number, decimals = 0): string {
  return metric.value === "cost" ? formatShort(value) : formatPercent(value, decimals);
}

function rounded(epoch: number): number {
  return metric.value === "cost" ? Math.round(epoch / STEPS_OF_SPOT) * STEPS_OF_SPOT : Math.round(epoch);
}

function clamped(epoch: number, most: number): number {
  return Math.min(Math.max(0, epoch), most);
}

/** The same for those who do not see the charts. */
function Standing({ frame }: { readonly frame: RaceFrame }) {
  return (
    <div class="hidden-visually"><table>
      <caption>{WORDS.table}</caption>
      <thead><tr>{WORDS.head.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {frame.ranking.map((place, rank) => {
          const runner = frame.runners[place];
          return runner === undefined ? null : (
            <tr key={place}><td>{rank + 1}</td><th scope="row">{runner.name}</th>{[runner.median, runner.low, runner.high].map((value, k) => <td key={k}>{value === null ? "" : formatPercent(value)}</td>)}<td>{runner.n_diverged}</td></tr>
          );
        })}
      </tbody>
    </table></div>
  );
}
