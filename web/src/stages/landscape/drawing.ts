// Draws the plane: from above as a map with contours, and from the side as a surface.

import { type Colors, mixed } from "../network/colors.ts";
import { type Grid, type Heights, type Turn, between, contour, costAt, extent, filledIn, finestWhole, height, projected } from "./ground.ts";

export interface Marks {
  /** Places in steps along the axes. */
  readonly spot: readonly [number, number] | null;
  readonly here: readonly [number, number] | null;
  readonly path: readonly (readonly [number, number])[];
}

const N_CONTOURS = 9;
const RISE = 0.5; // of the surface's side
const SHADE = 0.35;
export const RAMP_FAINTEST = 0.06;

/** Fit a canvas to its place, sharp on every screen; returns its side in pixels of the page. */
export function fitted(canvas: HTMLCanvasElement): { readonly context: CanvasRenderingContext2D; readonly width: number; readonly height: number } | null {
  const context = canvas.getContext("2d"), { clientWidth: width, clientHeight: tall } = canvas, density = devicePixelRatio || 1;
  if (context === null || width === 0) return null;
  const [w, h] = [Math.round(width * density), Math.round(tall * density)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, tall);
  return { context, width, height: tall };
}

/** The color of a height: the lower, the stronger. */
export function colorOf(share: number, palette: Colors): string {
  return mixed(palette.paperRgb, palette.plus, RAMP_FAINTEST + (1 - RAMP_FAINTEST) * (1 - share));
}

/** Where a place lies on the map, in pixels. */
export function onMap({ x, y }: Grid, side: number, right: number, up: number): readonly [number, number] {
  const [x0, x1, y0, y1] = [x[0] as number, x.at(-1) as number, y[0] as number, y.at(-1) as number];
  return [((right - x0) / (x1 - x0)) * side, side - ((up - y0) / (y1 - y0)) * side];
}

export function drawMap(canvas: HTMLCanvasElement, grid: Grid, by: Heights, marks: Marks, palette: Colors): void {
  const paper = fitted(canvas), range = extent(grid.costs);
  if (paper === null) return;
  const { context, width: side } = paper, nColumns = grid.x.length, nRows = grid.y.length;
  context.fillStyle = palette.line;
  context.fillRect(0, 0, side, side);
  if (range === null) return;
  const filled = filledIn(grid), cell = side / (nColumns - 1), tall = side / (nRows - 1);
  for (let row = 0; row < nRows; row++) {
    for (let column = 0; column < nColumns; column++) {
      const cost = filled[row * nColumns + column] as number;
      if (!Number.isFinite(cost)) continue;
      context.fillStyle = colorOf(height(cost, range, by), palette);
      const left = Math.max(0, (column - 0.5) * cell), top = Math.max(0, side - (row + 0.5) * tall);
      context.fillRect(left, top, Math.min(side, (column + 0.5) * cell) - left + 0.5, Math.min(side, side - (row - 0.5) * tall) - top + 0.5);
    }
  }
  if (finestWhole(grid) === 1) drawContours(context, grid, range, by, side, palette);
  drawMarks(context, marks, (right, up) => onMap(grid, side, right, up), palette);
}

