// The true cost over the plane in which the ways move most, as bands, and the ways on it.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PathsFrame } from "../../messages.ts";
import { theme } from "../../store.ts";
import { WORDS } from "../../words/race.ts";
import { bandOf, between, filled } from "./grid.ts";

const SIDE = 280, N_BANDS = 14;
type Color = readonly [number, number, number];

export function Terrain({ frame, ends }: { readonly frame: PathsFrame; readonly ends: string }) {
  const canvas = useRef<HTMLCanvasElement>(null), spot = useSignal<readonly [number, number] | null>(null);
  const { n_points: n, costs, share } = frame, [low, high] = lowAndHigh(costs);
  const measured = frame.n_measured, colors = theme.value;
  useEffect(() => { if (canvas.current !== null) draw(canvas.current, frame, low, high); }, [measured, frame.paths.length, costs.length, colors]);
  const move = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    spot.value = [Math.round(((event.clientX - box.left) / box.width) * (n - 1)), Math.round((1 - (event.clientY - box.top) / box.height) * (n - 1))];
  };
  const walk = (event: KeyboardEvent) => {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (turn === undefined) return;
    event.preventDefault();
    const [x, y] = spot.value ?? [(n - 1) / 2, (n - 1) / 2];
    spot.value = [inside(x + (turn[0] ?? 0), n), inside(y + (turn[1] ?? 0), n)];
  };
  const quiet = () => { spot.value = null; }, chosen = spot.value;
  const label = share === null ? WORDS.planeTitle : WORDS.planeLabel(low, high, share, ends);
  return (
    <figure class="terrain">
      <figcaption class="small"><strong>{share === null ? WORDS.planeTitle : WORDS.plane(share)}</strong></figcaption>
      <div class="terrain-field" role="img" aria-label={label} tabIndex={0} onPointerMove={move} onPointerLeave={quiet} onBlur={quiet} onKeyDown={walk}>
        <canvas ref={canvas} />
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true"><Paths frame={frame} chosen={chosen} /></svg>
      </div>
      <p class="small quiet terrain-words">
        <span role="status">{chosen === null ? (share === null ? WORDS.noPoint : "") : WORDS.point(costs[chosen[1] * n + chosen[0]] ?? NaN)}</span>
        {share !== null && <span class="terrain-scale"><i class="terrain-swatch" /> {WORDS.scaleLow(low)} <i class="terrain-swatch high" /> {WORDS.scaleHigh(high)}</span>}
      </p>
    </figure>
  );
}

interface PathsProps {
  readonly frame: PathsFrame;
  readonly chosen: readonly [number, number] | null;
}

function Paths({ frame, chosen }: PathsProps) {
  const { across, up, paths, n_points: n } = frame;
  if (across.length === 0) return null;
  const x = (value: number) => place(value, across) * SIDE, y = (value: number) => (1 - place(value, up)) * SIDE;
  const start = paths[0]?.points;
  const lines = paths.map(({ points }) => Array.from({ length: points.length / 2 }, (_, j) => `${j === 0 ? "M" : "L"}${x(points[2 * j] ?? 0).toFixed(1)} ${y(points[2 * j + 1] ?? 0).toFixed(1)}`).join(""));
  return (
    <>
      {lines.map((line, k) => <path key={k} class="way-halo" d={line} />)}
      {[2, 1, 0].map((k) => <path key={k} class={`way way-${k}`} d={lines[k] ?? ""} />)}
      {paths.map(({ points }, k) => <Mark key={k} k={k} x={x(points.at(-2) ?? 0)} y={y(points.at(-1) ?? 0)} />)}
      {paths.map(({ points }, k) => {
        const [endX, endY] = [x(points.at(-2) ?? 0), y(points.at(-1) ?? 0)], isRight = endX > SIDE * 0.6;
        return <text key={k} class="terrain-name" x={endX + (isRight ? -9 : 9)} y={endY + (k === 0 ? 17 : endY < 20 ? 16 : -7)} text-anchor={isRight ? "end" : "start"}>{WORDS.kinds[k]}</text>;
      })}
      {start !== undefined && <><circle class="way-start" cx={x(start[0] ?? 0)} cy={y(start[1] ?? 0)} r="4" /><text class="terrain-name" x={x(start[0] ?? 0) + 8} y={y(start[1] ?? 0) + 16}>{WORDS.startMark}</text></>}
      {chosen !== null && <circle class="chart-spot" r="4" cx={(chosen[0] / (n - 1)) * SIDE} cy={(1 - chosen[1] / (n - 1)) * SIDE} />}
    </>
  );
}

/** Where a way ends: a circle, a square, a triangle. */
function Mark({ k, x, y }: { readonly k: number; readonly x: number; readonly y: number }) {
  if (k === 0) return <circle class="way-end way-end-0" cx={x} cy={y} r="5" />;
  if (k === 1) return <rect class="way-end way-end-1" x={x - 4.5} y={y - 4.5} width="9" height="9" />;
  return <path class="way-end way-end-2" d={`M${x} ${y - 6}L${x + 5.5} ${y + 4}H${x - 5.5}Z`} />;
}

function place(value: number, steps: Float32Array): number {
  const low = steps[0] ?? 0, high = steps.at(-1) ?? 1;
  return (value - low) / (high - low || 1);
}

function inside(value: number, n: number): number {
  return Math.min(Math.max(0, Math.round(value)), n - 1);
}

function lowAndHigh(costs: Float32Array): readonly [number, number] {
  let low = Infinity, high = -Infinity;
  for (const cost of costs) if (Number.isFinite(cost)) [low, high] = [Math.min(low, cost), Math.max(high, cost)];
  return low > high ? [0, 1] : [low, high];
}

/** Paint the bands at the screen's own resolution; where two meet, a line. */
function draw(canvas: HTMLCanvasElement, frame: PathsFrame, low: number, high: number): void {
  const context = canvas.getContext("2d"), n = frame.n_points;
  const size = Math.round(SIDE * Math.min(2, window.devicePixelRatio || 1));
  if (context === null) return;
  canvas.width = canvas.height = size;
  const whole = frame.costs.length === 0 ? null : filled(frame.costs, n);
  if (whole === null) return;
  const bands = new Uint8Array(size * size), floor = Math.max(low, 1e-6);
  for (let row = 0; row < size; row++) {
    const up = (1 - (row + 0.5) / size) * (n - 1);
    for (let column = 0; column < size; column++) {
      bands[row * size + column] = bandOf(between(whole, n, ((column + 0.5) / size) * (n - 1), up), floor, high, N_BANDS);
    }
  }
  const picture = context.createImageData(size, size), [pale, dark, line] = colorsOf(canvas);
  for (let k = 0; k < bands.length; k++) {
    const band = bands[k] as number, isEdge = ((k + 1) % size !== 0 && bands[k + 1] !== band) || (k + size < bands.length && bands[k + size] !== band);
    const share = band / (N_BANDS - 1);
    for (let part = 0; part < 3; part++) picture.data[4 * k + part] = isEdge ? (line[part] as number) : (pale[part] as number) + share * ((dark[part] as number) - (pale[part] as number));
    picture.data[4 * k + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}

/** The colors of the theme: of the lowest cost, of the highest, and of lines between bands. */
function colorsOf(canvas: HTMLCanvasElement): readonly [Color, Color, Color] {
  const style = getComputedStyle(canvas), probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (name: string): Color => {
    if (probe === null) return [0, 0, 0];
    probe.fillStyle = style.getPropertyValue(name).trim();
    probe.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  return [read("--terrain-low"), read("--terrain-high"), read("--terrain-line")];
}
