// A surface from above: lines of equal height, the ways of the balls, the gradient uphill and its negative downhill.

import { useEffect, useRef } from "preact/hooks";
import type { Ball, Surface } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { contour, mostOf, ticks } from "../../numbers/surface.ts";
import { scaled } from "../../charts/chart.ts";
import { type Colors, colors, mixed, solid } from "../network/colors.ts";
import { WORDS } from "../../words/descent.ts";
import { inFront } from "./chart.tsx";
import { moveByKeys } from "./controls.tsx";
import { useWidth } from "./size.ts";
import { PLANE, addBall, place } from "./state.ts";
import { momentOf } from "./ways.ts";

const TALLEST = 228;
const N_LINES = 14, LOWER = 18, ARROW = 0.23, TOUCH = 20;
const ROOM = 32; // beside and below, for the numbers of the axes

type Pen = CanvasRenderingContext2D;
type Place = (x: number, y: number) => readonly [number, number];

export function Contours({ surface, balls }: { readonly surface: Surface; readonly balls: readonly Ball[] }) {
  const room = useRef<HTMLElement>(null), canvas = useRef<HTMLCanvasElement>(null), side = Math.min(TALLEST, useWidth(room, 306)), dragged = useRef<number | null>(null);
  const { reach, values } = surface, step = PLANE.step.value, chosen = Math.min(PLANE.chosen.value, balls.length - 1), palette = colors.value;
  const to: Place = (x, y) => [scaled(x, -reach, reach, ROOM, side - 4), scaled(y, -reach, reach, side - LOWER, 4)];
  const from = (event: PointerEvent): readonly [number, number] => {
    const own = (event.currentTarget as HTMLElement).getBoundingClientRect(), inside = (number: number) => Math.min(reach, Math.max(-reach, number));
    return [inside(scaled(event.clientX - own.left, ROOM, side - 4, -reach, reach)), inside(scaled(event.clientY - own.top, side - LOWER, 4, -reach, reach))];
  };
  const levels = ticks(...mostOf(values), N_LINES);
  useEffect(() => {
    const pen = penOf(canvas.current, side, side);
    if (pen === null) return;
    drawAxes(pen, to, reach, palette);
    drawLines(pen, to, surface, levels, palette);
    balls.forEach((ball, k) => drawWay(pen, ball, step, (where) => to(where[0] as number, where[1] as number), palette, k === chosen));
    const ball = balls[chosen];
    if (ball !== undefined) drawArrows(pen, to, ball, step, reach, palette);
    inFront(balls.length, chosen).forEach((k) => { const { where } = momentOf(balls[k] as Ball, step); drawBall(pen, to(where[0] ?? NaN, where[1] ?? NaN), k, k === chosen, palette); });
  });
  const press = (event: PointerEvent) => {
    const own = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const near = balls.map((ball, k) => { const [x, y] = to(...(momentOf(ball, step).where as [number, number])); return { k, away: Math.hypot(x - event.clientX + own.left, y - event.clientY + own.top) }; })
      .filter(({ away }) => away < TOUCH).sort((a, b) => a.away - b.away)[0];
    if (near === undefined) addBall(PLANE, from(event));
    else PLANE.chosen.value = near.k;
    dragged.current = near?.k ?? PLANE.chosen.value;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  const now = balls[chosen] === undefined ? undefined : momentOf(balls[chosen] as Ball, step);
  const [x = NaN, y = NaN] = now?.where ?? [], [gx = NaN, gy = NaN] = now?.slopes ?? [];
  const apart = levels.length > 1 ? (levels[1] as number) - (levels[0] as number) : 0;
  return (
    <figure ref={room} class="plane-picture">
      <canvas ref={canvas} style={{ width: `${side}px`, height: `${side}px` }} role="img" tabIndex={0} aria-label={WORDS.contours(surface.formula, x, y, gx, gy)}
        onKeyDown={(event) => moveByKeys(PLANE, event)} onPointerDown={press}
        onPointerMove={(event) => { if (dragged.current !== null && event.buttons > 0 && Math.hypot(event.movementX, event.movementY) > 0) place(PLANE, dragged.current, from(event)); }}
        onPointerUp={() => { dragged.current = null; }} onPointerCancel={() => { dragged.current = null; }} />
      <figcaption class="small quiet">{WORDS.contoursTitle}, {WORDS.apart(apart)}</figcaption>
    </figure>
  );
}

/** A pen for a canvas of this size, sharp on every screen, on a clean sheet. */
export function penOf(canvas: HTMLCanvasElement | null, width: number, height: number): Pen | null {
  const pen = canvas?.getContext("2d") ?? null;
  if (canvas === null || pen === null) return null;
  const [w, h] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = "13px system-ui, sans-serif";
  pen.lineJoin = "round";
  return pen;
}

function drawAxes(pen: Pen, to: Place, reach: number, palette: Colors): void {
  const [left, top] = to(-reach, reach), [right, bottom] = to(reach, -reach);
  pen.strokeStyle = palette.line;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, right - left, bottom - top);
  pen.fillStyle = palette.quiet;
  for (const tick of ticks(-reach, reach, 4)) {
    const [x] = to(tick, 0), [, y] = to(0, tick);
    pen.textAlign = "center";
    pen.fillText(formatShort(tick), x, bottom + 14);
    pen.textAlign = "right";
    pen.fillText(formatShort(tick), left - 5, Math.min(bottom, Math.max(top + 9, y + 4)));
  }
}

