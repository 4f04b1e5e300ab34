// One input: the curve of a formula, balls that roll on it, and each step written out.

import type { Ball, Curve, FlatPlace } from "../../messages.ts";
import { formatFixed, formatShort } from "../../numbers/format.ts";
import { connection } from "../../store.ts";
import { WORDS } from "../../words/descent.ts";
import { useKept } from "./asks.ts";
import { LineChart } from "./chart.tsx";
import { Balls, Rate, Transport } from "./controls.tsx";
import { FormulaField } from "./formula.tsx";
import { useMeant } from "./meant.ts";
import { LINE, LINE_EXAMPLES, N_STEPS } from "./state.ts";
import { momentOf, nSteps, verdict } from "./ways.ts";

const MOST_FLAT = 8;

export function LineView() {
  const formula = LINE.formula.value, reach = LINE.reach.value;
  const curve = useKept({ kind: "curve", formula, low: -reach, high: reach });
  const drawn = curve.good;
  const question = { kind: "roll", formula: drawn?.formula ?? formula, starts: LINE.starts.value, learning_rate: LINE.rate.value, n_steps: N_STEPS } as const;
  const rolled = useKept(question), balls = rolled.good?.balls ?? [];
  const meant = useMeant("rolling", { roll: question });
  if (drawn === null || rolled.good === null) return <section class="descent-view"><FormulaField on={LINE} kind="line" examples={LINE_EXAMPLES} problem={curve.problem} shown={undefined} /><p class="quiet" role="status">{connection.value === "open" ? WORDS.loading : WORDS.lost}</p></section>;
  const chosen = Math.min(LINE.chosen.value, balls.length - 1), ball = balls[chosen];
  return (
    <section class="descent-view" {...meant}>
      <FormulaField on={LINE} kind="line" examples={LINE_EXAMPLES} problem={curve.problem} shown={drawn.formula} />
      <LineChart curve={drawn} balls={balls} />
      <div class="descent-deeds">
        <Transport on={LINE} last={Math.max(0, ...balls.map(nSteps))} />
        <Rate rate={LINE.rate} />
        <Balls on={LINE} balls={balls} />
      </div>
      {ball !== undefined && <Numbers ball={ball} />}
      {ball !== undefined && <p class="descent-verdict" role="status"><strong>{WORDS.ball(chosen)}</strong> {verdict(ball, LINE.step.value)}{rolled.problem !== "" && <span class="wrong"> {rolled.problem}</span>}</p>}
      <Flat curve={drawn} ball={ball} />
    </section>
  );
}

/** The step that comes next, in numbers. */
function Numbers({ ball }: { readonly ball: Ball }) {
  const { where, value, slopes, next } = momentOf(ball, LINE.step.value), x = where[0] ?? NaN, slope = slopes[0] ?? NaN, to = next?.[0];
  const cells = [steady(x), steady(value), steady(slope), to === undefined ? WORDS.noStep : <>{WORDS.pieces(LINE.rate.value, slope)} = <strong>{steady(to - x)}</strong></>, to === undefined ? "" : steady(to)];
  return (
    <dl class="descent-numbers" aria-label={WORDS.ball(LINE.chosen.value)}>
      {WORDS.head.map((name, k) => <div key={name}><dt class="small quiet">{name}</dt><dd>{cells[k]}</dd></div>)}
    </dl>
  );
}

/** Where the slope is 0, and what can be written down of that. */
function Flat({ curve, ball }: { readonly curve: Curve; readonly ball: Ball | undefined }) {
  const { written, flat, gaps } = curve, places = written ?? flat;
  const end = ball?.end === "flat" ? momentOf(ball, nSteps(ball)).where[0] : undefined;
  const nearest = end === undefined ? undefined : [...(written ?? [])].sort((a, b) => Math.abs(a.x - end) - Math.abs(b.x - end))[0];
  return (
    <div class="small descent-flat">
      {written !== null && <p>{written.length === 0 ? WORDS.writtenNone : <>{WORDS.written}{written.map((place, k) => <span key={k}>{k > 0 && "; "}<strong class="mono">x = {minus(place.written ?? "")}</strong>{Number.isNaN(Number(place.written ?? "")) && ` \u2248 ${formatFixed(place.x, 4)}`}, {WORDS.kinds[place.kind]} (C = {formatShort(place.value)})</span>)}.</>}</p>}
      {written === null && <p>{places.length === 0 ? WORDS.flatNone : <>{WORDS.flatAt}{places.slice(0, MOST_FLAT).map((place, k) => <span key={k}>{k > 0 && "; "}{named(place)}</span>)}{places.length > MOST_FLAT && " \u2026"}. {WORDS.notWritten}</>}</p>}
      {nearest !== undefined && end !== undefined && LINE.step.value >= nSteps(ball as Ball) && <p>{WORDS.found(end, `x = ${minus(nearest.written ?? "")}`, Math.abs(end - nearest.x))}</p>}
      {gaps.length > 0 && <p>{WORDS.gaps(gaps.map(({ low, high }) => (low === high ? `at x = ${formatShort(low)}` : `from x = ${formatShort(low)} to ${formatShort(high)}`)).join(", "))}</p>}
    </div>
  );
}

function named(place: FlatPlace): string {
  return place.until > place.x ? WORDS.stretch(place.x, place.until) : `x = ${formatFixed(place.x, 4)}, ${WORDS.kinds[place.kind] ?? ""}`;
}

function minus(text: string): string {
  return text.replaceAll("-", "\u2212");
}

/** A number that keeps its width while the ball rolls. */
export function steady(value: number): string {
  return Number.isFinite(value) ? (Math.abs(value) < 1e5 ? formatFixed(value, 4) : formatShort(value)) : "\u221e";
}
