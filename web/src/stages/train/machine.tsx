// The time machine: drag through the run, and everything on the page shows that moment; go on from any of them.

import { useSignal } from "@preact/signals";
import { formatExact, formatShort } from "../../numbers/format.ts";
import { branchOff, lookAt, lookedAt, pinCourse, pinned, run } from "../../training.ts";
import { WORDS } from "../../words/train.ts";

/** What the learning rate is divided by after it was too large. */
const SLOWER = 4;

export function TimeMachine() {
  const typed = useSignal<string | null>(null);
  const now = run.value;
  if (now === null) return null;
  const { frame } = now, before = [...frame.moments].filter((step) => step < frame.step);
  const at = lookedAt.value, place = at === null ? before.length : nearest(before, at), step = at ?? frame.step;
  const epoch = Math.floor(step / frame.steps_per_epoch);
  const rate = typed.value === null ? null : Number(typed.value), isBad = rate !== null && !(rate >= 0 && typed.value !== "");
  const isDiverged = frame.status === "diverged";
  const half = before[Math.floor(before.length / 2)] ?? 0, slower = rate !== null && !isBad ? rate : frame.chosen_rate / SLOWER;
  const rewind = async () => {
    await lookAt(half);
    await branchOff(slower);
    typed.value = null;
  };
  return (
    <section class="time-machine">
      <h3 id="time-machine">{WORDS.machine}</h3>
      <input type="range" aria-labelledby="time-machine" min="0" max={before.length} step="1" value={place} disabled={before.length === 0}
        aria-valuetext={at === null ? `${WORDS.moment(step, epoch)}, ${WORDS.newest}` : WORDS.moment(step, epoch)}
        onInput={(event) => void lookAt(before[Number(event.currentTarget.value)] ?? frame.step)} />
      <output class="small">{WORDS.moment(step, epoch)}{at === null ? `, ${WORDS.newest}` : ""}</output>
      <div class="machine-deeds small">
        {isDiverged && <button type="button" class="primary" disabled={isBad} onClick={() => void rewind()}>{WORDS.rewind(half, formatShort(slower))}</button>}
        <button type="button" disabled={at === null} onClick={() => void lookAt(frame.step)}>{WORDS.toNewest}</button>
        <button type="button" disabled={isBad || (at === null && rate === null)} onClick={() => { void branchOff(rate); typed.value = null; }}>{WORDS.branch}</button>
        <label class="branch-rate">{WORDS.branchRate} <input type="number" min="0" step="any" value={typed.value ?? formatExact(frame.chosen_rate)} aria-invalid={isBad}
          onInput={(event) => { typed.value = event.currentTarget.value; }} /></label>
        <button type="button" aria-pressed={pinned.value !== null} disabled={frame.step === 0 && pinned.value === null} title={WORDS.pinHint} onClick={() => pinCourse(pinned.value === null)}>{WORDS.pin}</button>
      </div>
    </section>
  );
}

/** The moment that stands there. */
function nearest(moments: readonly number[], step: number): number {
  let best = 0;
  moments.forEach((moment, k) => { if (moment <= step) best = k; });
  return best;
}
