// The image as 28 x 28 numbers: to one decimal on its cell, in full where one points.

import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { hover, select } from "../../actions.ts";
import { formatFixed } from "../../numbers/format.ts";
import { hello, hovered, image, selection } from "../../store.ts";
import { WORDS } from "../../words/digits.ts";
import { palette } from "../dials/sight.ts";

const CELL = 17;
const HALF = 0.55; // from this brightness dark figures read better
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

export function Numbers() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useSignal(0);
  const width = hello.value?.width ?? 28, height = hello.value?.height ?? 28, { pixels } = image.value;
  const draw = useRef(() => {});
  draw.current = () => drawNumbers(canvas.current, width, height);
  useSignalEffect(() => draw.current());

  const pixelAt = (event: PointerEvent) => {
    const box = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * width), row = Math.floor(((event.clientY - box.top) / box.height) * height);
    return Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column));
  };
  const choose = (index: number) => {
    cursor.value = index;
    select({ kind: "pixel", index });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const row = Math.min(height - 1, Math.max(0, Math.floor(cursor.value / width) + move[0]));
    choose(row * width + Math.min(width - 1, Math.max(0, (cursor.value % width) + move[1])));
  };
  const place = hovered.value ?? selection.value;
  const read = place.kind === "pixel" ? place.index : cursor.value;
  return (
    <section class="numbers">
      <header class="numbers-head">
        <h3>{WORDS.gridTitle}</h3>
        <output id="pixel-number" class="pixel-number" aria-live="polite">{WORDS.number(read, pixels[read] ?? 0, width)}</output>
      </header>
      <canvas ref={canvas} class="number-grid" tabIndex={0} role="application" aria-label={WORDS.grid(width, height)} aria-describedby="pixel-number"
        style={{ width: `${width * CELL}px`, aspectRatio: `${width} / ${height}` }} onKeyDown={onKeyDown}
        onPointerMove={(event) => hover({ kind: "pixel", index: pixelAt(event) })} onPointerLeave={() => hover(null)}
        onClick={(event) => choose(pixelAt(event as unknown as PointerEvent))} />
      <p class="small quiet">{WORDS.gridHelp}</p>
      <ValueTable pixels={pixels} width={width} height={height} />
    </section>
  );
}

/** The same for those who do not see the picture. */
function ValueTable({ pixels, width, height }: { readonly pixels: Float32Array; readonly width: number; readonly height: number }) {
  return (
    <table class="hidden-visually">
      <caption>{WORDS.tableCaption}</caption>
      <tbody>
        {Array.from({ length: height }, (_, row) => (
          <tr key={row}>
            <th scope="row">{WORDS.row(row)}</th>
            <td>{Array.from(pixels.subarray(row * width, (row + 1) * width), (value) => formatFixed(value, 1)).join(" ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function drawNumbers(canvas: HTMLCanvasElement | null, width: number, height: number): void {
  const context = canvas?.getContext("2d");
  if (canvas === null || context == null) return;
  const { pixels } = image.value, density = devicePixelRatio, { selected } = palette.value;
  canvas.width = Math.round(width * CELL * density);
  canvas.height = Math.round(height * CELL * density);
  context.scale(density, density);
  context.font = "10px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let index = 0; index < width * height; index++) {
    const value = pixels[index] ?? 0, level = Math.round(255 * Math.min(1, Math.max(0, value)));
    const left = (index % width) * CELL, top = Math.floor(index / width) * CELL;
    context.fillStyle = `rgb(${level} ${level} ${level})`;
    context.fillRect(left, top, CELL, CELL);
    context.fillStyle = value === 0 ? "#8d939e" : value > HALF ? "#000" : "#fff";
    context.fillText(formatFixed(value, 1), left + CELL / 2, top + CELL / 2 + 0.5);
  }
  const place = hovered.value ?? selection.value;
  if (place.kind !== "pixel") return;
  context.strokeStyle = `rgb(${selected.join(" ")})`;
  context.lineWidth = 2;
  context.strokeRect((place.index % width) * CELL + 1, Math.floor(place.index / width) * CELL + 1, CELL - 2, CELL - 2);
}
