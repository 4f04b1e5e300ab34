// The curve of an activation, with one z on it and the slope there.

import { activationOf, slopeOf } from "../../numbers/network.ts";
import { formatShort } from "../../numbers/format.ts";
import { WORDS } from "../../words/network.ts";

const WIDTH = 320, HEIGHT = 152, EDGE = 24;
const STEPS = 120;

interface CurveProps {
  readonly activation: string;
  readonly z: number;
}

/** Draw a = sigma(z) around this z. */
export function Curve({ activation, z }: CurveProps) {
  if (activation === "softmax") return <p class="small quiet">{WORDS.sum.softmax}</p>;
  const f = activationOf(activation), slope = slopeOf(activation)(z), a = f(z);
  const reach = Math.max(6, Math.ceil(Math.abs(z) * 1.15)), isOpen = activation === "relu" || activation === "identity";
  const low = isOpen ? Math.min(0, f(-reach)) : activation === "tanh" ? -1 : 0, high = isOpen ? f(reach) : 1;
  const x = (value: number) => EDGE + ((value + reach) / (2 * reach)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE);
  const points = Array.from({ length: STEPS + 1 }, (_, k) => (k / STEPS) * 2 * reach - reach);
  const path = points.map((value, k) => `${k === 0 ? "M" : "L"}${x(value).toFixed(1)} ${y(f(value)).toFixed(1)}`).join("");
  const half = reach * 0.16;
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img"
      aria-label={`${WORDS.sum.curve(activation)}: z = ${formatShort(z)}, a = ${formatShort(a)}, ${WORDS.sum.slope} ${formatShort(slope)}`}>
      <line class="axis" x1={EDGE} x2={WIDTH - EDGE} y1={y(Math.max(0, low))} y2={y(Math.max(0, low))} />
      <line class="axis" x1={x(0)} x2={x(0)} y1={EDGE / 2} y2={HEIGHT - EDGE} />
      <path class="shape" d={path} />
      <line class="tangent" x1={x(z - half)} y1={y(a - slope * half)} x2={x(z + half)} y2={y(a + slope * half)} />
      <line class="drop" x1={x(z)} x2={x(z)} y1={y(a)} y2={y(low)} />
      <circle class="spot" cx={x(z)} cy={y(a)} r="5" />
      <text x={x(-reach)} y={HEIGHT - 6}>{formatShort(-reach)}</text>
      <text x={x(0)} y={HEIGHT - 6} text-anchor="middle">z</text>
      <text x={x(reach)} y={HEIGHT - 6} text-anchor="end">{formatShort(reach)}</text>
      <text x={x(0) - 6} y={y(high) + 4} text-anchor="end">{formatShort(high)}</text>
    </svg>
  );
}
