// Cost and accuracy over the steps: of the mini-batches as they come, and of training and test after each epoch.

import type { EpochFigures } from "../../messages.ts";
import { Curve, type Line } from "../../charts/curve.tsx";
import { type Point, roundUp } from "../../charts/chart.ts";
import { formatPercent, formatShort } from "../../numbers/format.ts";
import { lookAt, lookedAt, pinned, run } from "../../training.ts";
import { WORDS } from "../../words/train.ts";

export function Curves() {
  const now = run.value;
  if (now === null) return null;
  const { frame, rows } = now, last = rows.at(-1), earlier = pinned.value;
  const label = last === undefined ? WORDS.noCurve : WORDS.lastRow(last.epoch, last.test_cost, last.test_accuracy);
  const xMost = Math.max(frame.step, frame.steps_per_epoch, earlier?.curve.at(-3) ?? 0);
  const all = { at: lookedAt.value ?? frame.step, xMost, onChoose: (step: number) => void lookAt(step) };
  const cost = linesOf(frame.curve, rows, 1, earlier), accuracy = linesOf(frame.curve, rows, 2, earlier);
  const top = roundUp(Math.max(0, ...cost.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite)));
  return (
    <section class="train-curves" aria-label={WORDS.table}>
      <Curve title={WORDS.curves.cost} lines={cost} range={[0, top]} label={WORDS.chartLabel(WORDS.curves.cost, label)} format={formatShort} axis={axis} {...all} />
      <Curve title={WORDS.curves.accuracy} lines={accuracy} range={[0, 1]} label={WORDS.chartLabel(WORDS.curves.accuracy, label)} format={formatPercent} axis={(share) => formatPercent(share, 0)} {...all} />
      <p class="small train-last">{label}{now.shuffled > 0 ? ` ${WORDS.asTold(now.shuffled)}` : ""}</p>
      <Table rows={rows} />
    </section>
  );
}

/** A number beside the axis, where there is little room: 1e19. */
function axis(value: number): string {
  return value >= 10_000 ? value.toExponential(0).replace("+", "") : formatShort(value);
}

function linesOf(curve: Float32Array, rows: readonly EpochFigures[], column: 1 | 2, earlier: { readonly curve: Float32Array } | null): Line[] {
  const figure = (row: EpochFigures, of: "train" | "test") => (column === 1 ? row[`${of}_cost`] : row[`${of}_accuracy`]);
  const epochs = (of: "train" | "test") => rows.flatMap((row) => { const y = figure(row, of); return y === null ? [] : [{ x: row.step, y }]; });
  const lines: Line[] = [
    { name: WORDS.earlier, kind: "earlier", points: earlier === null ? [] : pointsOf(earlier.curve, column) },
    { name: WORDS.trainNow, kind: "rough", points: pointsOf(curve, column) },
    { name: WORDS.train, kind: "train", points: epochs("train") },
    { name: WORDS.test, kind: "test", points: epochs("test") },
  ];
  return lines.filter(({ points }) => points.length > 0);
}

function pointsOf(curve: Float32Array, column: 1 | 2): Point[] {
  return Array.from({ length: curve.length / 3 }, (_, k) => ({ x: curve[3 * k] as number, y: curve[3 * k + column] as number }));
}

/** The same for those who do not see the curves. */
function Table({ rows }: { readonly rows: readonly EpochFigures[] }) {
  const write = (value: number | null) => (value === null ? "" : formatShort(value));
  return (
    <table class="hidden-visually">
      <caption>{WORDS.table}</caption>
      <thead><tr>{WORDS.head.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.epoch}><th scope="row">{row.epoch}</th><td>{write(row.train_cost)}</td><td>{write(row.train_accuracy)}</td><td>{write(row.test_cost)}</td><td>{write(row.test_accuracy)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
