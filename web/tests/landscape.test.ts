// The landscape without the page: the order of its points, what is filled in, contours, and the surface's picture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { between, coarseToFine, contour, costAt, extent, filledIn, finestWhole, height, newGrid, nearestIn, projected, spread, ticks } from "../src/stages/landscape/ground.ts";

test("points come in the library's order, each once", () => {
  assert.deepEqual([...coarseToFine(1, 5)], [0, 4, 2, 1, 3]); // the example of coarse_to_fine in the library
  for (const [rows, columns] of [[3, 7], [33, 33], [1, 201]] as const) {
    assert.deepEqual([...coarseToFine(rows, columns)].sort((a, b) => a - b), Array.from({ length: rows * columns }, (_, k) => k));
  }
});

test("the ends of an axis are exact, and so is the middle of an odd number of points", () => {
  const found = spread(-8, 8, 201);
  assert.deepEqual([found[0], found[100], found[200]], [-8, 0, 8]);
});

test("what is not measured yet looks like the coarser point that stands for it", () => {
  const grid = newGrid(spread(0, 8, 9), spread(0, 0, 1));
  grid.costs[0] = 3;
  grid.costs[8] = 5;
  assert.deepEqual([...filledIn(grid)], [3, 3, 3, 3, 3, 3, 3, 3, 5]);
  assert.equal(finestWhole(grid), 8);
  grid.costs[4] = 4;
  assert.deepEqual([...filledIn(grid)], [3, 3, 3, 3, 4, 4, 4, 4, 5]);
  assert.equal(finestWhole(grid), 4);
});

test("a cost that is no number is no end of the scale", () => {
  assert.deepEqual(extent(Float64Array.of(NaN, Infinity, 2, 1)), [1, 2]);
  assert.equal(extent(Float64Array.of(NaN, Infinity)), null);
});

test("heights go from 0 to 1, and back", () => {
  assert.equal(height(0.1, [0.01, 1], "log"), 0.5); // the middle of two powers of ten
  assert.equal(height(0.505, [0.01, 1], "linear"), 0.5);
  for (const by of ["log", "linear"] as const) assert.ok(Math.abs(height(costAt(0.3, [0.01, 1], by), [0.01, 1], by) - 0.3) < 1e-12);
  assert.equal(height(7, [7, 7], "log"), 0);
});

test("a contour of a slope is a straight line", () => {
  // three columns and two rows that rise by 1 to the right: the height 0.25 is a quarter of a column in
  assert.deepEqual(contour(Float64Array.of(0, 1, 2, 0, 1, 2), 3, 0.25), [0.25, 0, 0.25, 1]);
  assert.deepEqual(contour(Float64Array.of(0, 1, 2, 0, 1, 2), 3, 5), []);
});

test("between points heights are straight", () => {
  assert.equal(between(Float64Array.of(0, 1, 10, 11), 2, 0.5, 0.5), 5.5);
  assert.equal(between(Float64Array.of(0, 1, 10, 11), 2, 1, 1), 11);
});

test("from the top the surface is the map, from the side only its height counts", () => {
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-12);
  const [x, y] = projected(0.25, 0.5, 0.3, { yaw: 0, pitch: Math.PI / 2 });
  near(x, 0.25);
  near(y, -0.5);
  near(projected(0.25, 0.5, 0.3, { yaw: 1, pitch: 0 })[1], -0.3);
});

test("axes have round numbers", () => {
  assert.deepEqual(ticks(-6.2, 9.8, 8), [-6, -4, -2, 0, 2, 4, 6, 8]);
  assert.deepEqual(ticks(0.05, 0.11, 4), [0.06, 0.08, 0.1]);
});

test("the nearest point is found", () => {
  assert.equal(nearestIn(spread(-1, 1, 5), 0.3), 3);
});
