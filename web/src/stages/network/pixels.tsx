// The image as one thing to focus: arrow keys go from pixel to pixel, each says its row, column and ink.

import { useState } from "preact/hooks";
import { hover, select } from "../../actions.ts";
import { formatFixed } from "../../numbers/format.ts";
import { image, selection, unrolled, zoom } from "../../store.ts";
import { WORDS, pixelName } from "../../words/network.ts";
import { type Layout, columnBox } from "./layout.ts";
import { spot } from "../../panels/spot.ts";

const SIDE = 28;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE };

export function Pixels({ layout }: { readonly layout: Layout }) {
  const [index, setIndex] = useState(selection.peek().kind === "pixel" ? (selection.peek() as { index: number }).index : 14 * SIDE + 13);
  const { x, y, cell } = layout.picture;
  if (cell === 0) return null;
  const isColumn = unrolled.value && zoom.value === 0;
  const column = columnBox(layout);
  const box = isColumn ? column : { x, y, width: cell * SIDE, height: cell * SIDE };
  const go = (event: KeyboardEvent) => {
    const step = isColumn && (event.key === "ArrowUp" || event.key === "ArrowDown") ? Math.sign(STEPS[event.key] as number) : STEPS[event.key];
    if (event.key === "Enter") return select({ kind: "pixel", index });
    const isAtEdge = event.key === "ArrowRight" && (isColumn || index % SIDE === SIDE - 1);
    if (isAtEdge) {
      event.preventDefault();
      return (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLElement>(".neurons [tabindex='0']")?.focus();
    }
    if (step === undefined || index + step < 0 || index + step >= SIDE * SIDE) return;
    event.preventDefault();
    setIndex(index + step);
    hover({ kind: "pixel", index: index + step });
  };
  const name = WORDS.image(pixelName(index), formatFixed(image.value.pixels[index] ?? 0, 2));
  return (
    <div class="stage-pixels" role="slider" tabIndex={0} aria-label={name} aria-roledescription={WORDS.imageRole}
      aria-valuemin={0} aria-valuemax={SIDE * SIDE - 1} aria-valuenow={index} aria-valuetext={name}
      style={spot(box.x, box.y, box.width, box.height)}
      onKeyDown={go} onFocus={() => hover({ kind: "pixel", index })} onBlur={() => hover(null)} />
  );
}
