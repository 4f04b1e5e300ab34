// The plane from above: colors and contours; hover, tap and arrow keys read any point.

import { useEffect, useRef } from "preact/hooks";
import { formatShort } from "../../numbers/format.ts";
import { WORDS } from "../../words/landscape.ts";
import { colors } from "../network/colors.ts";
import { type Marks, RAMP_FAINTEST, drawMap } from "./drawing.ts";
import { type Grid, type Heights, extent, nearestIn } from "./ground.ts";

interface MapProps {
  readonly grid: Grid;
  readonly by: Heights;
  readonly marks: Marks;
  readonly axes: readonly [string, string];
  readonly label: string;
  readonly chosen: number | null;
  readonly onSpot: (k: number | null) => void;
  readonly onKeep: (k: number | null) => void;
}

export function Map({ grid, by, marks, axes, label, chosen, onSpot, onKeep }: MapProps) {
  const canvas = useRef<HTMLCanvasElement>(null), palette = colors.value, range = extent(grid.costs);
  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement, draw = () => drawMap(element, grid, by, marks, palette);
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return () => observer.disconnect();
  });
  const under = (event: MouseEvent) => {
    const own = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    const share = (value: number) => Math.min(1, Math.max(0, value));
    const column = Math.round(share((event.clientX - own.left) / own.width) * (grid.x.length - 1)), row = Math.round(share((own.bottom - event.clientY) / own.height) * (grid.y.length - 1));
    return row * grid.x.length + column;
  };
  const walk = (event: KeyboardEvent) => {
    const n = grid.x.length, steps: Record<string, readonly [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }, step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const now = chosen ?? nearestIn(grid.y, 0) * n + nearestIn(grid.x, 0), far = event.shiftKey ? 4 : 1;
    const column = Math.min(Math.max(0, (now % n) + far * step[0]), n - 1), row = Math.min(Math.max(0, Math.floor(now / n) + far * step[1]), grid.y.length - 1);
    onSpot(null);
    onKeep(row * n + column);
  };
  const ends = (values: Float64Array) => [formatShort(values[0] as number), formatShort(values.at(-1) as number)];
  return (
    <figure class="over-map">
      <canvas ref={canvas} role="img" tabIndex={0} aria-label={range === null ? WORDS.mapWaiting : label} onPointerMove={(event) => onSpot(under(event))} onPointerLeave={() => onSpot(null)}
        onClick={(event) => onKeep(under(event))} onKeyDown={walk} />
      <span class="over-up small quiet"><span>{ends(grid.y)[0]}</span><span>{axes[1]} {"\u2192"}</span><span>{ends(grid.y)[1]}</span></span>
      <figcaption class="small quiet"><span>{ends(grid.x)[0]}</span><span>{axes[0]} {"\u2192"}</span><span>{ends(grid.x)[1]}</span></figcaption>
      <div class="over-legend small quiet"><span>{WORDS.cost(range?.[0])}</span><span class="over-ramp" style={{ "--faint": `${RAMP_FAINTEST * 100}%` }} /><span>{WORDS.cost(range?.[1])}</span></div>
    </figure>
  );
}
