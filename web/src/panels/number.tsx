// A number that can be asked: hover, focus and tap say its name, its value in full, what it means and its formula.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { spot } from "./spot.ts";

export interface NumberProps {
  /** The number itself; all its digits are in the answer. */
  readonly value: number;
  /** What it is called: "activation of hidden 1, neuron 7". */
  readonly name: string;
  /** How it is written where it stands. */
  readonly text: string;
  readonly meaning?: string;
  readonly formula?: string;
  readonly class?: string;
}

interface Spot {
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

const WIDTH = 288;
const MARGIN = 8;

/** Show a number, and answer when it is asked. */
export function Num({ value, name, text, meaning, formula, ...rest }: NumberProps) {
  const id = useId();
  const place = useRef<HTMLButtonElement>(null);
  const [at, setSpot] = useState<Spot | null>(null);
  const show = () => setSpot(place.current === null ? null : spotAt(place.current.getBoundingClientRect()));
  const hide = () => setSpot(null);
  useEffect(() => {
    if (at === null) return;
    addEventListener("scroll", hide, { capture: true, once: true });
    return () => removeEventListener("scroll", hide, { capture: true });
  }, [at]);

  return (
    <>
      <button ref={place} type="button" class={`number ${rest.class ?? ""}`} aria-describedby={at === null ? undefined : id}
        onPointerEnter={show} onPointerLeave={hide} onFocus={show} onBlur={hide} onClick={show}
        onKeyDown={(event) => { if (event.key === "Escape" && at !== null) { event.stopPropagation(); event.preventDefault(); hide(); } }}>
        <span class="hidden-visually">{name} </span>{text}
      </button>
      {at !== null && (
        <span id={id} role="tooltip" class={at.above ? "tip above" : "tip"} style={spot(at.left, at.top, WIDTH)}>
          <strong>{name}</strong>
          <span class="tip-value">{inFull(value)}</span>
          {meaning !== undefined && <span>{meaning}</span>}
          {formula !== undefined && <span class="mono">{formula}</span>}
        </span>
      )}
    </>
  );
}

/** Every digit of a float64, with a true minus. */
export function inFull(value: number): string {
  return String(value).replaceAll("-", "\u2212");
}

function spotAt(box: DOMRect): Spot {
  const left = Math.min(Math.max(MARGIN, box.left + box.width / 2 - WIDTH / 2), innerWidth - WIDTH - MARGIN);
  const above = box.bottom > innerHeight * 0.6;
  return { left, top: above ? box.top - MARGIN : box.bottom + MARGIN, above };
}