function drawContours(context: CanvasRenderingContext2D, grid: Grid, range: readonly [number, number], by: Heights, side: number, palette: Colors): void {
  const heights = grid.costs.map((cost) => (Number.isFinite(cost) ? height(cost, range, by) : 2));
  const cell = side / (grid.x.length - 1), tall = side / (grid.y.length - 1);
  context.strokeStyle = palette.ink;
  context.globalAlpha = 0.5;
  context.lineWidth = 0.75;
  context.beginPath();
  for (let k = 1; k <= N_CONTOURS; k++) {
    const pieces = contour(heights, grid.x.length, k / (N_CONTOURS + 1));
    for (let p = 0; p + 3 < pieces.length; p += 4) {
      context.moveTo((pieces[p] as number) * cell, side - (pieces[p + 1] as number) * tall);
      context.lineTo((pieces[p + 2] as number) * cell, side - (pieces[p + 3] as number) * tall);
    }
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** The costs at which contours are. */
export function contourCosts(range: readonly [number, number], by: Heights): number[] {
  return Array.from({ length: N_CONTOURS }, (_, k) => costAt((k + 1) / (N_CONTOURS + 1), range, by));
}

/** Where a place lies on the picture of the surface. */
export interface Sight {
  readonly at: (right: number, up: number) => readonly [number, number];
}

export function drawSurface(canvas: HTMLCanvasElement, grid: Grid, by: Heights, turn: Turn, marks: Marks, palette: Colors): Sight | null {
  const paper = fitted(canvas), range = extent(grid.costs), spacing = finestWhole(grid);
  if (paper === null || range === null || spacing === 0) return null;
  const { context, width, height: tall } = paper, heights = heightsOf(grid, range, by), scale = Math.min(width / 1.42, tall / 1.4);
  const nColumns = grid.x.length, nRows = grid.y.length;
  const point = (column: number, row: number, z: number) => {
    const [across, down, away] = projected(column / (nColumns - 1) - 0.5, row / (nRows - 1) - 0.5, RISE * (z - 0.5), turn);
    return [width / 2 + across * scale, tall / 2 + down * scale, away] as const;
  };
  const vertex = (column: number, row: number) => point(column, row, heights[row * nColumns + column] as number);
  const tiles: { readonly away: number; readonly column: number; readonly row: number }[] = [];
  for (let row = 0; row + spacing < nRows; row += spacing) {
    for (let column = 0; column + spacing < nColumns; column += spacing) {
      tiles.push({ away: projected((column + spacing / 2) / (nColumns - 1) - 0.5, (row + spacing / 2) / (nRows - 1) - 0.5, 0, turn)[2], column, row });
    }
  }
  tiles.sort((a, b) => b.away - a.away);
  context.lineWidth = 0.5;
  for (const { column, row } of tiles) {
    const corners = [vertex(column, row), vertex(column + spacing, row), vertex(column + spacing, row + spacing), vertex(column, row + spacing)];
    const places = [row * nColumns + column, row * nColumns + column + spacing, (row + spacing) * nColumns + column + spacing, (row + spacing) * nColumns + column];
    if (!places.every((place) => Number.isFinite(grid.costs[place]))) continue;
    const middle = places.reduce((sum, place) => sum + (heights[place] as number), 0) / 4;
    const slope = ((heights[places[1] as number] as number) - (heights[places[0] as number] as number)) / spacing * nColumns;
    context.fillStyle = shaded(colorOf(middle, palette), slope, palette);
    context.strokeStyle = palette.strongLine;
    context.beginPath();
    corners.forEach(([x, y], k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
    context.fill();
    context.globalAlpha = 0.4;
    context.stroke();
    context.globalAlpha = 1;
  }
  const at = (right: number, up: number) => {
    const column = ((right - (grid.x[0] as number)) / ((grid.x.at(-1) as number) - (grid.x[0] as number))) * (nColumns - 1);
    const row = ((up - (grid.y[0] as number)) / ((grid.y.at(-1) as number) - (grid.y[0] as number))) * (nRows - 1);
    const [x, y] = point(column, row, between(heights, nColumns, column, row));
    return [x, y] as const;
  };
  const isIn = ([right, up]: readonly [number, number]) => right >= (grid.x[0] as number) && right <= (grid.x.at(-1) as number) && up >= (grid.y[0] as number) && up <= (grid.y.at(-1) as number);
  drawMarks(context, { spot: marks.spot, here: marks.here !== null && isIn(marks.here) ? marks.here : null, path: marks.path.filter(isIn) }, at, palette);
  return { at };
}

function heightsOf(grid: Grid, range: readonly [number, number], by: Heights): Float64Array {
  return filledIn(grid).map((cost) => (Number.isFinite(cost) ? height(cost, range, by) : 1));
}

/** Darker where it rises to the right, so that the form is seen. */
function shaded(color: string, slope: number, palette: Colors): string {
  const share = SHADE * Math.min(1, Math.max(0, slope / 6));
  if (share === 0) return color;
  const numbers = (color.match(/\d+/g) ?? []).map(Number) as [number, number, number];
  return mixed(numbers, palette.dark, share);
}

function drawMarks(context: CanvasRenderingContext2D, { spot, here, path }: Marks, at: (right: number, up: number) => readonly [number, number], palette: Colors): void {
  const points = path.map(([right, up]) => at(right, up));
  if (points.length > 1) {
    for (const [color, width] of [[palette.paper, 4], [palette.ink, 1.75]] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.beginPath();
      points.forEach(([x, y], k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
    }
    disk(context, points[0] as readonly [number, number], 4, palette.paper, palette.ink);
  }
  if (here !== null) disk(context, at(...here), 6, "#ffd84d", palette.ink);
  if (spot !== null) {
    const [x, y] = at(...spot);
    for (const [color, width] of [[palette.paper, 4], [palette.ink, 2]] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.beginPath();
      context.arc(x, y, 8, 0, 2 * Math.PI);
      context.stroke();
    }
  }
}

function disk(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], radius: number, fill: string, stroke: string): void {
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
