// Contours and surfaces over a square table of heights, prepared for drawing. No page is needed for that.

/** A table of heights: row by row from the lowest y, each from the lowest x, over [-reach, reach] in both. */
export interface Table {
  readonly n: number;
  readonly reach: number;
  readonly heights: Float32Array;
}

export type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

/** Where two ends of the middle part of the numbers lie, for axes that a few huge numbers would flatten. */
export function mostOf(values: ArrayLike<number>, share = 0.95): readonly [number, number] {
  const sorted = Array.from(values).filter(Number.isFinite).sort((a, b) => a - b), n = sorted.length;
  if (n === 0) return [0, 1];
  const low = sorted[0] as number, high = sorted[n - 1] as number, at = (part: number) => sorted[Math.round(part * (n - 1))] as number;
  const [inner, outer] = [at(1 - share), at(share)], middle = Math.max(outer - inner, 1e-12);
  const bounds = [inner - low > middle ? inner : low, high - outer > middle ? outer : high] as const;
  return bounds[1] > bounds[0] ? bounds : [bounds[0] - 1, bounds[1] + 1];
}

/** Round numbers between two ends, about so many. */
export function ticks(low: number, high: number, about: number): number[] {
  const raw = (high - low) / about, power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9)) as number) * power;
  const first = Math.ceil(low / step - 1e-9), last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** The line on which the heights are this one, in pieces: each cell is crossed straight. Cells with a hole have none. */
export function contour({ n, reach, heights }: Table, level: number): Segment[] {
  const found: Segment[] = [], unit = (2 * reach) / (n - 1), at = (row: number, column: number) => heights[row * n + column] as number;
  for (let row = 0; row + 1 < n; row++) {
    for (let column = 0; column + 1 < n; column++) {
      const corners = [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]] as const;
      const values = corners.map(([x, y]) => at(y, x));
      if (!values.every(Number.isFinite)) continue;
      const crossings: number[] = [];
      corners.forEach(([x, y], k) => {
        const [x1, y1] = corners[(k + 1) % 4] as readonly [number, number], a = values[k] as number, b = values[(k + 1) % 4] as number;
        if (a < level === b < level) return;
        const share = (level - a) / (b - a);
        crossings.push((x + share * (x1 - x)) * unit - reach, (y + share * (y1 - y)) * unit - reach);
      });
      for (let k = 0; k + 3 < crossings.length; k += 4) found.push(crossings.slice(k, k + 4) as unknown as Segment);
    }
  }
  return found;
}

export interface Eye {
  /** Turned about the upright axis, and tilted: 0 looks from the side, 90 from above. In degrees. */
  readonly turn: number;
  readonly tilt: number;
}

/** A place of the room, in [-1, 1] each, as the eye sees it: to the right, up, and how far away. */
export function seen(eye: Eye, x: number, y: number, z: number): readonly [number, number, number] {
  const turn = (eye.turn * Math.PI) / 180, tilt = (eye.tilt * Math.PI) / 180;
  const right = x * Math.cos(turn) - y * Math.sin(turn), away = x * Math.sin(turn) + y * Math.cos(turn);
  return [right, z * Math.cos(tilt) + away * Math.sin(tilt), away * Math.cos(tilt) - z * Math.sin(tilt)];
}

export interface Face {
  /** Four corners, as the eye sees them: x and y by turns. */
  readonly corners: readonly number[];
  /** Its mean height, as a share of the range. */
  readonly share: number;
  readonly away: number;
}

/** The pieces of a surface, the farthest first, so that what is near covers what is behind it. */
export function faces(table: Table, [low, high]: readonly [number, number], eye: Eye, every = 2): Face[] {
  const { n, heights } = table, found: Face[] = [];
  const share = (row: number, column: number) => ((heights[row * n + column] as number) - low) / (high - low);
  for (let row = 0; row + every < n; row += every) {
    for (let column = 0; column + every < n; column += every) {
      const corners = [[row, column], [row, column + every], [row + every, column + every], [row + every, column]] as const;
      const shares = corners.map(([r, c]) => share(r, c));
      if (!shares.every((one) => Number.isFinite(one)) || shares.every((one) => one > 1) || shares.every((one) => one < 0)) continue;
      const ends = corners.map(([r, c], k) => seen(eye, (2 * c) / (n - 1) - 1, (2 * r) / (n - 1) - 1, height(shares[k] as number)));
      found.push({
        corners: ends.flatMap(([right, up]) => [right, up]),
        share: Math.min(1, Math.max(0, shares.reduce((sum, one) => sum + one, 0) / 4)),
        away: ends.reduce((sum, [, , away]) => sum + away, 0) / 4,
      });
    }
  }
  return found.sort((a, b) => b.away - a.away);
}

/** How high a share of the range stands in the room: from -0.6 to 0.6, cut off there. */
export function height(share: number): number {
  return 1.2 * Math.min(1, Math.max(0, share)) - 0.6;
}
