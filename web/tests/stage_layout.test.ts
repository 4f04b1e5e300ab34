import assert from "node:assert/strict";
import { test } from "node:test";
import { between, layoutNear, layoutWhole, neuronAt, pixelAt, pixelBox } from "../src/stages/network/layout.ts";

const SIZES = [[784, 16, 16, 10], [784, 64, 64, 64, 64, 10], [784, 10], [784, 1, 10]];
const STAGES = [[660, 480], [580, 900], [390, 440]] as const;

test("no two circles touch, and all lie on the stage between the picture and the digits", () => {
  for (const sizes of SIZES) for (const [width, height] of STAGES) {
    const layout = layoutWhole(width, height, sizes), dots = layout.dots.flat();
    const right = layout.picture.x + 28 * layout.picture.cell;
    dots.forEach((dot, k) => {
      assert.ok(dot.x - dot.r > right && dot.x + dot.r <= layout.digits.x, `${sizes} ${width}: across`);
      assert.ok(dot.y - dot.r >= 0 && dot.y + dot.r <= height, `${sizes} ${height}: down`);
      for (const other of dots.slice(k + 1)) assert.ok(Math.hypot(dot.x - other.x, dot.y - other.y) > dot.r + other.r - 1e-9, `${sizes} ${width}`);
    });
  }
});

test("a point on a circle or a pixel finds it", () => {
  const layout = layoutWhole(660, 480, [784, 16, 16, 10]);
  const dot = layout.dots[1]?.[7] as { x: number; y: number };
  assert.deepEqual(neuronAt(layout, dot.x, dot.y), { kind: "neuron", layer: 2, neuron: 7 });
  for (const [index, unrolled] of [[0, false], [406, false], [783, false], [0, true], [406, true], [783, true]] as const) {
    const box = pixelBox(layout, index, unrolled ? 1 : 0);
    assert.equal(pixelAt(layout, box.x + box.width / 2, box.y + box.height / 2, unrolled), index);
  }
});

test("the column holds all 784 pixels, one below the other", () => {
  const layout = layoutWhole(660, 480, [784, 16, 16, 10]);
  const boxes = Array.from({ length: 784 }, (_, index) => pixelBox(layout, index, 1));
  boxes.slice(1).forEach((box, k) => assert.ok(Math.abs(box.y - (boxes[k] as { y: number }).y - box.height) < 1e-9));
});

test("a movement begins and ends where it should", () => {
  const whole = layoutWhole(660, 480, [784, 16, 16, 10]), near = layoutNear(660, 480, [784, 16, 16, 10], 1, 6);
  assert.deepEqual(between(whole, near, 0).dots, whole.dots);
  assert.equal(between(whole, near, 1), near);
});
