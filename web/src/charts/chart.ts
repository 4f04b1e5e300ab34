// Where the points of a curve lie in a chart, and how its axis is divided. No page is needed for that.

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From a number to its place between two ends. */
export function scaled(value: number, low: number, high: number, from: number, to: number): number {
  return high === low ? from : from + ((value - low) / (high - low)) * (to - from);
}

/** The line through the points, as a path of SVG. */
export function pathOf(points: readonly Point[], box: Box, xMost: number, yRange: readonly [number, number]): string {
  return points.filter(({ y }) => Number.isFinite(y)).map(({ x, y }, k) => {
    const across = scaled(x, 0, xMost, box.left, box.right), up = scaled(Math.min(Math.max(y, yRange[0]), yRange[1]), yRange[0], yRange[1], box.bottom, box.top);
    return `${k === 0 ? "M" : "L"}${across.toFixed(1)} ${up.toFixed(1)}`;
  }).join("");
}

/** Places for names that stand at these heights, in their order: none over another, none below the last place, each near its own. */
export function spread(heights: readonly number[], apart: number, last: number): number[] {
  let above = -Infinity, below = last + apart;
  const down = heights.map((height) => { above = Math.max(height, above + apart); return above; });
  return down.reverse().map((height) => { below = Math.min(height, below - apart); return below; }).reverse();
}

/** A round number at least as large: 1, 2 or 5 times a power of ten. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) as number) * power;
}

/** The point nearest to this place along the axis; -1 where there is none. */
export function nearestTo(points: readonly Point[], x: number): number {
  let best = -1, distance = Infinity;
  points.forEach((point, k) => {
    const away = Math.abs(point.x - x);
    if (away < distance) [best, distance] = [k, away];
  });
  return best;
}
