import assert from "node:assert/strict";
import { test } from "node:test";
import { addingUp } from "../src/numbers/format.ts";

test("three thirds, rounded to two decimals, still add up to one", () => {
  const figures = addingUp([1 / 3, 1 / 3, 1 / 3], 2);
  assert.equal(Math.round(100 * figures.reduce((sum, figure) => sum + figure, 0)), 100);
  assert.deepEqual([...figures].sort(), [0.33, 0.33, 0.34]);
});

test("no figure is moved by more than one unit, nor where nothing is missing", () => {
  assert.deepEqual(addingUp([0.25, 0.5], 2), [0.25, 0.5]);
  assert.deepEqual(addingUp([0.006, 0.006, 0.006], 2).sort(), [0, 0.01, 0.01]); // 0.018 is shown as 0.02
});
