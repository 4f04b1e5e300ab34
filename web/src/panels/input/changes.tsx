// Sliders that change the whole image, all of them together.

import { useEffect } from "preact/hooks";
import { WORDS } from "../../words/input.ts";
import { type Changes, NONE, changeImage, changes, isChanged, keepPython, meanChanges, reset } from "./changing.ts";

type Amount = Exclude<keyof Changes, "invert" | "seed">;

interface SliderProps {
  readonly name: Amount;
  readonly words: string;
  readonly limits: readonly [lowest: number, highest: number, step: number];
  readonly says: (value: number) => string;
}

const SLIDERS: readonly SliderProps[] = [
  { name: "shift_right", words: WORDS.shiftRight, limits: [-10, 10, 0.5], says: WORDS.px },
  { name: "shift_down", words: WORDS.shiftDown, limits: [-10, 10, 0.5], says: WORDS.px },
  { name: "degrees", words: WORDS.degrees, limits: [-180, 180, 1], says: WORDS.turned },
  { name: "scale", words: WORDS.scale, limits: [0.5, 2, 0.05], says: WORDS.times },
  { name: "thicken", words: WORDS.thicken, limits: [-1, 2, 0.1], says: WORDS.px },
  { name: "noise", words: WORDS.noise, limits: [0, 1, 0.02], says: (value) => value.toFixed(2) },
];

export function ImageChanges() {
  const { invert, seed, noise } = changes.value;
  useEffect(keepPython, []);
  return (
    <div class="changes" onPointerEnter={meanChanges} onFocusCapture={meanChanges}>
      <p class="small quiet">{WORDS.changeHelp}</p>
      {SLIDERS.map((slider) => <Slider key={slider.name} {...slider} />)}
      <label class="check">
        <input type="checkbox" checked={invert} onChange={(event) => changeImage({ invert: event.currentTarget.checked })} />
        <span>{WORDS.invert}</span>
      </label>
      <div class="row">
        <button type="button" disabled={noise === NONE.noise} onClick={() => changeImage({ seed: seed + 1 })}>{WORDS.anotherNoise}</button>
        <button type="button" disabled={!isChanged.value} onClick={reset}>{WORDS.reset}</button>
      </div>
    </div>
  );
}

function Slider({ name, words, limits: [lowest, highest, step], says }: SliderProps) {
  const value = changes.value[name];
  return (
    <label class="slider">
      <span>{words}</span>
      <input
        id={`change-${name}`} type="range" min={lowest} max={highest} step={step} value={value} aria-valuetext={says(value)}
        onInput={(event) => changeImage({ [name]: event.currentTarget.valueAsNumber })}
        onDblClick={() => changeImage({ [name]: NONE[name] })}
      />
      <output>{says(value)}</output>
    </label>
  );
}
