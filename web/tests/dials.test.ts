// The wall without the page: where each dial stands, which ones words find, and in what order.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Layer } from "../src/messages.ts";
import { cellAt, cellOfDial, fitting, nextCell, wallByPlace, wallInOrder } from "../src/stages/dials/layout.ts";
import { indexOf, outgoing, placeOf } from "../src/stages/dials/places.ts";
import { search, sorted } from "../src/stages/dials/search.ts";

// 4 x 4 pixels, 3 hidden neurons, 2 outputs: 48 weights, 3 biases, 6 weights, 2 biases.
const LAYERS: readonly Layer[] = [
  { name: "hidden 1", activation: "sigmoid", n_inputs: 16, n_neurons: 3, weights_at: 0, biases_at: 48 },
  { name: "output", activation: "sigmoid", n_inputs: 3, n_neurons: 2, weights_at: 51, biases_at: 57 },
];
const N = 59;
const DIALS = Float32Array.from({ length: N }, (_, k) => (k - 20) / 4);
const OPENED = DIALS.with(7, 100);
const FIELD = { layers: LAYERS, dials: DIALS, opened: OPENED, imageWidth: 4, classNames: ["A", "B"], neverTrained: new Set([0, 15]) };
const foundBy = (words: string) => [...search(words, FIELD).mask].flatMap((isFound, k) => (isFound ? [k] : []));

test("every place in the row is one weight or bias, and back", () => {
  for (let index = 0; index < N; index++) assert.equal(indexOf(LAYERS, placeOf(LAYERS, index)), index);
  assert.deepEqual(placeOf(LAYERS, 16 + 5), { kind: "weight", layer: 1, neuron: 1, from: 5 });
  assert.deepEqual(placeOf(LAYERS, 58), { kind: "bias", layer: 2, neuron: 1 });
  assert.equal(placeOf(LAYERS, 59), null);
});

test("a hidden neuron speaks through its column of the next matrix, an output through nothing", () => {
  assert.deepEqual(outgoing(LAYERS, 1, 2), [53, 56]);
  assert.deepEqual(outgoing(LAYERS, 2, 0), []);
});

test("every dial stands on the wall once, and is found where it stands", () => {
  for (const wall of [wallByPlace(LAYERS, 4, 400, 6), wallInOrder(Uint32Array.from({ length: N }, (_, k) => N - 1 - k), 70, 8)]) {
    for (let index = 0; index < N; index++) {
      const cell = cellOfDial(wall, index);
      assert.ok(cell !== null);
      assert.equal(cellAt(wall, cell.left + cell.size / 2, cell.top + cell.size / 2)?.index, index);
    }
  }
});

test("arrows go to the next cell, and from the edge of a picture to the next picture", () => {
  const wall = wallByPlace(LAYERS, 4, 400, 6), from = cellOfDial(wall, 3);
  assert.ok(from !== null);
  assert.equal(nextCell(wall, from, 0, 1).index, 7);
  assert.equal(nextCell(wall, from, 1, 0).index, 16);
  assert.equal(nextCell(wall, from, 0, -1).index, 3);
});

test("arrows reach every dial", () => {
  const wall = wallByPlace(LAYERS, 4, 400, 6), seen = new Set([0]), waiting = [0];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const [right, down] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      const next = nextCell(wall, cellOfDial(wall, index) as never, right, down).index;
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  assert.equal(seen.size, N);
});

test("the largest cell is taken at which the wall still fits", () => {
  const wallAt = (cell: number) => wallByPlace(LAYERS, 4, 400, cell), height = wallAt(6).height;
  assert.equal(fitting([2, 4, 6, 8], height, wallAt), 6);
  assert.equal(fitting([2, 4, 6, 8], 0, wallAt), 2);
});

test("words find dials as people name them, counted from 1", () => {
  assert.deepEqual(foundBy("hidden 1, neuron 2, row 2, column 3"), [16 + 6]);
  assert.deepEqual(foundBy("output B bias"), [58]);
  assert.deepEqual(foundBy("output a from neuron 3"), [53]);
  assert.deepEqual(foundBy("never trained, neuron 1"), [0, 15]);
});

test("numbers find dials by value, size, and by being turned", () => {
  assert.deepEqual(foundBy("> 9"), [57, 58]); // (57 - 20) / 4 = 9.25
  assert.deepEqual(foundBy("< \u22124.7"), [0, 1]); // -5 and -4.75
  assert.deepEqual(foundBy("size < 0.3 weight"), [19, 20, 21]);
  assert.deepEqual(foundBy("= 0"), [20]);
  assert.deepEqual(foundBy("turned"), [7]);
});

test("what means nothing is told, and no words find everything", () => {
  assert.equal(search("neuron 2 purple", FIELD).unknown, "purple");
  assert.equal(search("", FIELD).count, N);
});

test("dials are sorted by value, size, or how far they were turned", () => {
  const all = new Uint8Array(N).fill(1);
  assert.equal(sorted(all, DIALS, OPENED, "value")[0], 58);
  assert.equal(sorted(all, DIALS, OPENED, "size").at(-1), 20);
  assert.equal(sorted(all, DIALS, OPENED, "turned")[0], 7);
  assert.deepEqual([...sorted(all, DIALS, OPENED, "place")].slice(0, 3), [0, 1, 2]);
});
