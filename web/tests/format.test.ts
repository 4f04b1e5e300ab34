import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCount, formatSizes } from "../src/numbers/format.ts";

test("thousands are set apart by commas, smaller numbers are left alone", () => {
  assert.deepEqual([0, 170, 13002, 1234567].map(formatCount), ["0", "170", "13,002", "1,234,567"]);
});

test("a minus is a true minus", () => {
  assert.equal(formatCount(-1000), "\u22121,000");
});

test("sizes read as in the lesson", () => {
  assert.equal(formatSizes([784, 16, 16, 10]), "784-16-16-10");
});
