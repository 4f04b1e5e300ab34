// The confusion matrix: a row for each digit, a column for each answer; a cell opens its images.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { hello } from "../../store.ts";
import { formatCount, formatFixed, formatPercent } from "../../numbers/format.ts";
import { WORDS } from "../../words/score.ts";
import { Images } from "./images.tsx";
import { Waiting, useJudged } from "./judged.tsx";

const N_SHOWN = 24;

export function ConfusionView() {
  const answer = useJudged({ kind: "confusion" });
  const cell = useSignal<readonly [number, number] | null>(null), table = useRef<HTMLTableElement>(null);
  if (answer === null) return <Waiting />;
  const n = answer.n_classes, name = (k: number) => hello.value?.class_names[k] ?? String(k);
  const count = (row: number, column: number) => answer.counts[row * n + column] ?? 0;
  const most = Math.max(1, ...answer.counts.filter((_, k) => Math.floor(k / n) !== k % n));
  const [row, column] = cell.value ?? mostConfused(answer.counts, n);
  const walk = (event: KeyboardEvent) => {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const to = [row + (way[0] ?? 0), column + (way[1] ?? 0)].map((k) => Math.min(Math.max(0, k), n - 1)) as [number, number];
    cell.value = to;
    table.current?.querySelectorAll("button")[to[0] * n + to[1]]?.focus();
  };
  return (
    <section class="confusion">
      <p role="status">{WORDS.running(answer.n_correct, answer.n_images, answer.low, answer.high)}</p>
      <h3>{WORDS.confusion}</h3>
      <p class="small quiet">{WORDS.confusionHint}</p>
      <div class="confusion-scroll" tabIndex={-1}>
      <table ref={table} class="confusion-table" onKeyDown={walk}>
        <thead><tr><th scope="col"><span class="hidden-visually">{WORDS.row}</span></th>{Array.from({ length: n }, (_, k) => <th key={k} scope="col">{name(k)}</th>)}<th scope="col" class="small quiet">{WORDS.recall}</th></tr></thead>
        <tbody>
          {Array.from({ length: n }, (_, r) => (
            <tr key={r}><th scope="row">{name(r)}</th>
              {Array.from({ length: n }, (_, c) => (
                <td key={c}>
                  <button type="button" class={r === c ? "right" : ""} tabIndex={row === r && column === c ? 0 : -1} aria-pressed={row === r && column === c} aria-label={WORDS.cell(name(r), name(c), count(r, c))} title={WORDS.cell(name(r), name(c), count(r, c))}
                    style={{ "--share": r === c ? 0 : Math.sqrt(count(r, c) / most) }} onClick={() => { cell.value = [r, c]; }}>{formatCount(count(r, c))}</button>
                </td>
              ))}
              <td class="small quiet">{answer.recalls[r] == null ? "" : formatPercent(answer.recalls[r] as number, 1)}</td></tr>
          ))}
        </tbody>
      </table>
      </div>
      <Cell row={row} column={column} title={WORDS.cellTitle(name(row), name(column), count(row, column))} />
    </section>
  );
}

function Cell({ row, column, title }: { readonly row: number; readonly column: number; readonly title: string }) {
  const found = useJudged({ kind: "browse", split: "test", label: row, guess: column, wrong: false, order: "confident", start: 0, count: N_SHOWN });
  return (
    <div class="cell-images">
      <h3>{title}</h3>
      {found === null ? <Waiting /> : found.n_found === 0 ? <p class="quiet">{WORDS.noneThere}</p>
        : <Images found={found} split="test" note={(k) => formatFixed(found.confidences[k] ?? 0)} />}
    </div>
  );
}

/** The cell beside the diagonal with the most images. */
function mostConfused(counts: readonly number[], n: number): readonly [number, number] {
  let best = 1;
  counts.forEach((count, k) => { if (Math.floor(k / n) !== k % n && count > (counts[best] as number)) best = k; });
  return [Math.floor(best / n), best % n];
}
