// Play, pause and step the training, and how fast.

import { Icon } from "../../panels/icon.tsx";
import { addKeys } from "../../keys.ts";
import { control, nextPart, parted, playOrPause, run, setTrainSpeed, trainSpeed } from "../../training.ts";
import { WORDS } from "../../words/train.ts";

export function Transport() {
  const frame = run.value?.frame;
  const status = frame?.status ?? "none", isPlaying = status === "playing", isOver = status === "finished" || status === "diverged";
  const says = isPlaying ? WORDS.pause : status === "finished" ? WORDS.more : WORDS.play;
  const shown = parted.value, next = WORDS.parts[shown === null ? 0 : (shown.at + 1) % WORDS.parts.length] as string;
  return (
    <div class="train-transport" role="group" aria-label={WORDS.transport}>
      <button type="button" class="primary" disabled={status === "diverged"} title={`${says} (g)`} onClick={playOrPause}>
        <Icon name={isPlaying ? "pause" : "play"} /> {says}
      </button>
      <button type="button" disabled={isPlaying || isOver} title={WORDS.exampleHint} onClick={() => void control("step-example")}>{WORDS.example}</button>
      <button type="button" class="next-part" disabled={isPlaying || isOver} title={`${WORDS.partHint} (q)`} onClick={() => void nextPart()}>{WORDS.part(next)}</button>
      <button type="button" disabled={isPlaying || isOver} title={`${WORDS.batchHint} (s)`} onClick={() => void control("step-batch")}>{WORDS.batch}</button>
      <button type="button" disabled={isPlaying || isOver} title={WORDS.epochHint} onClick={() => void control("step-epoch")}>{WORDS.epoch}</button>
      <label class="small"><span class="hidden-visually">{WORDS.speed}</span>
        <select title={WORDS.speed} value={String(trainSpeed.value)} onChange={(event) => setTrainSpeed(event.currentTarget.value === "null" ? null : Number(event.currentTarget.value))}>
          {WORDS.speeds.map(([speed, name]) => <option key={name} value={String(speed)}>{name}</option>)}
        </select>
      </label>
    </div>
  );
}

addKeys([
  { key: "g", does: "training: go, or pause", run: playOrPause },
  { key: "q", does: "training: a quarter of a step: forward, cost, backward, update", run: () => void nextPart() },
  { key: "s", does: "training: one step", run: () => void control("step-batch") },
]);
