// Names at the ends of curves: none over another, none out of the chart.

import assert from "node:assert/strict";
import test from "node:test";
import { spread } from "../src/charts/chart.ts";

test("names that have room stay where they are", () => {
  assert.deepEqual(spread([10, 40, 90], 14, 140), [10, 40, 90]);
});

test("names that would cover each other move down", () => {
  assert.deepEqual(spread([10, 12, 13], 14, 140), [10, 24, 38]);
});

test("at the lower end they move up, and a name far above stays", () => {
  assert.deepEqual(spread([12, 136, 138, 140], 14, 140), [12, 112, 126, 140]);
});
