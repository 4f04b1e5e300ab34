// The plane as a surface to rotate: drag it, or use the arrow keys.

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { WORDS } from "../../words/landscape.ts";
import { colors } from "../network/colors.ts";
import { type Marks, type Sight, drawSurface } from "./drawing.ts";
import type { Grid, Heights, Turn } from "./ground.ts";

const FIRST: Turn = { yaw: 0.6, pitch: 0.85 };
const STEP = Math.PI / 24, LOWEST = 0.05, HIGHEST = Math.PI / 2, PER_PIXEL = 0.01;
const NEAR = 24;
const turned = signal(FIRST);

interface SurfaceProps {
  readonly grid: Grid;
  readonly by: Heights;
  readonly marks: Marks;
  readonly onSpot: (k: number | null) => void;
}

export function Surface({ grid, by, marks, onSpot }: SurfaceProps) {
  const canvas = useRef<HTMLCanvasElement>(null), sight = useRef<Sight | null>(null), held = useRef<readonly [number, number] | null>(null);
  const palette = colors.value, turn = turned.value;
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement, draw = () => { sight.current = drawSurface(element, grid, by, turn, marks, palette); };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return () => observer.disconnect();
  });
  const rotate = (yaw: number, pitch: number) => {
    turned.value = { yaw: turned.value.yaw + yaw, pitch: Math.min(HIGHEST, Math.max(LOWEST, turned.value.pitch + pitch)) };
  };
  const move = (event: PointerEvent) => {
    const last = held.current;
    if (last === null) return onSpot(nearest(event));
    held.current = [event.clientX, event.clientY];
    rotate((event.clientX - last[0]) * PER_PIXEL, (event.clientY - last[1]) * PER_PIXEL);
  };
  /** The point that is nearest on the picture; of those behind each other the one that is drawn last. */
  const nearest = (event: PointerEvent): number | null => {
    const own = (canvas.current as HTMLCanvasElement).getBoundingClientRect(), seen = sight.current;
    if (seen === null) return null;
    let best: number | null = null, distance = NEAR ** 2;
    for (let k = 0; k < grid.costs.length; k++) {
      const [x, y] = seen.at(grid.x[k % grid.x.length] as number, grid.y[Math.floor(k / grid.x.length)] as number);
      const away = (x - event.clientX + own.left) ** 2 + (y - event.clientY + own.top) ** 2;
      if (away < distance) [best, distance] = [k, away];
    }
    return best;
  };
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, readonly [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }, step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    rotate(...step);
  };
  const hold = (event: PointerEvent) => {
    held.current = [event.clientX, event.clientY];
    onSpot(null);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  return (
    <figure class="over-surface">
      <canvas ref={canvas} role="img" tabIndex={0} aria-label={WORDS.surfaceLabel} onPointerDown={hold} onPointerMove={move} onPointerUp={() => { held.current = null; }}
        onPointerCancel={() => { held.current = null; }} onPointerLeave={() => onSpot(null)} onKeyDown={walk} />
      <figcaption class="small quiet">{WORDS.surfaceHint}<br />{WORDS.legend}</figcaption>
    </figure>
  );
}
