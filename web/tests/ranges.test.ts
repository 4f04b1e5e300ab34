// Medians with their ranges behind them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folded } from "../src/numbers/ranges.ts";

test("two ends of a range go behind their median", () => {
  const found = folded(["network", "accuracy", "accuracy low", "accuracy high", "dials"], [["lesson", 0.9, 0.8, 0.95, 13002]]);
  assert.deepEqual(found.columns, ["network", "accuracy", "dials"]);
  assert.deepEqual(found.rows, [[["lesson"], [0.9, 0.8, 0.95], [13002]]]);
});

test("ends without the name of what they belong to do so too", () => {
  assert.deepEqual(folded(["median", "low", "high", "z"], [[1, 0, 2, 7]]).rows, [[[1, 0, 2], [7]]]);
});

test("a low without a high is a column like others, and a range that is not known is not written", () => {
  assert.deepEqual(folded(["a", "low", "b"], [[1, 2, 3]]).columns, ["a", "low", "b"]);
  assert.deepEqual(folded(["a", "low", "high"], [[1, null, null]]).rows, [[[1]]]);
  assert.deepEqual(folded(["a", "low", "high"], [[null, null, null]]).rows, [[[null]]]);
});

test("one seed has no range", () => {
  assert.deepEqual(folded(["a", "low", "high"], [[0.91, 0.91, 0.91]]).rows, [[[0.91]]]);
});
