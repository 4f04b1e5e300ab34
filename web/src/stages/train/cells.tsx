// Numbers as cells in a row: gray for activations, blue and orange for what has a sign.

import { useEffect, useRef } from "preact/hooks";
import { type Rgb, colors } from "../network/colors.ts";

const MOST_IN_ROW = 64;
const SIDES = [[16, 20], [64, 7]] as const;

interface CellsProps {
  readonly values: Float32Array;
  /** What has the full color. */
  readonly top: number;
  readonly isGray?: boolean;
  readonly label: string;
}

export function Cells({ values, top, isGray = false, label }: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null), palette = colors.value;
  const width = Math.max(1, Math.min(MOST_IN_ROW, values.length)), height = Math.max(1, Math.ceil(values.length / width));
  const side = SIDES.find(([most]) => width <= most)?.[1] ?? 7;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const image = context.createImageData(width, height);
    values.forEach((value, k) => {
      const share = top > 0 ? Math.min(1, Math.abs(value) / top) : 0;
      const [from, to]: readonly [Rgb, Rgb] = isGray ? [palette.dark, palette.light] : [palette.paperRgb, value < 0 ? palette.minus : palette.plus];
      image.data.set([...from.map((part, c) => part + ((to[c] ?? 0) - part) * (isGray && value < 0 ? 0 : share)), 255], 4 * k);
    });
    context.putImageData(image, 0, 0);
  });
  return <canvas ref={canvas} class="cells" width={width} height={height} role="img" aria-label={label} title={label} style={{ width: `${width * side}px`, height: `${height * (side > 8 ? 16 : side)}px` }} />;
}
