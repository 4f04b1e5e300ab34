// Draws the part of the wall that is in sight, or only the cells that have changed. Sharp at any density of the screen.

import type { Palette } from "../../panels/inspector/scale.ts";
import { css } from "../../panels/inspector/scale.ts";
import type { Scale } from "../../store.ts";
import { type Block, type Cell, type Wall, cellOfDial, dialAt } from "./layout.ts";
import { type Ramp, stepOf, strengthOf } from "./ramp.ts";

export interface Look {
  readonly palette: Palette;
  readonly ramp: Ramp;
  readonly scale: Scale;
  /** The number with the fullest color, for each dial's group: weights of a layer, biases of a layer. */
  readonly largest: (index: number) => number;
  readonly values: Float32Array;
  /** 1 for each dial that was searched for; null: all. */
  readonly mask: Uint8Array | null;
  readonly isHatched: (index: number) => boolean;
}

export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Dots of the screen to a CSS pixel. */
  readonly density: number;
}

const FAINT = 0.1;
const DASH = 0.55;
const MARKED_CELL = 7; // from this size a minus has a dash
const MARKED = 0.12; // weaker colors are hardly told from 0
const FRAMED = 24;

const scratch = typeof document === "undefined" ? null : document.createElement("canvas");

/** Draw all blocks in sight. */
export function drawWall(context: CanvasRenderingContext2D, wall: Wall, view: View, look: Look): void {
  place(context, view);
  context.clearRect(view.left, view.top, view.width, view.height);
  for (const block of wall.blocks) if (isInSight(block, view)) drawBlock(context, block, view, look);
}

/** Draw only these dials again. */
export function drawCells(context: CanvasRenderingContext2D, wall: Wall, view: View, look: Look, indices: readonly number[]): void {
  place(context, view);
  for (const index of indices) {
    const cell = cellOfDial(wall, index);
    if (cell !== null) drawCell(context, cell, look);
  }
}

/** Mark a cell, so that it is seen even where cells are as small as dots. */
export function markCell(context: CanvasRenderingContext2D, cell: Cell, view: View, color: string, line: number): void {
  place(context, view);
  context.strokeStyle = color;
  context.lineWidth = line;
  const room = Math.max(line, (9 - cell.size) / 2);
  context.strokeRect(cell.left - room, cell.top - room, cell.size + 2 * room, cell.size + 2 * room);
}

function place(context: CanvasRenderingContext2D, { left, top, density }: View): void {
  context.setTransform(density, 0, 0, density, -left * density, -top * density);
  context.imageSmoothingEnabled = false;
}

function isInSight(block: Block, view: View): boolean {
  return block.left < view.left + view.width && block.left + block.columns * block.cell > view.left
    && block.top < view.top + view.height && block.top + block.rows * block.cell > view.top;
}

function drawBlock(context: CanvasRenderingContext2D, block: Block, view: View, look: Look): void {
  const first = Math.max(0, Math.floor((view.top - block.top) / block.cell));
  const last = Math.min(block.rows, Math.ceil((view.top + view.height - block.top) / block.cell));
  const source = scratch?.getContext("2d", { willReadFrequently: true });
  if (scratch === null || source == null || last <= first) return;
  const pixels = new ImageData(block.columns, last - first), words = new Uint32Array(pixels.data.buffer);
  const dashes = new Path2D(), hatches = new Path2D();
  const start = first * block.columns, end = Math.min(block.count, last * block.columns);
  const same = block.order === null ? look.largest(block.start) : null; // dials at their places are all of one kind
  for (let k = start; k < end; k++) {
    const index = dialAt(block, k), isFaint = look.mask?.[index] === 0;
    const step = stepOf(look.values[index] as number, same ?? look.largest(index), look.scale);
    const color = look.ramp.packed[step] as number;
    words[k - start] = isFaint ? ((color & 0xffffff) | (Math.round(255 * FAINT) << 24)) >>> 0 : color;
    if (isFaint) continue;
    const x = block.left + (k % block.columns) * block.cell, y = block.top + Math.floor(k / block.columns) * block.cell;
    if (step < 255 && block.cell >= MARKED_CELL && strengthOf(step) > MARKED) addDash(dashes, x, y, block.cell);
    if (look.isHatched(index)) hatches.rect(x, y, block.cell, block.cell);
  }
  if (scratch.width < block.columns || scratch.height < last - first) {
    scratch.width = Math.max(scratch.width, block.columns);
    scratch.height = Math.max(scratch.height, last - first);
  }
  source.putImageData(pixels, 0, 0);
  const box = [block.left, block.top + first * block.cell, block.columns * block.cell, (last - first) * block.cell] as const;
  context.drawImage(scratch, 0, 0, block.columns, last - first, ...box);
  context.fillStyle = dashColor(look);
  context.globalAlpha = DASH;
  context.fill(dashes);
  context.globalAlpha = 1;
  context.fillStyle = hatch(context, look, view.density);
  context.fill(hatches);
  if (block.order === null && (block.columns * block.cell >= FRAMED || block.count === 1)) frame(context, block, look);
}

function drawCell(context: CanvasRenderingContext2D, cell: Cell, look: Look): void {
  const step = stepAt(cell.index, look);
  context.clearRect(cell.left, cell.top, cell.size, cell.size);
  context.globalAlpha = look.mask?.[cell.index] === 0 ? FAINT : 1;
  context.fillStyle = look.ramp.css[step] as string;
  context.fillRect(cell.left, cell.top, cell.size, cell.size);
  context.globalAlpha = 1;
  if (step < 255 && cell.size >= MARKED_CELL && strengthOf(step) > MARKED) {
    const dash = new Path2D();
    addDash(dash, cell.left, cell.top, cell.size);
    context.fillStyle = dashColor(look);
    context.globalAlpha = DASH;
    context.fill(dash);
    context.globalAlpha = 1;
  }
}

function stepAt(index: number, { values, largest, scale }: Look): number {
  return stepOf(values[index] as number, largest(index), scale);
}

function addDash(path: Path2D, left: number, top: number, cell: number): void {
  const thick = Math.max(1, Math.round(cell / 10));
  path.rect(left + Math.floor(cell / 4), top + Math.floor((cell - thick) / 2), cell - 2 * Math.floor(cell / 4), thick);
}

function dashColor({ palette }: Look): string {
  return css(palette.ink);
}

/** Thin lines from corner to corner over what was never trained. */
function hatch(context: CanvasRenderingContext2D, { palette }: Look, density: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  const side = 4 * Math.max(1, Math.round(density));
  [tile.width, tile.height] = [side, side];
  const pen = tile.getContext("2d") as CanvasRenderingContext2D;
  pen.strokeStyle = css(palette.line);
  pen.lineWidth = Math.max(1, density / 2);
  pen.beginPath();
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / density));
  return pattern ?? "transparent";
}

function frame(context: CanvasRenderingContext2D, block: Block, { palette }: Look): void {
  context.strokeStyle = css(palette.line);
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.strokeRect(block.left - 0.5, block.top - 0.5, block.columns * block.cell + 1, block.rows * block.cell + 1);
  context.globalAlpha = 1;
}
