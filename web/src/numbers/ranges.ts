// Tables of medians: where the two columns after one are the ends of its range, they are written behind it, if it has any.

type Cell = string | number | null;

export interface Folded {
  readonly columns: readonly string[];
  /** For each cell what is written in it: one value, or a median with the ends of its range. */
  readonly rows: readonly (readonly (readonly Cell[])[])[];
}

export function folded(columns: readonly string[], rows: readonly (readonly Cell[])[]): Folded {
  const hasRange = (k: number) => endOf(columns[k + 1]) === "low" && endOf(columns[k + 2]) === "high";
  const shown = columns.flatMap((_, k) => (hasRange(k - 1) || hasRange(k - 2) ? [] : [k]));
  return {
    columns: shown.map((k) => columns[k] as string),
    rows: rows.map((row) => shown.map((k) => {
      const cells = row.slice(k, hasRange(k) ? k + 3 : k + 1);
      return cells.includes(null) || cells.every((cell) => cell === cells[0]) ? cells.slice(0, 1) : cells;
    })),
  };
}

function endOf(column: string | undefined): string | undefined {
  return column?.trim().split(" ").at(-1);
}
