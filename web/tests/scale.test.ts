import assert from "node:assert/strict";
import { test } from "node:test";
import { largestSize, share, sizeAt } from "../src/numbers/scale.ts";

const SCALES = ["linear", "gamma", "log"] as const;

test("0 has no color, the largest number the fullest, and the sign stays", () => {
  for (const scale of SCALES) {
    assert.equal(share(0, 2, scale), 0);
    assert.equal(share(2, 2, scale), 1);
    assert.equal(share(-2, 2, scale), -1);
  }
});

test("half of the largest number has half the color, 0.5^0.3 of it, or ln 501 / ln 1001 of it", () => {
  const halves = SCALES.map((scale) => share(-3, 6, scale).toFixed(4));
  assert.deepEqual(halves, ["-0.5000", "-0.8123", "-0.8998"]);
});

test("what lies beyond the largest number has no more than the fullest color, and nothing has any where all is 0", () => {
  assert.equal(share(9, 2, "linear"), 1);
  assert.equal(share(1, 0, "log"), 0);
});

test("the legend undoes the scale", () => {
  for (const scale of SCALES) {
    for (const strength of [0.1, 0.5, 0.9]) assert.ok(Math.abs(share(sizeAt(strength, scale), 1, scale) - strength) < 1e-12);
  }
});

test("the largest size of nothing is 0", () => {
  assert.equal(largestSize([]), 0);
  assert.equal(largestSize([1, -3, 2]), 3);
});
