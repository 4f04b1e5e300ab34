// Predicted and measured change of the cost, side by side; and those before.

import { layers } from "../../store.ts";
import { formatCount, formatFixed, formatShort } from "../../numbers/format.ts";
import { Num } from "../../panels/number.tsx";
import { placeName } from "../../panels/inspector/names.ts";
import { WORDS } from "../../words/gradient.ts";
import { placeOf } from "../dials/places.ts";
import { type Guess, judge, wayOf } from "./guess.ts";
import { type Nudged, WHOLE, earlier } from "./known.ts";

const DIGITS = 4;
const HALF = 160; // pixels of the longer bar

export function Outcome({ found, guess }: { readonly found: Nudged | null; readonly guess: Guess }) {
  if (found === null) return <div class="nudge-outcome"><p class="quiet">{WORDS.before}</p></div>;
  const isDone = found.n_done === found.n_images, most = Math.max(Math.abs(found.predicted), Math.abs(found.measured)) || 1;
  const { isRight, times } = judge(guess, found.measured);
  return (
    <div class="nudge-outcome" role="status" aria-busy={!isDone}>
      <table class="gradient-table nudge-table">
        <tbody>
          <tr><th scope="row">{WORDS.predicted}</th><td><Num value={found.predicted} text={digits(found.predicted)} name={WORDS.predictedName} meaning={WORDS.predictedMeans} formula={found.dial === WHOLE ? "ΔC ≈ −η |∇C|²" : "ΔC ≈ ∂C/∂w · Δw"} /></td><td><Bar value={found.predicted} most={most} /></td></tr>
          <tr><th scope="row">{WORDS.measured}</th><td><Num value={found.measured} text={digits(found.measured)} name={WORDS.measuredName} meaning={WORDS.measuredMeans} formula="ΔC = C(after) − C(before)" /></td><td><Bar value={found.measured} most={most} /></td></tr>
          <tr><th scope="row">{WORDS.ratio}</th><td>{found.ratio === null ? "–" : <Num value={found.ratio} text={formatFixed(found.ratio, DIGITS)} name={WORDS.ratioName} formula="measured / predicted" />}</td>
            <td class="small quiet">{WORDS.costs(digits(found.before), digits(found.after))}</td></tr>
        </tbody>
      </table>
      <p class="nudge-verdict">{isDone ? `${isRight ? "\u2713" : "\u2717"} ${WORDS.verdict(isRight, wayOf(found.measured), times)} ${WORDS.apart(found.ratio)}` : WORDS.measuring(found.n_done, found.n_images)}</p>
    </div>
  );
}

/** Up to the right, down to the left, from the middle. */
function Bar({ value, most }: { readonly value: number; readonly most: number }) {
  const wide = (Math.abs(value) / most) * HALF;
  return (
    <svg class="nudge-bar" width={2 * HALF} height="20" viewBox={`0 0 ${2 * HALF} 20`} aria-hidden="true">
      <rect class={value > 0 ? "nudge-plus" : "nudge-minus"} x={value > 0 ? HALF : HALF - wide} y="3" width={wide} height="14" />
      <line class="chart-grid" x1={HALF} x2={HALF} y1="0" y2="20" />
    </svg>
  );
}

/** The nudges before this one: how the prediction fails as steps grow. */
export function Earlier() {
  if (earlier.value.length === 0) return null;
  return (
    <div>
      <h3>{WORDS.earlier}</h3>
      <table class="gradient-table">
        <thead><tr>{WORDS.earlierHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
        <tbody>
          {earlier.value.map((found, k) => (
            <tr key={earlier.value.length - k}><th scope="row">{nameOf(found.dial)}</th><td>{formatShort(found.step)}</td><td>{digits(found.predicted)}</td><td>{digits(found.measured)}</td>
              <td>{found.ratio === null ? "–" : formatFixed(found.ratio, DIGITS)}</td><td>{formatCount(found.n_images)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf(dial: number): string {
  const place = dial === WHOLE ? null : placeOf(layers.value, dial);
  return place === null ? WORDS.whole : placeName(place);
}

/** Four digits: enough to see where the two part. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const text = size < 1e-4 || size >= 1e7 ? size.toExponential(3).replaceAll("-", "\u2212") : size.toPrecision(4);
  return value < 0 ? `\u2212${text}` : text;
}
