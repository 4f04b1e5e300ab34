// Why activations range continuously: the cost along a dial of the page's network, with its own neurons and with steps.

import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { scaled } from "../../charts/chart.ts";
import type { Staircase } from "../../messages.ts";
import { formatFixed, formatShort } from "../../numbers/format.ts";
import { mostOf, ticks } from "../../numbers/surface.ts";
import { SIDE, connection, layers, network, score, selection } from "../../store.ts";
import { WORDS } from "../../words/descent.ts";
import { useKept } from "./asks.ts";
import { Rate, Transport } from "./controls.tsx";
import { useMeant } from "./meant.ts";
import { useWidth } from "./size.ts";

const N_STEPS = 100, FEW = [1, 10, 100];
const HEIGHT = 216, LEFT = 52, RIGHT = 12, TOP = 12, BOTTOM = 40;
const nImages = signal(10), rate = signal(100), step = signal(0), isPlaying = signal(false);

export function StairsView() {
  const place = selection.value, isHidden = place.kind !== "pixel" && place.layer < layers.value.length;
  const [layer, neuron] = isHidden ? [place.layer, place.neuron] : [1, 0];
  const source = isHidden && place.kind === "weight" ? place.from : isHidden && place.kind === "bias" ? -1 : null;
  const question = { kind: "staircase", layer, neuron, source, n_images: nImages.value, learning_rate: rate.value, n_steps: N_STEPS } as const;
  const { good, problem } = useKept(question, `${network.value?.name} ${score.value?.revision}`);
  const meant = useMeant("staircase", { staircase: { ...question, source: good?.source ?? source } });
  if (good === null) return <p class="quiet" role="status">{problem !== "" ? problem : connection.value === "open" ? WORDS.loading : WORDS.lost}</p>;
  const name = source === -1 || good.source === -1 ? WORDS.bias(layer, neuron)
    : WORDS.weight(layer, neuron, layer === 1 ? WORDS.pixel(good.source, SIDE) : WORDS.before(layer - 1, good.source));
  return (
    <section class="descent-view" {...meant}>
      <p><strong>{WORDS.stairsAbout}</strong> {WORDS.stairsDial(name)} <span class="small quiet">{WORDS.stairsWhich}</span></p>
      {problem !== "" && <p class="small wrong" role="status">{problem}</p>}
      <div class="plane-pictures"><DialChart found={good} kind="smooth" /><DialChart found={good} kind="stairs" /></div>
      <div class="descent-deeds">
        <Transport on={{ step, isPlaying }} last={good.ball_places.length - 1} />
        <Rate rate={rate} ends={[-1, 5]} />
        <div class="choice" role="group" aria-label={WORDS.stairsImages}>
          {FEW.map((n) => <button key={n} type="button" aria-pressed={nImages.value === n} onClick={() => { nImages.value = n; }}>{n}</button>)}
          <span class="small quiet">{WORDS.stairsImages}</span>
        </div>
      </div>
      <Numbers found={good} />
      <p>{WORDS.stairsSays(good.activation, good.stairs.length, good.ball_slopes[0] ?? 0)}</p>
    </section>
  );
}

interface DialChartProps {
  readonly found: Staircase;
  readonly kind: "smooth" | "stairs";
}

function DialChart({ found, kind }: DialChartProps) {
  const room = useRef<HTMLElement>(null), width = useWidth(room, 306), { places, edges, stairs } = found, isSmooth = kind === "smooth";
  const shown = isSmooth ? found.costs : stairs, at = isSmooth ? found.ball_places : found.step_places, costs = isSmooth ? found.ball_costs : found.step_costs;
  const low = edges[0] ?? 0, high = edges.at(-1) ?? 1, [bottom, top] = mostOf(shown, 1), spare = 0.08 * (top - bottom);
  const right = (x: number) => scaled(x, low, high, LEFT, width - RIGHT), up = (y: number) => scaled(y, bottom - spare, top + spare, HEIGHT - BOTTOM, TOP);
  const k = Math.min(step.value, at.length - 1), inside = Math.min(width - RIGHT, Math.max(LEFT, right(at[k] ?? 0)));
  const least = Math.min(...shown), most = Math.max(...shown);
  const label = isSmooth ? WORDS.smoothChart(found.activation, least, most) : WORDS.stairsChart(stairs.length, least, most);
  return (
    <figure class="line-chart dial-chart" ref={room}>
      <figcaption class="small"><strong>{isSmooth ? WORDS.smoothTitle(found.activation) : WORDS.stairsTitle(stairs.length)}</strong></figcaption>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {ticks(bottom, top, 4).map((y) => <g key={y}><line class="chart-grid" x1={LEFT} x2={width - RIGHT} y1={up(y)} y2={up(y)} /><text x={LEFT - 6} y={up(y) + 4} text-anchor="end">{formatShort(y)}</text></g>)}
        {ticks(low, high, Math.max(3, width / 90)).map((x) => <text key={x} x={right(x)} y={HEIGHT - 22} text-anchor="middle">{formatShort(x)}</text>)}
        <text x={width - RIGHT} y={HEIGHT - 5} text-anchor="end">{WORDS.stairsAxis}</text>
        <line class="chart-at" x1={right(found.value)} x2={right(found.value)} y1={TOP} y2={HEIGHT - BOTTOM} />
        {isSmooth ? <path class="formula-curve" d={places.map((x, j) => `${j === 0 ? "M" : "L"}${right(x).toFixed(1)} ${up(shown[j] as number).toFixed(1)}`).join("")} /> : <>
          {stairs.slice(1).map((cost, j) => <line key={j} class="riser" x1={right(edges[j + 1] as number)} x2={right(edges[j + 1] as number)} y1={up(stairs[j] as number)} y2={up(cost)} />)}
          {stairs.map((cost, j) => <line key={j} class="stair" x1={right(edges[j] as number)} x2={right(edges[j + 1] as number)} y1={up(cost)} y2={up(cost)} />)}
        </>}
        <g class={isSmooth ? "ball chosen" : "ball stuck"}><circle cx={inside} cy={up(costs[k] ?? 0)} r="8" /></g>
      </svg>
    </figure>
  );
}

/** Both balls in numbers. */
function Numbers({ found }: { readonly found: Staircase }) {
  const k = Math.min(step.value, found.ball_places.length - 1);
  const rows = [
    [WORDS.smooth(found.activation), found.ball_places[k], found.ball_costs[k], found.ball_slopes[k]],
    [WORDS.steps, found.step_places[k], found.step_costs[k], found.step_slopes[k]],
  ] as const;
  return (
    <table class="descent-table stairs-table">
      <thead><tr>{WORDS.stairsHead.map((name) => <th key={name} scope="col" class="small quiet">{name}</th>)}</tr></thead>
      <tbody>{rows.map(([name, place, cost, slope = 0]) => (
        <tr key={name}><th scope="row">{name}</th><td>{formatFixed(place ?? 0, 5)}</td><td>{formatFixed(cost ?? 0, 6)}</td><td>{slope === 0 ? "0" : formatShort(slope)}</td><td>{slope === 0 ? "0" : formatShort(-rate.value * slope)}</td></tr>
      ))}</tbody>
    </table>
  );
}
