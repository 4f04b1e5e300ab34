// The small network on the way back: neurons light with their wishes, lines show who asks whom.

import { useEffect, useRef } from "preact/hooks";
import { hover, pointAt, select } from "../../actions.ts";
import type { BackpropChain, BackpropTold, PassedBack } from "../../messages.ts";
import { formatShort } from "../../numbers/format.ts";
import { neuronName } from "../../panels/inspector/names.ts";
import { spot } from "../../panels/spot.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/backprop.ts";
import { Digit } from "../dials/digit.tsx";
import { chosen, label, moment } from "./moments.ts";
import { layerName, signedShort, tone, topOf } from "./parts.tsx";
import { strongest } from "./ways.tsx";

const WIDTH = 208, HEIGHT = 344, TOP = 24, PICTURE = 56;
const FIRST = 96, LAST = 176, MOST = 24, LARGEST = 14;

interface DiagramProps {
  readonly told: BackpropTold;
  readonly chain: BackpropChain;
  readonly passed: PassedBack | null;
}

interface Node {
  readonly layer: number;
  readonly neuron: number;
  readonly x: number;
  readonly y: number;
  /** Null where the way back has not come yet. */
  readonly wish: number | null;
  readonly share: number;
  readonly activation: number;
}

export function Diagram({ told, chain, passed }: DiagramProps) {
  const group = useRef<HTMLDivElement>(null);
  const columns = nodesOf(told, chain), { layer, neuron } = chosen.value;
  const move = (event: KeyboardEvent) => {
    const to = neighbor(event.key, columns, layer, neuron);
    if (to === undefined) return;
    event.preventDefault();
    select({ kind: "neuron", layer: to.layer, neuron: to.neuron });
  };
  useEffect(() => {
    if (group.current?.contains(document.activeElement)) group.current.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }, [layer, neuron]);
  const point = () => pointAt("chain", () => ({ label: label.value }));
  return (
    <div class="backprop-diagram">
      <div ref={group} class="backprop-nodes" role="group" aria-label={WORDS.diagram(layerName(reached()))} style={{ width: `${WIDTH}px`, height: `${HEIGHT}px` }} onKeyDown={move} onPointerEnter={point}>
        <svg width={WIDTH} height={HEIGHT} aria-hidden="true"><Lines columns={columns} told={told} chain={chain} passed={passed} /></svg>
        <div class="backprop-image" style={spot(0, (HEIGHT - PICTURE) / 2 + TOP / 2)}><Digit pixels={store.image.value.pixels} side={PICTURE} /></div>
        <span class="small quiet backprop-under" style={spot(0, (HEIGHT + PICTURE) / 2 + TOP / 2)}>{store.network.value?.sizes[0]}</span>
        {columns.map((nodes, l) => <span key={l} class="small quiet backprop-over" title={overName(nodes.length, l + 1)} style={spot((nodes[0]?.x ?? 0) - 24, 0, 48)}>{store.layers.value[l]?.n_neurons}</span>)}
        {columns.flat().map((node) => <NodeButton key={`${node.layer} ${node.neuron}`} node={node} isAt={node.layer === layer && node.neuron === neuron} size={sizeOf(columns[node.layer - 1]?.length ?? 1)} />)}
      </div>
      <p class="small quiet backprop-legend">{WORDS.legendWish} <span class="plus">+ {WORDS.legendUp}</span> <span class="minus">− {WORDS.legendDown}</span>{reached() > 1 && <span>{WORDS.legendDark}</span>}</p>
    </div>
  );
}

function overName(shown: number, layer: number): string {
  const of = store.layers.value[layer - 1]?.n_neurons ?? shown;
  return `${layerName(layer)}: ${shown < of ? WORDS.someOf(shown, of) : of}`;
}

function NodeButton({ node, isAt, size }: { readonly node: Node; readonly isAt: boolean; readonly size: number }) {
  const { layer, neuron, wish } = node, name = neuronName(layer, neuron), side = Math.max(size, 16);
  const says = wish === null ? WORDS.nodeDark(name, formatShort(node.activation)) : WORDS.node(name, signedShort(wish));
  const kind = wish === null ? "dark" : tone(wish);
  return (
    <>
      <button type="button" class={`backprop-node ${kind}`} tabIndex={isAt ? 0 : -1} aria-pressed={isAt} aria-label={says} title={says}
        style={{ ...spot(node.x - side / 2, node.y - side / 2, side, side), "--share": wish === null ? Math.min(1, Math.abs(node.activation)) : node.share, "--size": `${size}px` }}
        onPointerEnter={() => hover({ kind: "neuron", layer, neuron })} onPointerLeave={() => hover(null)} onFocus={() => hover({ kind: "neuron", layer, neuron })} onBlur={() => hover(null)}
        onClick={() => select({ kind: "neuron", layer, neuron })}><span aria-hidden="true" /></button>
      {layer === store.layers.value.length && <span class="small backprop-class" aria-hidden="true" style={spot(node.x + 14, node.y - 10)}>{store.hello.value?.class_names[neuron] ?? neuron}</span>}
    </>
  );
}

