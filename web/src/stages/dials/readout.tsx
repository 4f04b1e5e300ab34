// The dial that is pointed at or selected: its name, its exact value, and what it was.

import { useState } from "preact/hooks";
import { tell } from "../../actions.ts";
import { formatExact } from "../../numbers/format.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { dials, hovered, layers, selection } from "../../store.ts";
import { WORDS } from "../../words/dials.ts";
import { indexOf, placeOf } from "./places.ts";
import { look, opened } from "./sight.ts";
import { Go, goOn } from "./turning.ts";
import { showConnection } from "./wall_keys.ts";

export const FIELD = "dial-value";

export function Readout() {
  const pointed = indexOf(layers.value, hovered.value), selected = indexOf(layers.value, selection.value);
  const index = pointed ?? selected, place = index === null ? null : placeOf(layers.value, index);
  if (index === null || place === null) return <div class="dial-readout"><span class="quiet">{WORDS.nothing}</span></div>;
  const value = dials.value[index] as number, was = opened.value[index] as number;
  return (
    <div class="dial-readout">
      <span class="dial-name">{placeName(place)}</span>
      {index === selected || selected === null
        ? <Field key={index} index={index} name={placeName(place)} isSelected={index === selected} />
        : <span class="dial-value">{formatExact(value)}</span>}
      <span class="dial-was small quiet">{value !== was ? WORDS.wasValue(was) : look.value.isHatched(index) ? WORDS.never : ""}</span>
      <button type="button" title={WORDS.showItTitle} disabled={selected === null} onClick={showConnection}>{WORDS.showIt}</button>
    </div>
  );
}

interface FieldProps {
  readonly index: number;
  readonly name: string;
  readonly isSelected: boolean;
}

/** The value, to type over: Enter turns the dial, Escape leaves it, arrows and wheel turn it by a tenth. */
function Field({ index, name, isSelected }: FieldProps) {
  const [text, setText] = useState<string | null>(null);
  const turn = (value: number, go: Go) => go.turn([index], [value], WORDS.turned(name));
  const finish = () => {
    if (text === null) return;
    setText(null);
    const value = numberIn(text);
    if (value === null) tell(WORDS.notANumber(text), true);
    else turn(value, new Go());
  };
  const turnBy = (step: number) => {
    setText(null);
    turn(Number(((dials.value[index] as number) + step).toPrecision(7)), goOn(`dial ${index}`));
  };
  return (
    <input id={FIELD} class="dial-value" type="text" inputMode="decimal" autocomplete="off" spellcheck={false} disabled={!isSelected}
      aria-label={WORDS.newValue(name)} value={text ?? formatExact(dials.value[index] as number)}
      onInput={(event) => setText(event.currentTarget.value)} onBlur={finish} onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
        else if (event.key === "Escape") setText(null);
        else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
          event.preventDefault();
          turnBy((event.key === "ArrowUp" ? 0.1 : -0.1) * (event.shiftKey ? 10 : 1));
        }
      }}
      onWheel={(event) => {
        if (document.activeElement !== event.currentTarget) return;
        event.preventDefault();
        turnBy(event.deltaY < 0 ? 0.1 : -0.1);
      }} />
  );
}

function numberIn(text: string): number | null {
  const number = Number(text.trim().replace("\u2212", "-").replace(",", "."));
  return text.trim() === "" || Number.isNaN(number) ? null : number;
}
