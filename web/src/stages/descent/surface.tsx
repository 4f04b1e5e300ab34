// A surface in the room, to be turned by dragging and by arrow keys; the far pieces are painted first.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Ball, Surface } from "../../messages.ts";
import { type Eye, faces, height, mostOf, seen } from "../../numbers/surface.ts";
import { colors, mixed } from "../network/colors.ts";
import { WORDS } from "../../words/descent.ts";
import { inFront } from "./chart.tsx";
import { drawBall, drawWay, penOf } from "./contours.tsx";
import { useWidth } from "./size.ts";
import { PLANE } from "./state.ts";
import { momentOf } from "./ways.ts";

const TALLEST = 228;
const FIRST: Eye = { turn: 30, tilt: 32 };
const BY_KEY = 6, BY_PIXEL = 0.6, LOWEST = 5, STEEPEST = 89;

export function SurfacePicture({ surface, balls }: { readonly surface: Surface; readonly balls: readonly Ball[] }) {
  const room = useRef<HTMLElement>(null), canvas = useRef<HTMLCanvasElement>(null), side = Math.min(TALLEST, useWidth(room, 306));
  const eye = useSignal(FIRST), palette = colors.value, { n, reach, values } = surface, step = PLANE.step.value, chosen = Math.min(PLANE.chosen.value, balls.length - 1);
  const { turn, tilt } = eye.value;
  const look = (right: number, up: number) => {
    eye.value = { turn: (eye.value.turn + right + 540) % 360 - 180, tilt: Math.min(STEEPEST, Math.max(LOWEST, eye.value.tilt + up)) };
  };
  const unit = side / 3.1, to = (right: number, up: number): readonly [number, number] => [side / 2 + unit * right, side / 2 - unit * up];
  useEffect(() => {
    const pen = penOf(canvas.current, side, side), range = mostOf(values);
    if (pen === null) return;
    pen.lineWidth = 0.75;
    for (const { corners, share } of faces({ n, reach, heights: values }, range, eye.value)) {
      pen.fillStyle = mixed(palette.paperRgb, palette.plus, 0.12 + 0.6 * share);
      pen.strokeStyle = mixed(palette.paperRgb, palette.plus, 0.3 + 0.7 * share);
      pen.beginPath();
      for (let k = 0; k < 8; k += 2) pen.lineTo(...to(corners[k] as number, corners[k + 1] as number));
      pen.closePath();
      pen.fill();
      pen.stroke();
    }
    const lifted = (where: readonly number[], value: number) => {
      const [x = NaN, y = NaN] = where;
      if (Math.max(Math.abs(x), Math.abs(y)) > reach) return [NaN, NaN] as const;
      const [right, up] = seen(eye.value, x / reach, y / reach, height((value - range[0]) / (range[1] - range[0])));
      return to(right, up);
    };
    pen.fillStyle = palette.quiet;
    pen.textAlign = "center";
    for (const [name, x, y] of [["x", 0, -1.16], ["y", -1.16, 0]] as const) {
      const [right, up] = seen(eye.value, x, y, -0.6);
      pen.fillText(name, ...to(right, up));
    }
    balls.forEach((ball, k) => drawWay(pen, ball, step, lifted, palette, k === chosen));
    inFront(balls.length, chosen).forEach((k) => { const { where, value } = momentOf(balls[k] as Ball, step); drawBall(pen, lifted(where, value), k, k === chosen, palette); });
  });
  const keys = (event: KeyboardEvent) => {
    const turns: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-BY_KEY, 0], ArrowRight: [BY_KEY, 0], ArrowUp: [0, BY_KEY], ArrowDown: [0, -BY_KEY] };
    const by = turns[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    look(...by);
  };
  return (
    <figure ref={room} class="plane-picture">
      <canvas ref={canvas} class="turning" style={{ width: `${side}px`, height: `${side}px` }} role="img" tabIndex={0} aria-label={WORDS.surface(surface.formula, turn, tilt)} onKeyDown={keys}
        onPointerDown={(event) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
        onPointerMove={(event) => { if (event.buttons > 0) look(BY_PIXEL * event.movementX, BY_PIXEL * event.movementY); }} />
      <figcaption class="small quiet">{WORDS.surfaceTitle}</figcaption>
    </figure>
  );
}
