// S8: zero everywhere but in a region, with negative bands around it: an edge detector, to be moved over the digit.

import { useState } from "preact/hooks";
import { turnDials } from "../../actions.ts";
import { formatFixed } from "../../numbers/format.ts";
import { SIDE, dials, layers, trace } from "../../store.ts";
import { WORDS } from "../../words/inspector.ts";
import { Num } from "../number.tsx";
import { neuronName } from "./names.ts";

// Counted from 0, as in Python: rows 7 to 9 and columns 10 to 17, with rows 6 and 10 as bands.
const ROWS = [7, 9] as const, COLUMNS = [10, 17] as const, BANDS = [6, 10] as const;

interface Spot {
  readonly row: number;
  readonly column: number;
  readonly hasBands: boolean;
}

export function Region({ neuron }: { readonly neuron: number }) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const shape = layers.value[0];
  if (shape === undefined || shape.n_inputs !== SIDE * SIDE) return null;
  const start = shape.weights_at + neuron * shape.n_inputs;
  const set = (next: Spot, label: string, joins = false) => {
    const weights = weightsOf(next);
    turnDials(weights.map((_, i) => start + i), weights, label, joins);
    setSpot(next);
  };
  const move = (rows: number, columns: number) => {
    if (spot === null) return;
    set({ ...spot, row: spot.row + rows, column: spot.column + columns }, WORDS.moved, true);
  };
  const isMovable = spot !== null && weightsOf(spot).every((weight, i) => dials.value[start + i] === weight);
  const sum = (trace.value.z[0]?.[neuron] ?? 0) - (dials.value[shape.biases_at + neuron] as number);
  return (
    <details class="region-section">
      <summary>{WORDS.region}</summary>
      <p class="small quiet">{WORDS.regionHelp}</p>
      <div class="choice-row">
        <button type="button" onClick={() => set({ row: 0, column: 0, hasBands: false }, WORDS.regionDone)}>{WORDS.setRegion}</button>
        <button type="button" onClick={() => set({ row: spot?.row ?? 0, column: spot?.column ?? 0, hasBands: true }, WORDS.bandsDone)}>{WORDS.setBands}</button>
      </div>
      <div class="choice-row" role="group" aria-label={WORDS.moveRegion}>
        <span class="small quiet">{WORDS.moveRegion}</span>
        <button type="button" aria-label={WORDS.left} disabled={!isMovable || spot.column + COLUMNS[0] <= 0} onClick={() => move(0, -1)}>{"\u2190"}</button>
        <button type="button" aria-label={WORDS.up} disabled={!isMovable || spot.row + BANDS[0] <= 0} onClick={() => move(-1, 0)}>{"\u2191"}</button>
        <button type="button" aria-label={WORDS.down} disabled={!isMovable || spot.row + BANDS[1] >= SIDE - 1} onClick={() => move(1, 0)}>{"\u2193"}</button>
        <button type="button" aria-label={WORDS.right} disabled={!isMovable || spot.column + COLUMNS[1] >= SIDE - 1} onClick={() => move(0, 1)}>{"\u2192"}</button>
      </div>
      <p class="small">
        {WORDS.inkInRegion} <Num value={sum} name={`${WORDS.inkInRegion}, ${neuronName(1, neuron)}`} text={formatFixed(sum)} meaning={WORDS.inkInRegionMeaning} />
      </p>
    </details>
  );
}

function weightsOf({ row, column, hasBands }: Spot): number[] {
  return Array.from({ length: SIDE * SIDE }, (_, i) => {
    const r = Math.floor(i / SIDE) - row, c = (i % SIDE) - column;
    if (c < COLUMNS[0] || c > COLUMNS[1]) return 0;
    if (r >= ROWS[0] && r <= ROWS[1]) return 1;
    return hasBands && BANDS.some((band) => band === r) ? -1 : 0;
  });
}
