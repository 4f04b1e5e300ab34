// Points of a cut through the landscape, the order in which they are measured, and what is known between them. No page is needed for that.

import { roundUp } from "../../charts/chart.ts";

export interface Grid {
  /** Steps along the axes at which the cost is measured; a line has one row. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Row by row; NaN where nothing was measured yet, infinite where the cost is no number. */
  readonly costs: Float64Array;
}

const SPACINGS = [8, 4, 2, 1] as const;

/** So many numbers from low to high, at equal distances. */
export function spread(low: number, high: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => (k === count - 1 ? high : low + (k * (high - low)) / (count - 1)));
}

/** Every place of a table once, as `coarse_to_fine` of the library has it: every eighth of every eighth row first, then what lies between. */
export function coarseToFine(nRows: number, nColumns: number): Uint32Array {
  const order = new Uint32Array(nRows * nColumns), seen = new Uint8Array(nRows * nColumns);
  let n = 0;
  for (const spacing of SPACINGS) {
    for (let row = 0; row < nRows; row += spacing) {
      for (let column = 0; column < nColumns; column += spacing) {
        const place = row * nColumns + column;
        if (seen[place] === 1) continue;
        seen[place] = 1;
        order[n++] = place;
      }
    }
  }
  return order;
}

export function newGrid(x: Float64Array, y: Float64Array): Grid {
  return { x, y, costs: new Float64Array(x.length * y.length).fill(NaN) };
}

/** Whether a value was measured. */
export function isMeasured(cost: number | undefined): cost is number {
  return cost !== undefined && !Number.isNaN(cost);
}

/** The finest spacing at which every point is measured; 0 where there is none yet. */
export function finestWhole({ x, y, costs }: Grid): number {
  let found = 0;
  for (const spacing of SPACINGS) {
    for (let row = 0; row < y.length; row += spacing) {
      for (let column = 0; column < x.length; column += spacing) if (!isMeasured(costs[row * x.length + column])) return found;
    }
    found = spacing;
  }
  return found;
}

/** For each place the nearest measured one of the coarser tables it is part of: what stands there until it is measured. */
export function filledIn({ x, y, costs }: Grid): Float64Array {
  const filled = costs.slice(), nColumns = x.length;
  for (let row = 0; row < y.length; row++) {
    for (let column = 0; column < nColumns; column++) {
      for (let spacing = 2; !isMeasured(filled[row * nColumns + column]) && spacing <= 8; spacing *= 2) {
        const parent = Math.floor(row / spacing) * spacing * nColumns + Math.floor(column / spacing) * spacing;
        filled[row * nColumns + column] = costs[parent] as number;
      }
    }
  }
  return filled;
}

/** The least and the largest finite cost; null where there is none. */
export function extent(costs: Float64Array): readonly [number, number] | null {
  let low = Infinity, high = -Infinity;
  for (const cost of costs) {
    if (!Number.isFinite(cost)) continue;
    low = Math.min(low, cost);
    high = Math.max(high, cost);
  }
  return low <= high ? [low, high] : null;
}

export type Heights = "log" | "linear";
const FAINTEST = 1e-6;

/** How high a cost is between the least and the largest: 0 to 1. */
export function height(cost: number, [low, high]: readonly [number, number], by: Heights): number {
  const of = by === "log" ? (value: number) => Math.log(Math.max(value, FAINTEST)) : (value: number) => value;
  return of(high) === of(low) ? 0 : Math.min(1, Math.max(0, (of(cost) - of(low)) / (of(high) - of(low))));
}

/** The cost at a height: where contours are. */
export function costAt(share: number, [low, high]: readonly [number, number], by: Heights): number {
  return by === "linear" ? low + share * (high - low) : Math.max(low, FAINTEST) * (Math.max(high, FAINTEST) / Math.max(low, FAINTEST)) ** share;
}

/** A contour: pieces of line, each x1, y1, x2, y2 in columns and rows, straight between measured points. */
export function contour(heights: Float64Array, nColumns: number, level: number): number[] {
  const pieces: number[] = [], nRows = heights.length / nColumns;
  const at = (row: number, column: number) => heights[row * nColumns + column] as number;
  for (let row = 0; row + 1 < nRows; row++) {
    for (let column = 0; column + 1 < nColumns; column++) {
      const [a, b, c, d] = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
      const cut = (from: number, to: number) => (level - from) / (to - from);
      const cuts: number[] = [];
      if (a < level !== b < level) cuts.push(column + cut(a, b), row);
      if (b < level !== c < level) cuts.push(column + 1, row + cut(b, c));
      if (c < level !== d < level) cuts.push(column + 1 - cut(c, d), row + 1);
      if (d < level !== a < level) cuts.push(column, row + 1 - cut(d, a));
      if (cuts.length >= 4) pieces.push(...cuts);
    }
  }
  return pieces;
}

/** Round numbers from low to high, about so many. */
export function ticks(low: number, high: number, count: number): number[] {
  const step = roundUp((high - low) / count), first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** The number nearest to this one among those at equal distances. */
export function nearestIn(values: Float64Array, value: number): number {
  let best = 0;
  values.forEach((each, k) => { if (Math.abs(each - value) < Math.abs((values[best] as number) - value)) best = k; });
  return best;
}

/** The height at a place between points: straight along rows and columns. `across` and `up` in columns and rows. */
export function between(heights: Float64Array, nColumns: number, across: number, up: number): number {
  const nRows = heights.length / nColumns;
  const column = Math.min(Math.max(0, Math.floor(across)), nColumns - 2), row = Math.min(Math.max(0, Math.floor(up)), nRows - 2);
  const at = (r: number, c: number) => heights[r * nColumns + c] as number, s = across - column, t = up - row;
  return (1 - t) * ((1 - s) * at(row, column) + s * at(row, column + 1)) + t * ((1 - s) * at(row + 1, column) + s * at(row + 1, column + 1));
}

export interface Turn {
  /** Around the upright axis, and how far one looks from above: 0 from the side, a quarter turn from the top. */
  readonly yaw: number;
  readonly pitch: number;
}

/** From a place on the plane, each from -1/2 to 1/2, and a height to the picture: to the right, down, and how far away. */
export function projected(x: number, y: number, z: number, { yaw, pitch }: Turn): readonly [number, number, number] {
  const across = x * Math.cos(yaw) - y * Math.sin(yaw), away = x * Math.sin(yaw) + y * Math.cos(yaw);
  return [across, -(z * Math.cos(pitch) + away * Math.sin(pitch)), away * Math.cos(pitch) - z * Math.sin(pitch)];
}
