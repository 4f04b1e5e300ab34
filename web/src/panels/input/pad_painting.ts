// What the pad shows: the strokes as the pen left them, or the pixels of an image that was not drawn here.

import { FIELD } from "../../numbers/prepare.ts";
import type { Image, Stroke } from "../../store.ts";

const BLACK = "#000000", WHITE = "#ffffff", GRID = "rgb(255 255 255 / 0.09)";

export function paintPad(
  canvas: HTMLCanvasElement, image: Image, strokes: readonly Stroke[], thickness: number,
  cursor: { readonly row: number; readonly column: number; readonly isDown: boolean } | null,
): void {
  const context = canvas.getContext("2d");
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (context === null || side === 0) return;
  if (canvas.width !== side) canvas.width = canvas.height = side;
  context.setTransform(side / FIELD, 0, 0, side / FIELD, 0, 0); // one unit is one pixel of the field
  context.fillStyle = BLACK;
  context.fillRect(0, 0, FIELD, FIELD);
  if (image.origin.kind === "drawing") paintStrokes(context, strokes, thickness);
  else paintPixels(context, image.pixels, side);
  if (cursor !== null) paintCursor(context, cursor);
}

function paintStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], thickness: number): void {
  paintGrid(context);
  context.strokeStyle = WHITE;
  context.lineWidth = thickness;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    context.moveTo(stroke[0] as number, stroke[1] as number);
    if (stroke.length === 2) context.lineTo(stroke[0] as number, stroke[1] as number);
    for (let k = 2; k < stroke.length; k += 2) context.lineTo(stroke[k] as number, stroke[k + 1] as number);
    context.stroke();
  }
}

/** Every fourth line: enough to see where one is. */
function paintGrid(context: CanvasRenderingContext2D): void {
  context.fillStyle = GRID;
  const hair = 1 / (context.getTransform().a);
  for (let k = 4; k < FIELD; k += 4) {
    context.fillRect(k, 0, hair, FIELD);
    context.fillRect(0, k, FIELD, hair);
  }
}

/** Each pixel from a whole device pixel to the next one's: no seams. */
function paintPixels(context: CanvasRenderingContext2D, pixels: Float32Array, side: number): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  const edge = (k: number) => Math.round((k * side) / FIELD);
  pixels.forEach((value, index) => {
    if (value <= 0) return;
    const row = Math.floor(index / FIELD), column = index % FIELD, gray = Math.round(255 * value);
    context.fillStyle = `rgb(${gray} ${gray} ${gray})`;
    context.fillRect(edge(column), edge(row), edge(column + 1) - edge(column), edge(row + 1) - edge(row));
  });
  context.setTransform(side / FIELD, 0, 0, side / FIELD, 0, 0);
}

/** A frame around the pixel, filled while the pen is down; dark beneath, so that it shows on white ink too. */
function paintCursor(context: CanvasRenderingContext2D, { row, column, isDown }: { row: number; column: number; isDown: boolean }): void {
  context.lineJoin = "miter";
  context.strokeStyle = BLACK;
  context.lineWidth = 0.55;
  context.strokeRect(column - 0.1, row - 0.1, 1.2, 1.2);
  context.strokeStyle = context.fillStyle = getComputedStyle(context.canvas).getPropertyValue("--selected-fill") || WHITE;
  context.lineWidth = 0.3;
  context.strokeRect(column - 0.1, row - 0.1, 1.2, 1.2);
  if (isDown) context.fillRect(column + 0.2, row + 0.2, 0.6, 0.6);
}
