// Forward and back through the layers: step, play with a speed, or all at once.

import { effect } from "@preact/signals";
import { play, propagateTo, setSpeed, showAtOnce, stepBy } from "../../actions.ts";
import { addKeys } from "../../keys.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/bar.ts";
import { Icon, type IconName } from "../icon.tsx";

export function Transport() {
  const last = store.layers.value.length, at = store.shownUpTo.value, isPlaying = store.playing.value;
  return (
    <div class="transport" role="group" aria-label={WORDS.transport}>
      <Button icon="first" says={WORDS.first} run={() => { store.playing.peek() && play(false); propagateTo(0); }} isOff={at === 0} />
      <Button icon="back" says={`${WORDS.back} (,)`} run={() => stepBy(-1)} isOff={at === 0} />
      <Button icon={isPlaying ? "pause" : "play"} says={`${isPlaying ? WORDS.pause : WORDS.play} (p)`} run={() => play(!isPlaying)} isOff={false} />
      <Button icon="step" says={`${WORDS.step} (.)`} run={() => stepBy(1)} isOff={at === last} />
      <span class="dots" role="img" aria-label={WORDS.progress(at ?? last, last)}>
        {Array.from({ length: last + 1 }, (_, layer) => <i key={layer} class={layer <= (at ?? last) ? "lit" : ""} />)}
      </span>
      <label>
        <span class="hidden-visually">{WORDS.speed}</span>
        <select title={WORDS.speed} value={store.speed.value} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
          {WORDS.speeds.map(([speed, name]) => <option key={name} value={speed}>{name}</option>)}
        </select>
      </label>
      <button type="button" class="instant" aria-pressed={at === null} title={`${WORDS.instantHint} (i)`} onClick={showAtOnce}>{WORDS.instant}</button>
    </div>
  );
}

interface ButtonProps {
  readonly icon: IconName;
  readonly says: string;
  readonly run: () => void;
  readonly isOff: boolean;
}

function Button({ icon, says, run, isOff }: ButtonProps) {
  return <button type="button" class="icon" aria-label={says.replace(/ \(.\)$/, "")} title={says} disabled={isOff} onClick={run}><Icon name={icon} /></button>;
}

/** While it plays, light the next layer after a moment; stop at the last. */
effect(() => {
  if (!store.playing.value) return;
  const at = store.shownUpTo.value, last = store.layers.value.length;
  if (at === null || at >= last) return play(false);
  const timer = setTimeout(() => propagateTo(at + 1), 1000 / store.speed.value);
  return () => clearTimeout(timer);
});

addKeys([
  { key: ",", does: "slow propagation: one layer back", run: () => stepBy(-1) },
  { key: ".", does: "slow propagation: one layer forward", run: () => stepBy(1) },
  { key: "p", does: "slow propagation: play or pause", run: () => play(!store.playing.value) },
  { key: "i", does: "all layers at once", run: showAtOnce },
]);
