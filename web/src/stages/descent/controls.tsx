// Roll, pause and step the balls; how large their steps are; which ball is written out, and where it starts.

import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { Icon } from "../../panels/icon.tsx";
import type { Ball } from "../../messages.ts";
import { WORDS } from "../../words/descent.ts";
import { MOST_BALLS, type Hill, addBall, place, removeBall } from "./state.ts";
import { nSteps } from "./ways.ts";

const SPEEDS = [2, 8, 30];
const speed = signal(8);
const LOWEST = -4, HIGHEST = 1.5;
const AXES = ["x", "y"];

export function Transport({ on, last }: { readonly on: Pick<Hill, "step" | "isPlaying">; readonly last: number }) {
  const step = Math.min(on.step.value, last), isPlaying = on.isPlaying.value && step < last;
  const go = (next: number) => { on.isPlaying.value = false; on.step.value = Math.min(Math.max(0, next), last); };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      on.step.value = Math.min(on.step.value + 1, last);
      if (on.step.value >= last) on.isPlaying.value = false;
    }, 1000 / speed.value);
    return () => clearInterval(timer);
  }, [isPlaying, last, speed.value]);
  useEffect(() => () => { on.isPlaying.value = false; }, []);
  const play = () => {
    if (step >= last) on.step.value = 0;
    on.isPlaying.value = !isPlaying && last > 0;
  };
  return (
    <div class="descent-transport" role="group" aria-label={WORDS.transport}>
      <button type="button" title={WORDS.toStart} aria-label={WORDS.toStart} disabled={step === 0} onClick={() => go(0)}><Icon name="first" /></button>
      <button type="button" title={WORDS.back} aria-label={WORDS.back} disabled={step === 0} onClick={() => go(step - 1)}><Icon name="back" /></button>
      <button type="button" class="primary roll" disabled={last === 0} onClick={play}><Icon name={isPlaying ? "pause" : "play"} /> {isPlaying ? WORDS.pause : WORDS.play}</button>
      <button type="button" title={WORDS.step} aria-label={WORDS.step} disabled={step >= last} onClick={() => go(step + 1)}><Icon name="step" /></button>
      <select aria-label={WORDS.speed} title={WORDS.speed} value={String(speed.value)} onChange={(event) => { speed.value = Number(event.currentTarget.value); }}>
        {SPEEDS.map((each) => <option key={each} value={String(each)}>{each} / s</option>)}
      </select>
      <output class="small step-number" aria-live="off">{WORDS.stepNumber(step)}</output>
    </div>
  );
}

interface RateProps {
  readonly rate: Hill["rate"];
  /** The ends of the slider, as powers of ten. */
  readonly ends?: readonly [number, number];
}

/** The learning rate: a slider over powers of ten, and the number itself. */
export function Rate({ rate, ends = [LOWEST, HIGHEST] }: RateProps) {
  const set = (value: number) => { if (value > 0 && Number.isFinite(value)) rate.value = value; };
  return (
    <div class="descent-rate">
      <span class="small" aria-hidden="true">{WORDS.rate}</span>
      <input type="range" aria-label={WORDS.rateSlider} min={ends[0]} max={ends[1]} step="0.02" value={Math.log10(rate.value)} aria-valuetext={String(rate.value)}
        onInput={(event) => set(Number((10 ** event.currentTarget.valueAsNumber).toPrecision(3)))} />
      <input type="number" min="0" step="any" aria-label={WORDS.rateTyped} value={rate.value} onInput={(event) => set(event.currentTarget.valueAsNumber)} />
    </div>
  );
}

/** The balls: which one is written out, and its start, typed. */
export function Balls({ on, balls }: { readonly on: Hill; readonly balls: readonly Ball[] }) {
  const starts = on.starts.value, chosen = Math.min(on.chosen.value, starts.length - 1), start = starts[chosen] ?? [];
  return (
    <div class="descent-balls" role="group" aria-label={WORDS.balls}>
      {starts.map((_, k) => (
        <button key={k} type="button" class="ball-choice" aria-label={WORDS.ball(k)} title={WORDS.ball(k)} aria-pressed={k === chosen} onClick={() => { on.chosen.value = k; }}>
          {k + 1}{balls[k]?.end === "diverged" && on.step.value >= nSteps(balls[k] as Ball) ? " \u2717" : ""}
        </button>
      ))}
      {starts.length < MOST_BALLS && <button type="button" title={WORDS.addBall} aria-label={WORDS.addBall} onClick={() => addBall(on, start.map((number) => 0.5 * on.reach.value - 0.4 * number))}>+</button>}
      {start.map((number, axis) => (
        <label key={axis} class="small">{WORDS.start(AXES[axis] as string)} <input type="number" step="any" value={number}
          onInput={(event) => place(on, chosen, start.map((old, j) => (j === axis ? event.currentTarget.valueAsNumber : old)))} /></label>
      ))}
      {starts.length > 1 && <button type="button" onClick={() => removeBall(on, chosen)}>{WORDS.removeBall}</button>}
    </div>
  );
}

/** Arrow keys move the start of the chosen ball; Enter adds a ball, Delete takes it away. */
export function moveByKeys(on: Hill, event: KeyboardEvent): void {
  const chosen = Math.min(on.chosen.value, on.starts.value.length - 1), start = on.starts.value[chosen];
  if (start === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const far = (event.shiftKey ? 0.1 : 0.02) * on.reach.value, [x = 0, y = 0] = start, is2 = start.length === 2;
  const moved: Readonly<Record<string, readonly number[]>> = {
    ArrowLeft: [x - far, y], ArrowRight: [x + far, y], ...(is2 ? { ArrowUp: [x, y + far], ArrowDown: [x, y - far] } : {}),
  };
  const to = moved[event.key];
  if (to !== undefined) place(on, chosen, to.slice(0, start.length));
  else if (event.key === "Enter") addBall(on, start.map((number) => 0.5 * on.reach.value - 0.4 * number));
  else if (event.key === "Delete" || event.key === "Backspace") removeBall(on, chosen);
  else return;
  event.preventDefault();
}

