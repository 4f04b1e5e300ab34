// The gradient: all slopes beside their dials, the steepest of them, and whether what they predict comes true.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatShort } from "../numbers/format.ts";
import { Num } from "../panels/number.tsx";
import { connection, dials, hello, network } from "../store.ts";
import { WORDS } from "../words/gradient.ts";
import { FunctionsView } from "./gradient/functions.tsx";
import { chosen, compute, gradient, hasFailed, isOld, isPlaying, isWhole, leave, nImages } from "./gradient/known.ts";
import { NudgeView } from "./gradient/nudge.tsx";
import { Pictures } from "./gradient/pictures.tsx";
import { RankedView } from "./gradient/ranked.tsx";

const VIEWS = { functions: FunctionsView, pictures: Pictures, ranked: RankedView, nudge: NudgeView } as const;
const FEWER = [10_000, 1_000] as const;
const REST = 400; // milliseconds that dials rest before the gradient follows
const view = signal<keyof typeof VIEWS>("pictures");

export function GradientStage() {
  useFollowing();
  const Shown = VIEWS[view.value];
  return (
    <div class="gradient">
      <header class="digits-head">
        <h2 class="large">{WORDS.title}</h2>
        <div class="choice" role="group" aria-label={WORDS.viewGroup}>
          {(Object.keys(VIEWS) as (keyof typeof VIEWS)[]).map((name) => (
            <button key={name} type="button" aria-pressed={view.value === name} onClick={() => { view.value = name; }}>{WORDS.views[name]}</button>
          ))}
        </div>
      </header>
      <Status />
      <Shown />
    </div>
  );
}

/** Compute when dials have come to rest, and again and again while they are being trained. */
function useFollowing(): void {
  const isThere = connection.value === "open" && network.value !== null;
  useEffect(() => leave, []);
  useEffect(() => {
    if (isThere && isPlaying.value) void compute();
  }, [isThere, isPlaying.value]);
  useEffect(() => {
    if (!isThere || isPlaying.value || !(isOld.value || !isWhole.value)) return;
    const timer = setTimeout(() => void compute(), gradient.value === null ? 0 : REST);
    return () => clearTimeout(timer);
  }, [isThere, network.value, dials.value, nImages.value, isPlaying.value]);
}

/** What the gradient is of, and whether it still holds. */
function Status() {
  const now = gradient.value, n = hello.value?.n_train ?? 0;
  return (
    <div class="gradient-status">
      <p role="status">{now === null ? (hasFailed.value ? WORDS.failed : connection.value === "open" ? WORDS.loading : WORDS.lost) : (
        <>{WORDS.over(now.n_done, n)} <span class="kept"><Num value={now.cost} text={formatShort(now.cost)} name={WORDS.costName} formula="C" />,</span> {WORDS.andLength} <span class="kept"><Num value={now.length} text={formatShort(now.length)} name={WORDS.lengthName} meaning={WORDS.lengthMeans} formula="|∇C| = √Σ (∂C/∂w)²" />,</span> {WORDS.zeros(now.n_zero)}</>
      )}</p>
      <div class="gradient-moment small quiet">
        <select aria-label={WORDS.images} value={String(chosen.value)} onChange={(event) => { chosen.value = Number(event.currentTarget.value); }}>
          <option value="0">{WORDS.all(n)}</option>
          {FEWER.filter((few) => few < n).map((few) => <option key={few} value={String(few)}>{WORDS.first(few)}</option>)}
        </select>
        {hasFailed.value ? <button type="button" onClick={() => void compute()}>{WORDS.refresh}</button>
          : isPlaying.value ? WORDS.live : now !== null && isOld.value ? WORDS.old
            : now !== null && !isWhole.value && <progress max={now.n_images} value={now.n_done} aria-label={WORDS.progress} />}
      </div>
    </div>
  );
}
