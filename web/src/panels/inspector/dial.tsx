// One dial: typed, turned by keys, wheel or slider, knocked out, put back. Everything on the page follows.

import { useRef, useState } from "preact/hooks";
import { tell, turnDials } from "../../actions.ts";
import { formatExact } from "../../numbers/format.ts";
import { dials, network } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";

const MINUS = "\u2212";
const STEP = 0.1;
/** How far the slider goes beyond the dial as it was when opened. */
const ROOM = 3;
const LEAST_ROOM = 2;

interface DialProps {
  /** The place in the row of all dials. */
  readonly index: number;
  /** "bias of output 3". */
  readonly name: string;
}

export function Dial({ index, name }: DialProps) {
  const value = dials.value[index] as number;
  const opened = network.value?.dials[index] as number;
  const isJoined = useRef(false);
  const turn = (to: number, label = WORDS.turned(name)) => {
    turnDials([index], [to], label, isJoined.current);
  };
  const alone = (to: number, label: string) => {
    isJoined.current = false;
    turn(to, label);
  };
  const drag = (to: number) => {
    turn(to);
    isJoined.current = true;
  };
  const room = Math.max(LEAST_ROOM, ROOM * Math.abs(opened), Math.abs(value));
  const letGo = () => { isJoined.current = false; };

  return (
    <div class="one-dial">
      <div class="one-dial-row">
        <Typed value={value} name={name} onTurn={(to) => alone(to, WORDS.turned(name))} onDrag={drag} onEnd={letGo} />
        <button type="button" title={WORDS.knockOutTitle} aria-label={`${name}: ${WORDS.knockOutTitle}`} disabled={value === 0}
          onClick={() => alone(0, WORDS.knockedOut(name))}>{WORDS.knockOut}</button>
        <button type="button" title={WORDS.putBackTitle} aria-label={`${name}: ${WORDS.putBackTitle}`} disabled={value === opened}
          onClick={() => alone(opened, WORDS.broughtBack(name))}>{WORDS.putBack}</button>
      </div>
      <input class="one-dial-slider" type="range" aria-label={WORDS.dialSlider(name)} min={-room} max={room} step={room / 200} value={value}
        onInput={(event) => drag(event.currentTarget.valueAsNumber)} onChange={letGo} onBlur={letGo} onPointerDown={letGo}
        aria-valuetext={formatExact(value)} />
      <p class="small quiet one-dial-opened">
        {WORDS.opened} <Num value={opened} name={`${name}, ${WORDS.opened}`} text={formatExact(opened)} meaning={WORDS.openedMeaning} />
      </p>
    </div>
  );
}

interface TypedProps {
  readonly value: number;
  readonly name: string;
  readonly onTurn: (to: number) => void;
  readonly onDrag: (to: number) => void;
  readonly onEnd: () => void;
}

/** The field that is typed into: while somebody types it keeps the text, otherwise it shows the dial. */
function Typed({ value, name, onTurn, onDrag, onEnd }: TypedProps) {
  const [text, setText] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const finish = () => {
    if (text === null) return;
    setText(null);
    const typed = parse(text);
    if (typed === null) tell(WORDS.notANumber(text), true);
    else onTurn(typed);
  };
  const turnBy = (step: number) => {
    setText(null);
    onDrag(rounded(value + step));
  };

  return (
    <input ref={field} class="one-dial-typed" type="text" inputMode="decimal" autocomplete="off" spellcheck={false} title={WORDS.dialHelp}
      aria-label={WORDS.dialValue(name)} value={text ?? formatExact(value)}
      onInput={(event) => setText(event.currentTarget.value)} onBlur={() => { finish(); onEnd(); }}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        else if (event.key === "Escape") setText(null);
        else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
          event.preventDefault();
          if (!event.repeat) onEnd();
          turnBy((event.key === "ArrowUp" ? 1 : -1) * stepOf(event));
        }
      }}
      onWheel={(event) => {
        if (document.activeElement !== field.current) return;
        event.preventDefault();
        turnBy((event.deltaY < 0 ? 1 : -1) * stepOf(event));
      }} />
  );
}

function stepOf(event: KeyboardEvent | WheelEvent): number {
  if (event.shiftKey) return 10 * STEP;
  return event.altKey ? STEP / 10 : STEP;
}

/** Without the crumbs of adding 0.1 again and again. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

/** A number as people type it: with a true minus, a comma or a point. */
function parse(text: string): number | null {
  const number = Number(text.trim().replace(MINUS, "-").replace(",", "."));
  return text.trim() === "" || Number.isNaN(number) ? null : number;
}
