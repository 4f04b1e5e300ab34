// A small picture of a digit: 0 black, 1 white, each pixel a square of whole dots.

import { useEffect, useRef } from "preact/hooks";
import { SIDE } from "../../store.ts";

interface DigitProps {
  /** Floats from 0 to 1, or bytes from 0 to 255. */
  readonly pixels: Float32Array | Uint8Array;
  /** Its side on the page in CSS pixels. */
  readonly side: number;
  readonly label?: string;
}

export function Digit({ pixels, side, label }: DigitProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    const image = context.createImageData(SIDE, SIDE), times = pixels instanceof Uint8Array ? 1 : 255;
    pixels.forEach((value, k) => image.data.set([value * times, value * times, value * times, 255], 4 * k));
    context.putImageData(image, 0, 0);
  }, [pixels]);
  const described = label === undefined ? { "aria-hidden": true } as const : { role: "img", "aria-label": label } as const;
  return <canvas ref={canvas} class="digit" width={SIDE} height={SIDE} style={{ width: `${side}px`, height: `${side}px` }} {...described} />;
}
