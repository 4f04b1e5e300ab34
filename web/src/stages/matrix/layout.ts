// Where the parts of a = sigma(W a + b) stand on the stage.

import type { Box } from "../network/layout.ts";

export interface Parts {
  readonly result: Box;
  readonly matrix: Box;
  readonly before: Box;
  readonly bias: Box;
  /** Height of one row. */
  readonly row: number;
  readonly height: number;
}

const TOP = 32, EDGE = 16, FOOT = 8, SIGN = 32;
/** Width of a letter in the name of an activation. */
const LETTER = 12;
const COLUMN = 44, THIN = 20;
const TALLEST_ROW = 24, WIDEST_CELL = 24;

/** `room`: the height that it may take. The result on the left, as it is written: a, then sigma of the matrix times the column, plus the biases. */
export function partsOf(width: number, nRows: number, nColumns: number, room: number, symbol: string): Parts {
  const sign = SIGN + LETTER * symbol.length;
  const row = Math.max(2, Math.min(TALLEST_ROW, (room - TOP - FOOT) / nRows)), height = row * nRows;
  const free = width - 2 * EDGE - 2 * COLUMN - THIN - sign - 3 * SIGN;
  const matrix = Math.max(64, Math.min(free, nColumns * WIDEST_CELL));
  const start = Math.max(EDGE, (width - (width - free - 2 * EDGE) - matrix) / 2);
  const at = { result: start, matrix: start + COLUMN + sign, before: 0, bias: 0 };
  at.before = at.matrix + matrix + SIGN / 2;
  at.bias = at.before + THIN + SIGN;
  const box = (x: number, wide: number, tall = height): Box => ({ x, y: TOP, width: wide, height: tall });
  const tall = Math.max(height, Math.min(room - TOP - FOOT, nColumns * 2));
  return {
    result: box(at.result, COLUMN), matrix: box(at.matrix, matrix), before: box(at.before, THIN, tall), bias: box(at.bias, COLUMN),
    row, height: TOP + Math.max(tall, 48) + FOOT,
  };
}
