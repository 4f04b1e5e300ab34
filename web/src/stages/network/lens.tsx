// Beside the column of 784: a lens on the pixels around the one that is pointed at, with their numbers.

import { formatFixed } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS, pixelName } from "../../words/network.ts";
import { type Layout, columnBox } from "./layout.ts";
import { spot } from "../../panels/spot.ts";

const AROUND = 4;
const LINE = 24;
const ROWS = [1, 7, 14, 21, 28];

export function Lens({ layout }: { readonly layout: Layout }) {
  const { picture, height } = layout;
  if (!store.unrolled.value) {
    return <p class="stage-caption" style={spot(picture.x, picture.y + picture.cell * 28 + 8)}>{WORDS.layer0}</p>;
  }
  const box = columnBox(layout), place = store.hovered.value ?? store.selection.value;
  const center = place.kind === "pixel" ? place.index : null;
  return (
    <>
      {ROWS.map((row) => (
        <span key={row} class="beside small quiet" style={spot(box.x + box.width + 8, box.y + ((row - 0.5) / 28) * box.height - 10)}>row {row}</span>
      ))}
      {center !== null && (
        <ol class="lens" style={spot(Math.max(0, box.x - 128), lensTop(box.y + (center / 784) * box.height, height))} aria-hidden="true">
          {Array.from({ length: 2 * AROUND + 1 }, (_, k) => center - AROUND + k).map((index) => <Cell key={index} index={index} isCenter={index === center} />)}
        </ol>
      )}
    </>
  );
}

function Cell({ index, isCenter }: { readonly index: number; readonly isCenter: boolean }) {
  const value = store.image.value.pixels[index];
  if (value === undefined) return <li />;
  const [row, column] = pixelName(index).match(/\d+/g) ?? [];
  return (
    <li class={isCenter ? "center" : ""}>
      <span>{row}, {column}</span>
      <span class="value" style={{ "--ink-of-pixel": value }}>{formatFixed(value)}</span>
    </li>
  );
}

function lensTop(y: number, height: number): number {
  const tall = LINE * (2 * AROUND + 1);
  return Math.max(8, Math.min(height - tall - 8, y - tall / 2));
}
