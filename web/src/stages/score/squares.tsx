// The cost of the image on the page, written out as ten squared differences; and the three functions of the lesson.

import { useSignal } from "@preact/signals";
import { Num } from "../../panels/number.tsx";
import { addingUp, formatFixed, formatSigned } from "../../numbers/format.ts";
import * as store from "../../store.ts";
import { WORDS } from "../../words/score.ts";
import { Waiting, useJudged } from "./judged.tsx";

const DECIMALS = 4;
/** The side of the square of a difference of 1, in pixels. */
const LARGEST = 24;

export function Squares() {
  const chosen = useSignal<number | null>(null);
  const { origin, pixels } = store.image.value;
  const label = chosen.value ?? (origin.kind === "test" ? origin.label : store.answer.value);
  const table = useJudged({ kind: "cost-table", pixels: [...pixels], label });
  const name = (k: number) => store.hello.value?.class_names[k] ?? String(k);
  const figures = table === null ? [] : addingUp(table.lines.map(({ square }) => square), DECIMALS);
  return (
    <section>
      <h3>{WORDS.squares}</h3>
      <label class="small">{WORDS.target} <select value={String(label)} onChange={(event) => { chosen.value = Number(event.currentTarget.value); }}>
        {(store.hello.value?.class_names ?? []).map((digit, k) => <option key={digit} value={String(k)}>{digit}</option>)}
      </select></label>
      <p>{WORDS.squaresAbout(name(label))}</p>
      {table === null ? <Waiting /> : (
        <table class="squares-table">
          <thead><tr>{WORDS.head.map((word) => <th key={word} scope="col">{word}</th>)}<th aria-hidden="true" /></tr></thead>
          <tbody>
            {table.lines.map((line, k) => (
              <tr key={k} class={k === label ? "own" : ""}><th scope="row">{name(k)}</th>
                <td>{formatFixed(line.output, DECIMALS)}</td><td>{formatFixed(line.target, 0)}</td><td>{formatSigned(line.difference, DECIMALS)}</td>
                <td><Num value={line.square} text={formatFixed(figures[k] ?? 0, DECIMALS)} name={`square for output ${name(k)}`} formula="(a − y)²" /></td>
                <td aria-hidden="true" class="square-cell"><span style={{ width: `${Math.sqrt(Math.min(1, line.square)) * LARGEST}px`, height: `${Math.sqrt(Math.min(1, line.square)) * LARGEST}px` }} /></td></tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row" colSpan={4}>{WORDS.sum}</th><td><Num value={table.sum_of_squares} text={formatFixed(table.sum_of_squares, DECIMALS)} name="cost of this image" formula="C = Σ (aₖ − yₖ)²" /></td><td /></tr></tfoot>
        </table>
      )}
      {table !== null && table.cost_name !== "squared-error" && <p class="small">{WORDS.otherCost(table.cost_name, table.cost)}</p>}
      <Functions />
    </section>
  );
}

/** L5: what goes in, what comes out. */
function Functions() {
  const shown = store.network.value;
  if (shown === null) return null;
  const rows = WORDS.functionRows(shown.sizes[0] ?? 0, shown.sizes.at(-1) ?? 0, shown.n_parameters, store.hello.value?.n_train ?? 0);
  return (
    <div class="functions">
      <h3>{WORDS.functions}</h3>
      <table class="functions-table">
        <thead><tr>{WORDS.functionHead.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
        <tbody>{rows.map(([first, ...rest]) => <tr key={first}><th scope="row">{first}</th>{rest.map((word) => <td key={word}>{word}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