/** The higher a line, the stronger. */
function drawLines(pen: Pen, to: Place, { n, reach, values }: Surface, levels: readonly number[], palette: Colors): void {
  pen.lineWidth = 1.25;
  levels.forEach((level, k) => {
    pen.strokeStyle = mixed(palette.paperRgb, palette.plus, 0.2 + (0.5 * k) / Math.max(1, levels.length - 1));
    pen.beginPath();
    for (const [x0, y0, x1, y1] of contour({ n, reach, heights: values }, level)) {
      pen.moveTo(...to(x0, y0));
      pen.lineTo(...to(x1, y1));
    }
    pen.stroke();
  });
}

/** Where a ball was, and where it goes next. */
export function drawWay(pen: Pen, ball: Ball, step: number, to: (where: readonly number[], value: number) => readonly [number, number], palette: Colors, isChosen: boolean): void {
  const past = Array.from({ length: Math.min(step + 1, ball.values.length) }, (_, k) => momentOf(ball, k));
  const ends = past.map(({ where, value }) => to(where, value)).filter((end) => end.every(Number.isFinite));
  pen.strokeStyle = pen.fillStyle = isChosen ? palette.ink : palette.quiet;
  pen.lineWidth = 1.5;
  pen.beginPath();
  ends.forEach(([x, y], k) => (k === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.stroke();
  for (const [x, y] of ends) {
    pen.beginPath();
    pen.arc(x, y, 2, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Arrows as long as the slope is steep, in one scale for the whole way; the next step as a ring where it leads. */
function drawArrows(pen: Pen, to: Place, ball: Ball, step: number, reach: number, palette: Colors): void {
  const { where, slopes, next } = momentOf(ball, step), [x = NaN, y = NaN] = where, [gx = NaN, gy = NaN] = slopes;
  const first = Math.hypot(...momentOf(ball, 0).slopes), length = Math.hypot(gx, gy);
  if (!(first > 0) || !(length > 0) || !Number.isFinite(length)) return;
  const scale = (2 * ARROW * reach) / Math.max(first, length);
  arrow(pen, to(x, y), to(x + scale * gx, y + scale * gy), solid(palette.plus), []);
  arrow(pen, to(x, y), to(x - scale * gx, y - scale * gy), solid(palette.minus), [5, 3]);
  if (next === null) return;
  pen.strokeStyle = palette.ink;
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(...to(next[0] as number, next[1] as number), 4, 0, 2 * Math.PI);
  pen.stroke();
}

export function arrow(pen: Pen, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], color: string, dashes: readonly number[]): void {
  const length = Math.hypot(x1 - x0, y1 - y0), head = Math.min(9, length), [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  if (!(length > 0)) return;
  pen.strokeStyle = pen.fillStyle = color;
  pen.lineWidth = 2.5;
  pen.setLineDash([...dashes]);
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1 - 0.8 * head * ux, y1 - 0.8 * head * uy);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x1 - head * ux - 0.55 * head * uy, y1 - head * uy + 0.55 * head * ux);
  pen.lineTo(x1 - head * ux + 0.55 * head * uy, y1 - head * uy - 0.55 * head * ux);
  pen.fill();
}

export function drawBall(pen: Pen, [x, y]: readonly [number, number], k: number, isChosen: boolean, palette: Colors): void {
  if (!Number.isFinite(x + y)) return;
  pen.beginPath();
  pen.arc(x, y, 8, 0, 2 * Math.PI);
  pen.fillStyle = isChosen ? "#ffd84d" : palette.paper;
  pen.fill();
  pen.strokeStyle = isChosen ? palette.selected : palette.ink;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.fillStyle = isChosen ? "#1b1d22" : palette.ink;
  pen.textAlign = "center";
  pen.fillText(String(k + 1), x, y + 4.5);
}
