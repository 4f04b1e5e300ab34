// A picture of gray pixels, each a crisp square: 0 black to 1 white.

import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly values: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
  /** Side of one pixel on the page. */
  readonly scale: number;
  /** What it shows, for those who do not see it; empty where the words beside it say so. */
  readonly label: string;
  /** What 1 is in `values`: 255 for bytes. */
  readonly white?: number;
}

export function Picture({ values, width, height, scale, label, white = 1 }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current, values, white);
  }, [values, width, height, white]);
  const named = label === "" ? { "aria-hidden": true } as const : { role: "img", "aria-label": label } as const;
  const style = { inlineSize: `${width * scale}px`, blockSize: `${height * scale}px` };
  return <canvas ref={canvas} class={scale < 1 ? "photo" : "pixels"} width={width} height={height} style={style} {...named} />;
}

/** One pixel of the canvas for each value; the style sheet enlarges them without blur. */
function paint(canvas: HTMLCanvasElement, values: ArrayLike<number>, white: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const picture = context.createImageData(canvas.width, canvas.height);
  for (let k = 0; k < values.length; k++) {
    picture.data.fill(Math.round((255 * (values[k] as number)) / white), 4 * k, 4 * k + 3);
    picture.data[4 * k + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
}
