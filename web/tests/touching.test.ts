import assert from "node:assert/strict";
import { test } from "node:test";
import { touches } from "../src/panels/input/touching.ts";

test("paths that cross touch, however thin", () => {
  assert.ok(touches([0, 0, 10, 10], [0, 10, 10, 0], 0));
});

test("a point touches a line within reach and not beyond: 2 pixels above it", () => {
  assert.ok(touches([0, 0, 10, 0], [5, 2], 2));
  assert.ok(!touches([0, 0, 10, 0], [5, 2], 1.99));
});

test("beyond the end of a line its end counts: 3 right and 4 down are 5", () => {
  assert.ok(touches([0, 0, 10, 0], [13, 4], 5));
  assert.ok(!touches([0, 0, 10, 0], [13, 4], 4.99));
});

test("two dots and parallel lines", () => {
  assert.ok(touches([1, 1], [1, 1], 0));
  assert.ok(!touches([0, 0, 10, 0], [0, 3, 10, 3], 2.5));
});
