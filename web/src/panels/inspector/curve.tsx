// The activation curve, with this neuron's z on it as a dot and the slope there as a tangent. Dragging turns the bias.

import { useRef, useState } from "preact/hooks";
import { pointAt, turnDials } from "../../actions.ts";
import { formatFixed, formatShort } from "../../numbers/format.ts";
import { activationOf, sigmoid, slopeOf } from "../../numbers/network.ts";
import { dials, layers, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { neuronName } from "./names.ts";

const WIDTH = 308;
const HEIGHT = 136;
const LEFT = 24, RIGHT = 8, TOP = 12, FOOT = 24;
const N_POINTS = 121;
const LEAST_REACH = 8;
const OTHERS = ["sigmoid", "tanh", "relu"] as const;

interface CurveProps {
  readonly layer: number;
  readonly neuron: number;
  /** Over the sum before the bias at first: then the bias moves the curve. */
  readonly startsOverSum: boolean;
}

interface Shape {
  readonly a: (z: number) => number;
  readonly slope: (z: number) => number;
}

export function Curve({ layer, neuron, startsOverSum }: CurveProps) {
  const [isOverSum, setOverSum] = useState(startsOverSum);
  const [isCompared, setCompared] = useState(false);
  const found = layers.value[layer - 1];
  if (found === undefined) return null;
  const z = trace.value.z[layer - 1]?.[neuron] ?? 0, bias = dials.value[found.biases_at + neuron] as number;
  const shape = shapeOf(found.activation, trace.value.z[layer - 1] as Float64Array, neuron);
  const slope = shape.slope(z), name = neuronName(layer, neuron);
  return (
    <section class="curve-section" aria-label={WORDS.curve} onPointerEnter={() => pointAt("neuron")} onFocusCapture={() => pointAt("neuron")}>
      <div class="section-head">
        <h3>{WORDS.curve}</h3>
        <span>{WORDS.slope} <Num value={slope} name={`${WORDS.slope} at ${name}`} text={formatFixed(slope, 3)} meaning={WORDS.slopeMeaning} formula={SLOPES[found.activation] ?? ""} /></span>
      </div>
      <Plot key={`${layer} ${neuron}`} index={found.biases_at + neuron} z={z} bias={isOverSum ? bias : 0} activation={found.activation} shape={shape}
        isDraggable={isOverSum} isCompared={isCompared}
        label={WORDS.curveOf(name, formatFixed(z), formatFixed(shape.a(z), 3), formatFixed(slope, 3))} />
      <div class="choice-row">
        <button type="button" aria-pressed={!isOverSum} onClick={() => setOverSum(false)}>{WORDS.againstZ}</button>
        <button type="button" aria-pressed={isOverSum} onClick={() => setOverSum(true)}>{WORDS.againstSum}</button>
        <button type="button" aria-pressed={isCompared} title={WORDS.compareTitle} onClick={() => setCompared(!isCompared)}>{WORDS.compare}</button>
      </div>
      <p class="small quiet curve-note">{isOverSum ? `${WORDS.turnsAt(formatFixed(-bias))} ${WORDS.dragCurve}` : ""}</p>
    </section>
  );
}

const SLOPES: Readonly<Record<string, string>> = {
  sigmoid: "a (1 \u2212 a)", softmax: "a (1 \u2212 a)", tanh: "1 \u2212 a\u00b2", relu: "1 where z > 0, else 0", identity: "1",
};

/** A curve over this neuron's own z; where it looks at the whole layer (softmax) the others stay as they are. */
function shapeOf(activation: string, z: Float64Array, neuron: number): Shape {
  if (activation !== "softmax") return { a: activationOf(activation), slope: slopeOf(activation) };
  const others = z.filter((_, j) => j !== neuron), top = Math.max(...others);
  const rest = top + Math.log(others.reduce((sum, value) => sum + Math.exp(value - top), 0));
  return { a: (own) => sigmoid(own - rest), slope: (own) => slopeOf("sigmoid")(own - rest) };
}

interface PlotProps {
  readonly index: number;
  readonly z: number;
  /** 0 where the curve is drawn over z. */
  readonly bias: number;
  readonly activation: string;
  readonly shape: Shape;
  readonly isDraggable: boolean;
  readonly isCompared: boolean;
  readonly label: string;
}

function Plot({ index, z, bias, activation, shape, isDraggable, isCompared, label }: PlotProps) {
  const picture = useRef<SVGSVGElement>(null);
  const drag = useRef<{ x: number; bias: number; isOn: boolean } | null>(null);
  const sum = z - bias;
  const reach = reachOf(Math.max(Math.abs(sum), Math.abs(z)));
  const [low, high] = rangeOf(activation, shape, reach, isCompared);
  const x = (value: number) => LEFT + ((value + reach) / (2 * reach)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - FOOT);
  const curve = (of: (z: number) => number) => Array.from({ length: N_POINTS }, (_, k) => {
    const at = -reach + (2 * reach * k) / (N_POINTS - 1);
    return `${x(at).toFixed(1)},${y(Math.min(2 * high, Math.max(2 * low - high, of(at + bias)))).toFixed(1)}`;
  }).join(" ");
  const a = shape.a(z), slope = shape.slope(z);
  const half = reach / 4;
  const pull = (event: PointerEvent) => {
    if (drag.current === null || picture.current === null) return;
    const perPixel = (2 * reach) / (WIDTH - LEFT - RIGHT) * (WIDTH / picture.current.getBoundingClientRect().width);
    turnDials([index], [drag.current.bias - (event.clientX - drag.current.x) * perPixel], WORDS.turned(WORDS.bias), drag.current.isOn);
    drag.current.isOn = true;
  };

  return (
    <svg ref={picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} class={isDraggable ? "curve-plot draggable" : "curve-plot"} role="img" aria-label={label}
      onPointerDown={(event) => {
        if (!isDraggable) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, bias, isOn: false };
      }}
      onPointerMove={pull} onPointerUp={() => { drag.current = null; }} onPointerCancel={() => { drag.current = null; }}>
      <clipPath id="plot-clip"><rect x={LEFT} y={0} width={WIDTH - LEFT - RIGHT} height={HEIGHT - FOOT + 4} /></clipPath>
      {[...new Set([Math.min(0, low), 0, high])].map((value) => (
        <g key={value}>
          <line class="plot-line" x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text class="plot-text" x={LEFT - 4} y={y(value) + 4} text-anchor="end">{formatShort(value)}</text>
        </g>
      ))}
      {[-reach, -reach / 2, 0, reach / 2, reach].map((value) => (
        <text key={value} class="plot-text" x={x(value)} y={HEIGHT - 6} text-anchor={value === reach ? "end" : value === -reach ? "start" : "middle"}>{formatShort(value)}</text>
      ))}
      <line class="plot-line" x1={x(0)} x2={x(0)} y1={TOP} y2={HEIGHT - FOOT} />
      <g clip-path="url(#plot-clip)">
        {isCompared && OTHERS.filter((other) => other !== activation).map((other) => (
          <polyline key={other} class={`plot-other ${other}`} points={curve(activationOf(other))} />
        ))}
        <polyline class="plot-curve" points={curve(shape.a)} />
        <line class="plot-tangent" x1={x(sum - half)} y1={y(a - half * slope)} x2={x(sum + half)} y2={y(a + half * slope)} />
        <line class="plot-drop" x1={x(sum)} x2={x(sum)} y1={y(a)} y2={y(low)} />
      </g>
      {isCompared && OTHERS.filter((other) => other !== activation).map((other, k) => (
        <g key={other}>
          <line class={`plot-other ${other}`} x1={WIDTH - 96} x2={WIDTH - 64} y1={y(low) - 28 + 16 * k} y2={y(low) - 28 + 16 * k} />
          <text class="plot-name" x={WIDTH - 56} y={y(low) - 24 + 16 * k}>{other}</text>
        </g>
      ))}
      <circle class="plot-dot" cx={x(sum)} cy={y(a)} r={5} />
    </svg>
  );
}

/** How far the picture reaches to both sides: 8, or doubled until z has its place in it. */
function reachOf(size: number): number {
  let reach = LEAST_REACH;
  while (reach < size) reach *= 2;
  return reach;
}

/** From which activation to which the picture goes. */
function rangeOf(activation: string, shape: Shape, reach: number, isCompared: boolean): readonly [number, number] {
  if (activation === "sigmoid" || activation === "softmax") return [isCompared ? -1 : 0, 1];
  if (activation === "tanh") return [-1, 1];
  return [Math.min(isCompared ? -1 : 0, shape.a(-reach)), shape.a(reach)];
}
