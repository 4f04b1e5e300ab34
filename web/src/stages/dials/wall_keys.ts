// The keys of the wall: to walk from dial to dial, and to turn the one where one stands.

import { goTo, select, zoomTo } from "../../actions.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { dials, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { type Cell, cellAt, cellOfDial, nextCell } from "./layout.ts";
import { indexOf, placeOf } from "./places.ts";
import { EDGE, limitOf, opened, wall } from "./sight.ts";
import { Go, goOn } from "./turning.ts";

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

/** Select a dial. */
export function choose(index: number): void {
  const place = placeOf(layers.value, index);
  if (place !== null) select(place);
}

/** Turn a dial to a value. */
export function turn(index: number, value: number, go: Go): void {
  const place = placeOf(layers.value, index);
  if (place !== null) go.turn([index], [Number(value.toPrecision(6))], WORDS.turned(placeName(place)));
}

/** Turn a dial by steps of about a tenth of the largest one. */
export function turnBy(index: number, steps: number): void {
  const step = 10 ** Math.floor(Math.log10(limitOf(index))) / 10;
  turn(index, (dials.value[index] as number) + steps * step, goOn(`dial ${index}`));
}

function setTo(index: number, value: number, label: (name: string) => string): void {
  const place = placeOf(layers.value, index);
  if (place !== null) new Go().turn([index], [value], label(placeName(place)));
}

/** Walk with the arrow keys, turn with the others; `onType` begins to type the value. */
export function onKey(event: KeyboardEvent, onType: () => void, room: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key], index = indexOf(layers.value, selection.value);
  const done = arrow !== undefined ? walk(arrow, index, room) : index !== null && act(event, index, onType);
  if (done) event.preventDefault();
}

/** Go to the next dial; from a neuron to its first dial. */
function walk([right, down]: readonly [number, number], index: number | null, room: HTMLElement): boolean {
  const here = index === null ? null : cellOfDial(wall.value, index);
  const next = here === null ? firstCell() : nextCell(wall.value, here, right, down);
  if (next === null) return true;
  choose(next.index);
  showCell(room, next);
  return true;
}

function firstCell(): Cell | null {
  const place = selection.value, layer = place.kind === "neuron" ? layers.value[place.layer - 1] : undefined;
  const start = layer === undefined || place.kind !== "neuron" ? 0 : layer.weights_at + place.neuron * layer.n_inputs;
  const block = wall.value.blocks[0];
  return cellOfDial(wall.value, start) ?? (block === undefined ? null : cellAt(wall.value, block.left, block.top));
}

function act(event: KeyboardEvent, index: number, onType: () => void): boolean {
  switch (event.key) {
    case "+": case "=": turnBy(index, 1); return true;
    case "-": turnBy(index, -1); return true;
    case "PageUp": turnBy(index, 10); return true;
    case "PageDown": turnBy(index, -10); return true;
    case "0": case "Delete": setTo(index, 0, WORDS.zeroed); return true;
    case "Backspace": setTo(index, opened.value[index] as number, WORDS.broughtBack); return true;
    case "Enter": onType(); return true;
    case "c": showConnection(); return true;
    default: return false;
  }
}

/** Look at the selected dial where it is: a connection of the network. */
export function showConnection(): void {
  zoomTo(0);
  goTo("network");
}

/** Scroll until a dial is in sight. */
export function showCell(room: HTMLElement, { left, top, size }: Cell): void {
  const [x, y] = [left + EDGE, top + EDGE], margin = 3 * EDGE;
  if (x < room.scrollLeft + EDGE) room.scrollLeft = x - margin;
  else if (x + size > room.scrollLeft + room.clientWidth - EDGE) room.scrollLeft = x + size + margin - room.clientWidth;
  if (y < room.scrollTop + EDGE) room.scrollTop = y - margin;
  else if (y + size > room.scrollTop + room.clientHeight - EDGE) room.scrollTop = y + size + margin - room.clientHeight;
}
