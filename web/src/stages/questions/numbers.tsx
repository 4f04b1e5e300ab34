// A table of an experiment, to open.

import type { QuestionTable } from "../../messages.ts";
import { formatCount, formatShort } from "../../numbers/format.ts";
import { folded } from "../../numbers/ranges.ts";
import { WORDS } from "../../words/questions.ts";

/** Letters from which on a cell is given room. */
const LONG = 24;

export function Numbers({ table }: { readonly table: QuestionTable }) {
  const { columns, rows } = folded(table.columns, table.rows);
  return (
    <details>
      <summary class="small">{WORDS.numbers(table.name, table.rows.length)}</summary>
      <div class="question-table" tabIndex={0} role="region" aria-label={table.name}>
        <table>
          <thead><tr>{columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, k) => (
              <tr key={k}>{row.map(([cell = null, low, high], j) => (
                <td key={j} class={typeof cell === "number" ? "number" : (cell ?? "").length > LONG ? "words" : ""}>{written(cell)}{low !== undefined && high !== undefined && <span class="quiet"> ({WORDS.range(written(low), written(high))})</span>}</td>
              ))}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function written(cell: string | number | null): string {
  if (cell === null) return WORDS.none;
  return typeof cell === "string" ? cell : Number.isInteger(cell) ? formatCount(cell) : formatShort(cell);
}
