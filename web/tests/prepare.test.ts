import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { MOST_POINTS, inkAsDrawn, isDrawable, prepareStrokes } from "../src/numbers/prepare.ts";

interface Row {
  readonly name: string;
  readonly strokes: readonly number[][];
  readonly thickness: number;
  readonly prepared: readonly number[];
  readonly drawn?: readonly number[];
}

const ROWS = JSON.parse(readFileSync(new URL("strokes.json", import.meta.url), "utf8")) as Row[];
const ROUNDED = 1e-9; // the file has ten decimals

function farthest(one: ArrayLike<number>, other: ArrayLike<number>): number {
  assert.equal(one.length, other.length);
  return Math.max(...Array.from(one, (value, k) => Math.abs(value - (other[k] as number))));
}

for (const { name, strokes, thickness, prepared, drawn } of ROWS) {
  test(`${name}: the page prepares a drawing as the library does`, () => {
    const page = prepareStrokes(strokes, thickness);
    assert.ok(farthest(page.centered, prepared) <= ROUNDED);
    assert.deepEqual(page.inputs, Float32Array.from(page.centered));
    if (drawn !== undefined) assert.ok(farthest(inkAsDrawn(strokes, thickness), Float32Array.from(drawn)) <= 1e-7);
  });
}

test("a drawing has ink, and neither too many points nor an absurdly long way", () => {
  assert.equal(isDrawable([]), false);
  assert.equal(isDrawable([[3, 4]]), true);
  const scribble = Array.from({ length: 2 * 2000 }, (_, k) => (k % 4 < 2 ? 0 : 1));
  assert.equal(isDrawable([scribble]), false);
  assert.equal(isDrawable([new Float64Array(2 * MOST_POINTS + 2)]), false);
});
