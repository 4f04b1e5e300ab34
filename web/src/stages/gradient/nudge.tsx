// Predict, then nudge: guess what a turn does to the cost; then see what the gradient says, and what happens.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { pointAt, select, tell, turnDials } from "../../actions.ts";
import { dials, layers, selection } from "../../store.ts";
import { formatCount, formatShort } from "../../numbers/format.ts";
import { placeName } from "../../panels/inspector/names.ts";
import { WORDS } from "../../words/gradient.ts";
import { indexOf, placeOf } from "../dials/places.ts";
import { type Guess, NO_GUESS, isGuessed, numberIn } from "./guess.ts";
import { WHOLE, forgetNudge, gradient, isOld, isWhole, measure, nImages, nudged } from "./known.ts";
import { Earlier, Outcome } from "./outcome.tsx";

const LARGEST = 1e6;
const STEPS = { dial: ["\u22121", "\u22120.1", "\u22120.01", "0.01", "0.1", "1"], whole: ["0.01", "0.1", "1", "10"] } as const;

const moves = signal<"dial" | "whole">("dial");
const steps = { dial: signal("0.1"), whole: signal("1") };
const guess = signal<Guess>(NO_GUESS);

export function NudgeView() {
  const kind = moves.value, selected = indexOf(layers.value, selection.value), dial = kind === "whole" ? WHOLE : selected;
  const step = numberIn(steps[kind].value), isRight = step !== null && step !== 0 && Math.abs(step) <= LARGEST;
  const about = `${dial} ${step} ${nImages.value}`, place = selected === null ? null : placeOf(layers.value, selected);
  useEffect(() => {
    if (nudged.value !== null && `${nudged.value.dial} ${nudged.value.step} ${nudged.value.n_images}` === about) return;
    forgetNudge();
    guess.value = NO_GUESS;
  }, [about]);
  const point = () => pointAt("nudge", () => ({ nudge: { kind: "nudge", n_images: nImages.value, dial: dial ?? 0, step: step ?? 0 } }));
  const go = () => { if (dial !== null && isRight && isGuessed(guess.value)) void measure(dial, step); };
  const result = nudged.value !== null && nudged.value.dial === dial && nudged.value.step === step ? nudged.value : null;
  return (
    <section class="nudge" onPointerOverCapture={point} onFocusCapture={point}>
      <div class="nudge-ask">
        <div class="nudge-row">
          <h3>1 {WORDS.turnWhat}</h3>
          <div class="choice" role="group" aria-label={WORDS.turnWhat}>
            {(["dial", "whole"] as const).map((name) => <button key={name} type="button" aria-pressed={kind === name} onClick={() => { moves.value = name; }}>{WORDS.moves[name](formatCount(dials.value.length))}</button>)}
          </div>
          {kind === "dial" && <span class="nudge-choose"><button type="button" title={WORDS.randomTitle} onClick={chooseRandom}>{WORDS.random}</button><button type="button" disabled={gradient.value === null} title={WORDS.steepestTitle} onClick={chooseSteepest}>{WORDS.steepest}</button></span>}
          <p class="nudge-what">{kind === "whole" ? WORDS.wholeIs(gradient.value === null ? "…" : formatShort(gradient.value.length))
            : place === null || selected === null ? WORDS.noDial
              : <><strong>{placeName(place)}</strong> {WORDS.is(formatShort(dials.value[selected] as number))}, {WORDS.slope(gradient.value === null ? "…" : formatShort(gradient.value.slopes[selected] ?? 0))}</>}</p>
        </div>
        <div class="nudge-row">
          <h3>2 {WORDS.byWhat[kind]}</h3>
          <input class="nudge-step" type="text" inputMode="decimal" autocomplete="off" spellcheck={false} aria-label={WORDS.stepLabel[kind]} aria-invalid={!isRight} aria-describedby="nudge-step-wrong"
            value={steps[kind].value} onInput={(event) => { steps[kind].value = event.currentTarget.value; }} onKeyDown={(event) => { if (event.key === "Enter") go(); }} />
          <span class="nudge-steps">{STEPS[kind].map((text) => <button key={text} type="button" onClick={() => { steps[kind].value = text; }}>{text}</button>)}</span>
          <p id="nudge-step-wrong" class="small wrong-words">{isRight ? "" : WORDS.wrongStep}</p>
        </div>
        <div class="nudge-row">
          <h3>3 {WORDS.guess}</h3>
          <div class="choice" role="group" aria-label={WORDS.guess}>
            {(["up", "down", "same"] as const).map((name) => <button key={name} type="button" aria-pressed={guess.value.way === name} onClick={() => { guess.value = { way: name, text: "" }; }}>{WORDS.ways[name]}</button>)}
          </div>
          <label class="small">{WORDS.orBy} <input class="nudge-step" type="text" inputMode="decimal" autocomplete="off" value={guess.value.text} aria-invalid={guess.value.text !== "" && numberIn(guess.value.text) === null}
            onInput={(event) => { guess.value = { way: null, text: event.currentTarget.value }; }} onKeyDown={(event) => { if (event.key === "Enter") go(); }} /></label>
          <button type="button" class="primary" disabled={dial === null || !isRight || !isGuessed(guess.value)} onClick={go}>{WORDS.go}</button>
        </div>
      </div>
      <Outcome found={result} guess={guess.value} />
      {result !== null && result.n_done === result.n_images && (
        <div class="nudge-end"><button type="button" disabled={result.of !== dials.value || (kind === "whole" && (isOld.value || !isWhole.value))} onClick={() => take(result.dial, result.step)}>{WORDS.take}</button>
          <span class="small quiet">{result.of === dials.value ? WORDS.takeNote : WORDS.taken}</span></div>
      )}
      <Earlier />
    </section>
  );
}

function chooseRandom(): void {
  choose(Math.floor(Math.random() * dials.value.length));
}

function chooseSteepest(): void {
  const first = gradient.value?.steepest[0];
  if (first !== undefined) choose(first.dial);
}

function choose(index: number): void {
  const place = placeOf(layers.value, index);
  if (place !== null) select(place);
}

/** Make the step with the page's network; it can be undone. */
function take(dial: number, step: number): void {
  if (dial === WHOLE) {
    const slopes = gradient.value?.slopes ?? new Float32Array(0);
    turnDials([...slopes.keys()], [...slopes].map((slope, k) => (dials.value[k] as number) - step * slope), WORDS.tookWhole(formatShort(step)));
  } else {
    const place = placeOf(layers.value, dial);
    turnDials([dial], [(dials.value[dial] as number) + step], WORDS.took(place === null ? "" : placeName(place), formatShort(step)));
  }
  tell(WORDS.isTaken);
}
