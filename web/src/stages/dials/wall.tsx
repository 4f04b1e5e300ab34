// The wall: every dial a cell. To look at, to point at, to walk over, and to turn where it stands.

import { useEffect, useRef } from "preact/hooks";
import { hover } from "../../actions.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { useNeverTrained } from "../../panels/inspector/never_trained.ts";
import { formatExact } from "../../numbers/format.ts";
import { dials, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { type Cell, cellAt } from "./layout.ts";
import { indexOf, placeOf } from "./places.ts";
import { EDGE, hatched, limitOf, viewport, wall } from "./sight.ts";
import { Go } from "./turning.ts";
import { useDrawing, useViewport } from "./wall_drawing.ts";
import { choose, onKey, turn, turnBy } from "./wall_keys.ts";

const DRAG = 4; // pixels from which a press is a drag
const PER_LIMIT = 100; // so many pixels turn a dial by the largest one of its kind

interface Press {
  readonly index: number;
  readonly y: number;
  readonly value: number;
  readonly go: Go;
  isDrag: boolean;
}

export function WallView({ onType }: { readonly onType: () => void }) {
  const room = useRef<HTMLDivElement>(null), paper = useRef<HTMLCanvasElement>(null), marks = useRef<HTMLCanvasElement>(null);
  const press = useRef<Press | null>(null);
  const never = useNeverTrained();
  useEffect(() => { hatched.value = never; }, [never]);
  useEffect(() => () => hover(null), []);
  useViewport(room);
  useDrawing(room, paper, marks);

  const under = (event: MouseEvent): Cell | null => {
    const scroller = room.current as HTMLDivElement, box = scroller.getBoundingClientRect();
    return cellAt(wall.value, event.clientX - box.left + scroller.scrollLeft - EDGE, event.clientY - box.top + scroller.scrollTop - EDGE);
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = under(event);
    if (cell === null || event.button !== 0) return;
    choose(cell.index);
    if (event.pointerType === "touch") return; // a finger scrolls
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    press.current = { index: cell.index, y: event.clientY, value: dials.value[cell.index] as number, go: new Go(), isDrag: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const held = press.current;
    if (held === null) return hover(placeAt(under(event)));
    const up = held.y - event.clientY;
    held.isDrag ||= Math.abs(up) >= DRAG;
    if (held.isDrag) turn(held.index, held.value + (up * limitOf(held.index)) / (event.shiftKey ? 10 * PER_LIMIT : PER_LIMIT), held.go);
  };
  const onWheel = (event: WheelEvent) => {
    const index = event.altKey ? (under(event)?.index ?? null) : null;
    if (index === null) return;
    event.preventDefault();
    choose(index);
    turnBy(index, event.deltaY < 0 ? 1 : -1);
  };

  const index = indexOf(layers.value, selection.value);
  const value = index === null ? 0 : (dials.value[index] as number), limit = index === null ? 1 : Math.max(limitOf(index), Math.abs(value));
  return (
    <div ref={room} class="wall-room" style={{ "--sight-height": `${viewport.value.height}px` }} tabIndex={0} role="slider" aria-label={WORDS.wall(dials.value.length)} title=""
      aria-valuemin={-limit} aria-valuemax={limit} aria-valuenow={value} aria-orientation="vertical"
      aria-valuetext={index === null ? WORDS.nothing : `${placeName(selection.value)}: ${formatExact(value)}`}
      onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={() => { press.current = null; }}
      onPointerCancel={() => { press.current = null; }} onPointerLeave={() => hover(null)} onWheel={onWheel}
      onKeyDown={(event) => onKey(event, onType, room.current as HTMLDivElement)}>
      <div class="wall-field" style={{ width: `${wall.value.width + 2 * EDGE}px`, height: `${wall.value.height + 2 * EDGE}px` }}>
        <canvas ref={paper} class="wall-canvas" aria-hidden="true" />
        <canvas ref={marks} class="wall-canvas wall-marks" aria-hidden="true" />
      </div>
    </div>
  );
}

function placeAt(cell: Cell | null) {
  return cell === null ? null : placeOf(layers.value, cell.index);
}
