import assert from "node:assert/strict";
import { test } from "node:test";
import { contour, faces, height, mostOf, seen, ticks } from "../src/numbers/surface.ts";

/** Heights over [-1, 1] in both, row by row from the lowest y. */
function table(n: number, value: (x: number, y: number) => number) {
  const at = (k: number) => (2 * k) / (n - 1) - 1;
  return { n, reach: 1, heights: Float32Array.from({ length: n * n }, (_, k) => value(at(k % n), at(Math.floor(k / n)))) };
}

test("the lines of a plane are straight, where the plane has that height", () => {
  for (const [x0, , x1] of contour(table(9, (x) => x), 0.3)) assert.ok(Math.abs(x0 - 0.3) < 1e-6 && Math.abs(x1 - 0.3) < 1e-6);
  assert.equal(contour(table(9, (x) => x), 0.3).length, 8);
});

test("every end of a line of x^2 + y^2 lies on the circle, as near as the cells are small", () => {
  const ends = contour(table(61, (x, y) => x * x + y * y), 0.5).flatMap(([x0, y0, x1, y1]) => [Math.hypot(x0, y0), Math.hypot(x1, y1)]);
  assert.ok(ends.length > 100);
  for (const radius of ends) assert.ok(Math.abs(radius - Math.SQRT1_2) < 1e-3);
});

test("no line goes through a hole", () => {
  assert.deepEqual(contour(table(3, () => NaN), 0), []);
});

test("ticks are round and between the ends", () => {
  assert.deepEqual(ticks(-2, 2, 4), [-2, -1, 0, 1, 2]);
  assert.deepEqual(ticks(0.13, 0.41, 3), [0.2, 0.3, 0.4]);
});

test("a few huge numbers do not stretch the axis; infinities never do", () => {
  const numbers = Array.from({ length: 100 }, (_, k) => k / 100);
  assert.deepEqual(mostOf(numbers), [0, 0.99]);
  assert.equal(mostOf([...numbers, 1e9, Infinity, NaN])[1] < 2, true);
  assert.deepEqual(mostOf([3, 3]), [2, 4]);
  assert.deepEqual(mostOf([]), [0, 1]);
});

test("from above, the eye sees the map; from the side, heights", () => {
  const [right, up] = seen({ turn: 0, tilt: 90 }, 0.3, 0.4, 9);
  assert.ok(Math.abs(right - 0.3) < 1e-12 && Math.abs(up - 0.4) < 1e-12);
  assert.ok(Math.abs(seen({ turn: 0, tilt: 0 }, 0, 0.4, 0.5)[1] - 0.5) < 1e-12);
});

test("a turn by 90 degrees brings x to where y was", () => {
  const [right, , away] = seen({ turn: 90, tilt: 0 }, 1, 0, 0);
  assert.ok(Math.abs(right) < 1e-12 && Math.abs(away - 1) < 1e-12);
});

test("the far pieces come first, and those with a hole not at all", () => {
  const found = faces(table(5, (x, y) => (x > 0.4 && y > 0.4 ? NaN : x + y)), [-2, 2], { turn: 20, tilt: 30 });
  assert.equal(found.length, 3);
  assert.deepEqual(found.map(({ away }) => away), found.map(({ away }) => away).sort((a, b) => b - a));
});

test("heights beyond the axis are cut off", () => {
  assert.deepEqual([-1, 0, 0.5, 1, 9].map(height), [-0.6, -0.6, 0, 0.6, 0.6]);
});
