// Training live: its settings, or a run with its curves, its time machine and what moves with it.

import { formatCount } from "../numbers/format.ts";
import { chooseSettings, isChoosing, parted, run } from "../training.ts";
import { WORDS } from "../words/train.ts";
import { Curves } from "./train/curves.tsx";
import { Moving } from "./train/moving.tsx";
import { Parts } from "./train/parts.tsx";
import { Settings } from "./train/settings.tsx";
import { TimeMachine } from "./train/machine.tsx";
import { Transport } from "./train/transport.tsx";

export function TrainStage() {
  const now = run.value;
  if (now === null || isChoosing.value) return <Settings />;
  const { frame } = now;
  return (
    <div class="train">
      <header class="train-head">
        <h2 class="large">{WORDS.title}: {now.recipe}</h2>
        <p class="small train-state"><strong>{WORDS.states[frame.status]}</strong>{", "}
          {WORDS.at(Math.min(frame.epoch + 1, frame.n_epochs), frame.n_epochs, frame.step)}<span class="hidden-visually" role="status"> {frame.status === "finished" ? frame.sentence : ""}</span>
          <span class="quiet train-rate">{frame.status === "playing" ? WORDS.rate(frame.rate) : WORDS.learningRateNow(frame.learning_rate)}</span></p>
        <button type="button" onClick={() => chooseSettings(true)}>{WORDS.again}</button>
      </header>
      <Transport />
      {frame.status === "diverged" && <p class="small wrong" role="alert">{frame.sentence}</p>}
      <Parts />
      <Curves />
      <TimeMachine />
      {parted.value === null && <Moving />}
      <details class="train-code">
        <summary>{WORDS.code}</summary>
        <pre tabIndex={0}><code>{now.code}</code></pre>
        <p class="small quiet">{formatCount(now.n_train)} training images, {formatCount(now.n_test)} test images that it never learns from.</p>
      </details>
    </div>
  );
}
