import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCount, formatFixed, formatSigned, formatSizes } from "../src/numbers/format.ts";

test("thousands are set apart by commas, smaller numbers are left alone", () => {
  assert.deepEqual([0, 170, 13002, 1234567].map(formatCount), ["0", "170", "13,002", "1,234,567"]);
});

test("a minus is a true minus", () => {
  assert.equal(formatCount(-1000), "\u22121,000");
});

test("numbers of any size stay short", () => {
  assert.deepEqual([-34.528, 999_999, 1e6, -1.234e30].map((value) => formatFixed(value)), ["\u221234.53", "999999.00", "1.00e+6", "\u22121.23e+30"]);
  assert.ok([1e300, -1e300, 3.4e38].every((value) => formatSigned(value, 4).length <= 10));
});

test("sizes read as in the lesson", () => {
  assert.equal(formatSizes([784, 16, 16, 10]), "784-16-16-10");
});
