// Three ways down from one start: over the landscape, by images seen, by seconds, and in numbers.

import { useEffect } from "preact/hooks";
import { pointAt } from "../../actions.ts";
import type { PathFrame, PathsFrame } from "../../messages.ts";
import { hello } from "../../store.ts";
import { formatCount, formatPercent, formatShort } from "../../numbers/format.ts";
import { WORDS } from "../../words/race.ts";
import { type Way, complaintOf, goDown, isGoing, stopWays, want, ways, wish } from "./descending.ts";
import { Lines } from "./lines.tsx";
import { Amount, Choice } from "./setup.tsx";
import { Terrain } from "./terrain.tsx";

const IMAGES = [200, 500, 1000, 2000, 5000];

export function Ways() {
  useEffect(() => () => void stopWays(), []);
  const now = ways.value;
  return (
    <>
      <Form />
      {now === null ? <p>{WORDS.waysAbout}</p> : <Going now={now} />}
    </>
  );
}

function Form() {
  const { start, seed, images, epochs, rates } = wish.value, wrong = complaintOf(wish.value), all = hello.value?.n_train ?? 60_000;
  const isOn = ways.value?.frame.status === "working";
  const rate = (k: 0 | 1 | 2, value: string) => want({ rates: [k === 0 ? value : rates[0], k === 1 ? value : rates[1], k === 2 ? value : rates[2]] });
  return (
    <form class="ways-form" noValidate onSubmit={(event) => { event.preventDefault(); void goDown(); }}>
      <label class="bar-field ways-start">{WORDS.waysStart}
        <select value={start} onChange={(event) => want({ start: event.currentTarget.value === "own" ? "own" : "fresh" })}>
          {Object.entries(WORDS.waysStarts).map(([name, words]) => <option key={name} value={name}>{words}</option>)}
        </select>
      </label>
      <Amount label={WORDS.seedOf} value={seed} isWrong={wrong?.field === "seed"} take={(value) => want({ seed: value })} />
      <Choice label={WORDS.images} value={images} choices={IMAGES.filter((n) => n <= all).map(String)} take={(value) => want({ images: value })} />
      <Amount label={WORDS.epochs} value={epochs} isWrong={wrong?.field === "epochs"} take={(value) => want({ epochs: value })} />
      {([0, 1, 2] as const).map((k) => <Amount key={k} label={WORDS.rates[k] ?? ""} value={rates[k]} isWrong={wrong?.field === `rate ${k}`} take={(value) => rate(k, value)} />)}
      {isOn ? <button type="button" class="primary" onClick={() => void stopWays()}>{WORDS.stop}</button>
        : <button type="submit" class="primary" disabled={wrong !== null || isGoing.value}>{isGoing.value ? WORDS.starting : WORDS.go}</button>}
      <p class={`small race-complaint ${wrong === null ? "quiet" : "wrong"}`} role="status">{wrong?.sentence ?? (ways.value === null ? "" : stateOf(ways.value.frame))}</p>
    </form>
  );
}

function Going({ now }: { readonly now: Way }) {
  const { frame, asked } = now, mean = () => pointAt("paths", () => ({ paths: asked }));
  const ends = frame.paths.map(({ name, costs }) => WORDS.end(name, costs.at(-1) ?? NaN)).join(" ");
  return (
    <section class="ways" aria-busy={frame.status === "working"} onPointerEnter={mean} onFocusCapture={mean}>
      <Terrain frame={frame} ends={ends} />
      <div class="ways-charts">
        <Lines title={WORDS.byImages} unit={WORDS.images1} paths={frame.paths} of="n_images" most={frame.epochs * frame.n_train} ends={ends} write={formatCount} />
        <Lines title={WORDS.bySeconds} unit={WORDS.seconds1} paths={frame.paths} of="seconds" most={Math.max(0.001, ...frame.paths.map(({ seconds }) => seconds.at(-1) ?? 0))} ends={ends} write={formatShort} />
      </div>
      <Figures paths={frame.paths} />
    </section>
  );
}

function stateOf({ status, paths, n_measured, costs, n_train, sentence }: PathsFrame): string {
  if (status === "stopped") return sentence === "" ? WORDS.stopped : sentence;
  if (status === "finished") return WORDS.waysDone(n_train);
  return costs.length === 0 ? WORDS.descending(paths.length) : WORDS.surveying(n_measured, costs.length);
}

/** What each way costs, and how noisy its steps are. */
function Figures({ paths }: { readonly paths: readonly PathFrame[] }) {
  const times = (ratio: number | null) => (ratio === null ? "\u2013" : WORDS.times(ratio));
  return (
    <div class="race-scroll" role="region" aria-label={WORDS.figures} tabIndex={0}>
      <table class="ways-figures">
        <caption class="hidden-visually">{WORDS.figures}</caption>
        <thead><tr>{WORDS.wayHead.map((name, k) => (k === 0 ? <td key={k} /> : <th key={name} scope="col" title={WORDS.headHints[k] ?? ""}>{name}</th>))}</tr></thead>
        <tbody>
          {paths.map((path, k) => (
            <tr key={path.name}>
              <th scope="row"><svg class="way-key" viewBox="0 0 32 8" aria-hidden="true"><path class={`way way-${k}`} d="M0 4H32" /></svg> {path.name}</th>
              <td>{formatCount(path.n_steps)}</td><td>{formatShort(path.costs.at(-1) ?? NaN)}</td><td>{times(path.noise_start)}</td><td>{times(path.noise_end)}</td>
              <td>{times(path.detour)}</td><td>{path.share === null ? "\u2013" : formatPercent(path.share, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small quiet">{WORDS.planeAxes} {WORDS.noiseNote}</p>
    </div>
  );
}