function sizeOf(n: number): number {
  return Math.max(5, Math.min(LARGEST, (HEIGHT - TOP) / n - 4));
}

/** The lowest layer that has wishes on this step. */
function reached(): number {
  const { step, layer } = moment.value, last = store.layers.value.length;
  return step === 0 ? last : step === 1 ? Math.max(1, last - 1) : step === 2 ? layer : 1;
}

function nodesOf(told: BackpropTold, chain: BackpropChain): readonly (readonly Node[])[] {
  const last = told.layers.length, lowest = reached(), isOneAsking = moment.value.step === 1;
  return told.layers.map((each, l) => {
    const layer = l + 1, isAsked = isOneAsking && layer === last - 1 && chain.layer === last;
    const wishes = isAsked ? chain.wishes_before : each.wishes, top = topOf(wishes);
    const places = new Set(strongest(each.wishes, MOST));
    if (chosen.value.layer === layer) places.add(chosen.value.neuron);
    const shown = [...places].sort((a, b) => a - b), pitch = (HEIGHT - TOP) / Math.max(shown.length, 1);
    const x = last === 1 ? LAST : FIRST + (LAST - FIRST) * (l / (last - 1)), gap = Math.min(pitch, 28);
    return shown.map((neuron, k): Node => ({
      layer, neuron, x, y: TOP + (HEIGHT - TOP) / 2 + (k - (shown.length - 1) / 2) * gap,
      wish: layer >= lowest ? wishes[neuron] ?? 0 : null, share: top === 0 ? 0 : Math.abs(wishes[neuron] ?? 0) / top, activation: each.activations[neuron] ?? 0,
    }));
  });
}

interface LinesProps extends DiagramProps {
  readonly columns: readonly (readonly Node[])[];
}

/** Step 2: what the chosen output asks; after that, what is asked of the chosen neuron, and of the image. */
function Lines({ columns, told, chain, passed }: LinesProps) {
  const { step } = moment.value, from = columns[chain.layer - 1]?.find(({ neuron }) => neuron === chain.neuron);
  if (from === undefined || step === 0) return null;
  const down = columns[chain.layer - 2] ?? [], up = columns[chain.layer] ?? [];
  const asks = step === 1 ? down.map((node) => ({ node, value: chain.wishes_before[node.neuron] ?? 0 })) : [];
  const heard = step >= 2 && (step > 2 || passed !== null) ? up.map((node) => ({ node, value: -(chain.above[node.neuron]?.product ?? 0) })) : [];
  const all = [...asks, ...heard], top = topOf(all.map(({ value }) => value));
  const middle = (HEIGHT + TOP) / 2, isImage = step >= 3 && chain.layer === 1 && told.layers.length > 0;
  return (
    <>
      {isImage && <path class="backprop-cone" d={`M${PICTURE} ${middle - PICTURE / 2}L${from.x} ${from.y}L${PICTURE} ${middle + PICTURE / 2}Z`} />}
      {all.map(({ node, value }) => <line key={`${node.layer} ${node.neuron}`} class={`backprop-line ${tone(value)}`} x1={from.x} y1={from.y} x2={node.x} y2={node.y}
        stroke-width={top === 0 ? 0.5 : 0.5 + 3 * (Math.abs(value) / top)} stroke-dasharray={value < 0 ? "4 3" : undefined} />)}
    </>
  );
}

/** Where an arrow key leads. */
function neighbor(key: string, columns: readonly (readonly Node[])[], layer: number, neuron: number): Node | undefined {
  const own = columns[layer - 1] ?? [], at = own.findIndex((node) => node.neuron === neuron);
  const across = (to: readonly Node[] | undefined) => to?.[Math.min(to.length - 1, Math.floor(((at + 0.5) / Math.max(1, own.length)) * to.length))];
  switch (key) {
    case "ArrowUp": return own[at - 1];
    case "ArrowDown": return own[at + 1];
    case "ArrowLeft": return across(columns[layer - 2]);
    case "ArrowRight": return across(columns[layer]);
    default: return undefined;
  }
}
