import assert from "node:assert/strict";
import { test } from "node:test";
import { columnOf, pictureOf } from "../src/draw/layers.ts";

test("each layer behind the image is a column with one place a neuron", () => {
  const picture = pictureOf([784, 16, 16, 10]);
  assert.deepEqual(picture.columns.map((points) => points.length), [16, 16, 10]);
  assert.equal(picture.labels.length, 4);
});

test("everything stands inside the picture, wide layers too", () => {
  const picture = pictureOf([784, 500, 1]);
  const points = [...columnOf(picture, 0), ...columnOf(picture, 1)];
  assert.ok(points.every(({ x, y }) => x > 0 && x < picture.width && y > 0 && y < picture.height));
});
