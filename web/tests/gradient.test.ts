// Guesses are judged fairly, and every dial stands on the wall twice: as it is, and as it wishes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_GUESS, isGuessed, judge, numberIn } from "../src/stages/gradient/guess.ts";
import { dialOf, pairs } from "../src/stages/gradient/layout.ts";
import { limitsOf } from "../src/stages/gradient/limits.ts";

const LAYERS = [[784, 16], [16, 16], [16, 10]].reduce<{ name: string; activation: string; n_inputs: number; n_neurons: number; weights_at: number; biases_at: number }[]>((all, [n_inputs, n_neurons]) => {
  const last = all.at(-1), at = last === undefined ? 0 : last.biases_at + last.n_neurons;
  return [...all, { name: "", activation: "sigmoid", n_inputs: n_inputs as number, n_neurons: n_neurons as number, weights_at: at, biases_at: at + (n_inputs as number) * (n_neurons as number) }];
}, []);

test("numbers are read with a true minus and with a comma", () => {
  assert.deepEqual(["\u22120.5", "-0,5", " 1e-4 ", "", "zebra", "Infinity"].map(numberIn), [-0.5, -0.5, 1e-4, null, null, null]);
});

test("a guess is right where its way is, and a number is held against the true one", () => {
  assert.deepEqual(judge({ way: "up", text: "" }, 0.1), { isRight: true, times: null });
  assert.deepEqual(judge({ way: "same", text: "" }, -0.1), { isRight: false, times: null });
  assert.deepEqual(judge({ way: null, text: "-0.3" }, -0.1), { isRight: true, times: -0.3 / -0.1 });
  assert.deepEqual(judge({ way: "same", text: "" }, 0), { isRight: true, times: null });
});

test("nothing is guessed by a word that is no number", () => {
  assert.deepEqual([NO_GUESS, { way: null, text: "more" }, { way: null, text: "1" }, { way: "up", text: "" } as const].map(isGuessed), [false, false, true, true]);
});

for (const [width, density] of [[620, 1], [620, 2], [350, 3], [540, 1], [1400, 2]] as const) {
  test(`every dial has a cell, and its wish another, ${width} pixels wide`, () => {
    const wall = pairs(LAYERS, 28, width, density), seen = new Uint8Array(2 * 13_002);
    for (const { start, count, columns, rows } of wall.blocks) {
      assert.ok(count <= columns * rows);
      for (let k = 0; k < count; k++) seen[start + k] = (seen[start + k] as number) + 1;
    }
    assert.ok(seen.every((times) => times === 1));
    assert.equal(dialOf({ index: 13_002 + 300, left: 0, top: 0, size: 2 }, 13_002), 300);
  });

  test(`no block lies over another, ${width} pixels wide`, () => {
    const { blocks, height } = pairs(LAYERS, 28, width, density);
    const boxes = blocks.map(({ left, top, columns, rows, cell }) => ({ left, top, right: left + columns * cell, bottom: top + rows * cell }));
    for (const [k, one] of boxes.entries()) {
      assert.ok(one.left >= 0 && one.right <= width && one.bottom <= height);
      for (const other of boxes.slice(k + 1)) assert.ok(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top);
    }
  });
}

test("full color begins where one in two hundred is larger", () => {
  const values = new Float32Array(13_002).map((_, k) => (k < 12_544 ? k / 12_544 : 0.5));
  assert.deepEqual(limitsOf(LAYERS, values).map(({ weights }) => weights), [0.99, 0.5, 0.5]);
});
