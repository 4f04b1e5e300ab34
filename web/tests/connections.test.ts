import assert from "node:assert/strict";
import { test } from "node:test";
import type { Layer } from "../src/messages.ts";
import { into, outOf, strongest } from "../src/numbers/connections.ts";

// Two neurons, three inputs: the rows of the matrix are (1, -4, 0) and (2, 0.5, -3).
const layer: Layer = { name: "hidden 1", activation: "sigmoid", n_inputs: 3, n_neurons: 2, weights_at: 1, biases_at: 7 };
const dials = Float32Array.of(99, 1, -4, 0, 2, 0.5, -3, 0, 0);

test("the strongest weights are found, whatever their sign", () => {
  const found = strongest(layer, dials, null, 2);
  assert.deepEqual([...found.from], [1, 2]);
  assert.deepEqual([...found.to], [0, 1]);
  assert.deepEqual([...found.value], [-4, -3]);
});

test("what flows is weight times activation, and nothing flows from a dark pixel", () => {
  const found = strongest(layer, dials, Float64Array.of(1, 0, 0.5), 10);
  assert.deepEqual([...found.value], [1, 2, -1.5]);
  assert.equal(found.top, 2);
});

test("a layer in which nothing flows has no strongest connection", () => {
  assert.equal(strongest(layer, dials, new Float64Array(3), 5).length, 0);
});

test("all connections into one neuron are its row of the matrix", () => {
  assert.deepEqual([...into(layer, 1, dials, null).value], [2, 0.5, -3]);
});

test("all connections out of one neuron are a column of the next matrix", () => {
  const found = outOf(layer, 1, dials, 2);
  assert.deepEqual([...found.value], [-8, 1]);
  assert.equal(found.top, 8);
});
