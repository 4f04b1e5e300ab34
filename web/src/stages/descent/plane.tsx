// Two inputs: a formula from above and as a surface to turn, with the gradient as an arrow and in numbers.

import type { Ball } from "../../messages.ts";
import { connection } from "../../store.ts";
import { WORDS } from "../../words/descent.ts";
import { useKept } from "./asks.ts";
import { Contours } from "./contours.tsx";
import { Balls, Rate, Transport } from "./controls.tsx";
import { FormulaField } from "./formula.tsx";
import { steady } from "./line.tsx";
import { useMeant } from "./meant.ts";
import { N_STEPS, PLANE, PLANE_EXAMPLES } from "./state.ts";
import { SurfacePicture } from "./surface.tsx";
import { momentOf, nSteps, verdict } from "./ways.ts";

export function PlaneView() {
  const formula = PLANE.formula.value;
  const surface = useKept({ kind: "surface", formula, reach: PLANE.reach.value }), drawn = surface.good;
  const question = { kind: "roll", formula: drawn?.formula ?? formula, starts: PLANE.starts.value, learning_rate: PLANE.rate.value, n_steps: N_STEPS } as const;
  const rolled = useKept(question), balls = rolled.good?.balls ?? [];
  const meant = useMeant("rolling", { roll: question });
  const field = <FormulaField on={PLANE} kind="plane" examples={PLANE_EXAMPLES} problem={surface.problem} shown={drawn?.formula} />;
  if (drawn === null || rolled.good === null) return <section class="descent-view">{field}<p class="quiet" role="status">{connection.value === "open" ? WORDS.loading : WORDS.lost}</p></section>;
  const chosen = Math.min(PLANE.chosen.value, balls.length - 1), ball = balls[chosen];
  return (
    <section class="descent-view" {...meant}>
      {field}
      <div class="plane-pictures three">
        <Contours surface={drawn} balls={balls} />
        <SurfacePicture surface={drawn} balls={balls} />
        {ball !== undefined && <GradientWords ball={ball} />}
      </div>
      <div class="descent-deeds">
        <Transport on={PLANE} last={Math.max(0, ...balls.map(nSteps))} />
        <Rate rate={PLANE.rate} />
        <Balls on={PLANE} balls={balls} />
      </div>
      {ball !== undefined && <Shares ball={ball} />}
      {ball !== undefined && <p class="descent-verdict" role="status"><strong>{WORDS.ball(chosen)}</strong> {verdict(ball, PLANE.step.value)}</p>}
      {drawn.n_undefined > 0 && <p class="small">{WORDS.undefined_(drawn.n_undefined, drawn.n ** 2)}</p>}
    </section>
  );
}

/** The gradient where the chosen ball is, in words: direction, length, and which input matters more. */
function GradientWords({ ball }: { readonly ball: Ball }) {
  const [gx = NaN, gy = NaN] = momentOf(ball, PLANE.step.value).slopes, length = Math.hypot(gx, gy), isFlat = !(length > 0);
  const most = Math.max(Math.abs(gx), Math.abs(gy)), [more, less] = Math.abs(gx) >= Math.abs(gy) ? ["x", "y"] as const : ["y", "x"] as const;
  if (!Number.isFinite(length)) return <div class="gradient-words small"><p>{WORDS.noGradient}</p></div>;
  return (
    <div class="gradient-words small">
      <p><span class="arrow-key up">{"\u2192"} {WORDS.uphill}</span><br /><strong class="gradient-pair">{WORDS.pair(gx, gy)}</strong></p>
      <p>{WORDS.length(length)}</p>
      <p>{isFlat ? "" : WORDS.direction((Math.atan2(gy, gx) * 180) / Math.PI)}</p>
      <p class="matters">{isFlat ? WORDS.notImportant : WORDS.important(more, less, most / Math.min(Math.abs(gx), Math.abs(gy)))}</p>
      <p class="arrow-key down">{"\u21e2"} {WORDS.downhill}</p>
    </div>
  );
}

/** Each input's share of the gradient, and its step. */
function Shares({ ball }: { readonly ball: Ball }) {
  const { where, slopes, next } = momentOf(ball, PLANE.step.value), most = Math.max(...slopes.map(Math.abs));
  return (
    <table class="descent-table">
      <thead><tr>{WORDS.planeHead.map((name) => <th key={name} scope="col" class="small quiet">{name}</th>)}</tr></thead>
      <tbody>
        {["x", "y"].map((axis, j) => {
          const slope = slopes[j] ?? NaN, to = next?.[j], now = where[j] ?? NaN;
          return (
            <tr key={axis}><th scope="row">{axis}</th><td>{steady(now)}</td><td>{steady(slope)}</td><td>{to === undefined ? WORDS.noStep : <><span class="pieces">{WORDS.pieces(PLANE.rate.value, slope)} = </span><strong>{steady(to - now)}</strong></>}</td><td>{to === undefined ? "" : steady(to)}</td>
              <td class="matter-cell"><span class={slope < 0 ? "matter below" : "matter"} style={{ width: `${most > 0 ? (100 * Math.abs(slope)) / most : 0}%` }}>{slope < 0 ? "\u2212" : "+"}</span></td></tr>
          );
        })}
      </tbody>
    </table>
  );
}
