// The connections of one row as lines into its neuron, by sign and size of weight times activation.

import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import * as store from "../../store.ts";
import { WORDS } from "../../words/matrix.ts";
import { neuronName } from "../../words/network.ts";
import { into } from "../../numbers/connections.ts";
import { type Colors, colors, mixed, solid } from "../network/colors.ts";
import { scaleOf } from "../network/scene.ts";

const WIDTH = 184, HEIGHT = 72, LEFT = 16, RIGHT = 160, R = 20;

export function Fan({ index, row }: { readonly index: number; readonly row: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => effect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    fan(context, index, row, colors.value);
  }), [index, row]);
  const ratio = devicePixelRatio;
  return (
    <figure class="fan">
      <figcaption>{WORDS.fan(neuronName(store.layers.value, index, row, store.hello.value?.class_names ?? []))}</figcaption>
      <canvas ref={canvas} aria-hidden="true" width={WIDTH * ratio} height={HEIGHT * ratio} style={{ width: `${WIDTH}px`, height: `${HEIGHT}px` }} />
    </figure>
  );
}

function fan(context: CanvasRenderingContext2D, index: number, row: number, palette: Colors): void {
  const layer = store.layers.value[index - 1], before = store.trace.value.a[index - 1], a = store.trace.value.a[index];
  context.clearRect(0, 0, WIDTH, HEIGHT);
  if (layer === undefined || before === undefined || a === undefined) return;
  const found = into(layer, row, store.dials.value, before), tall = HEIGHT / layer.n_inputs, middle = HEIGHT / 2;
  found.value.forEach((value, k) => {
    const share = found.top === 0 ? 0 : Math.abs(value) / found.top;
    if (share < 0.02) return;
    context.globalAlpha = 0.1 + 0.9 * share * share;
    context.lineWidth = 0.5 + 2 * share * share;
    context.strokeStyle = solid(value < 0 ? palette.minus : palette.plus);
    context.setLineDash(value < 0 ? [5, 3] : []);
    context.beginPath();
    context.moveTo(LEFT, (k + 0.5) * tall);
    context.lineTo(RIGHT - R, middle);
    context.stroke();
  });
  context.globalAlpha = 1;
  context.setLineDash([]);
  before.forEach((value, k) => {
    context.fillStyle = mixed(palette.dark, palette.light, Math.abs(value));
    context.fillRect(4, k * tall, LEFT - 4, tall + 0.5);
  });
  context.beginPath();
  context.arc(RIGHT, middle, R, 0, 2 * Math.PI);
  const share = Math.abs(a[row] as number) / scaleOf(layer, a);
  context.fillStyle = mixed(palette.dark, palette.light, share);
  context.fill();
  context.strokeStyle = palette.selected;
  context.lineWidth = 3;
  context.stroke();
  context.font = "13px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = share > 0.45 ? "#101216" : "#ffffff";
  context.fillText((a[row] as number).toFixed(2), RIGHT, middle);
}
