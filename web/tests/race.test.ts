// What runners are called, what is wrong with them, and a table of costs that fills in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Common, MOST_RUNNERS, PRESETS, askedBy, complaintOf, namesOf, sizesOf } from "../src/stages/race/drafts.ts";
import { bandOf, between, filled } from "../src/stages/race/grid.ts";

const COMMON: Common = { cost: "squared-error", epochs: "5", images: "1000", seed: "0", n_seeds: "3" };
const lesson = PRESETS.rates[2]!;

test("runners are called by what differs, and equal ones are numbered", () => {
  assert.deepEqual(namesOf(PRESETS.rates.slice(0, 2)), ["rate 0.05", "rate 0.5"]);
  assert.deepEqual(namesOf([lesson, { ...lesson, hidden: "" }, { ...lesson, hidden: "" }]), ["16-16", "no hidden layer", "no hidden layer (2)"]);
  assert.deepEqual(namesOf([lesson]), ["runner 1"]);
});

test("every preset can be run, and its names are told apart", () => {
  for (const drafts of Object.values(PRESETS)) {
    assert.equal(complaintOf(drafts, COMMON), null);
    assert.ok(drafts.length <= MOST_RUNNERS);
    assert.equal(new Set(namesOf(drafts)).size, drafts.length);
  }
});

test("what cannot be is said of the runner and the field", () => {
  const wrong = (part: object, shared: object = {}) => complaintOf([lesson, { ...lesson, ...part }], { ...COMMON, ...shared });
  for (const rate of ["", "NaN", "-1", "1e7", "Infinity", "x"]) assert.deepEqual([wrong({ rate })?.runner, wrong({ rate })?.field], [1, "rate"]);
  for (const batch of ["0", "1.5", "1001", ""]) assert.equal(wrong({ batch })?.field, "batch");
  for (const hidden of ["0", "129", "4-4-4-4-4", "zebra"]) assert.equal(wrong({ hidden })?.field, "hidden");
  for (const epochs of ["0", "101", "2.5"]) assert.equal(wrong({}, { epochs })?.field, "epochs");
  assert.equal(wrong({}, { seed: "-1" })?.field, "seed");
  assert.match(complaintOf([], COMMON)?.sentence ?? "", /Nobody/);
  assert.match(complaintOf(Array(10).fill(lesson), COMMON)?.sentence ?? "", /Nine/);
});

test("what is asked is what is written", () => {
  const { entries, n_train, n_seeds } = askedBy([{ ...lesson, hidden: "30, 10", rate: "0.25" }], COMMON);
  assert.deepEqual(entries[0]?.hidden, [30, 10]);
  assert.deepEqual([entries[0]?.learning_rate, n_train, n_seeds], [0.25, 1000, 3]);
  assert.deepEqual(sizesOf(" "), []);
});

test("a table that fills in shows the coarser one where it is not measured yet", () => {
  const costs = new Float32Array(81).fill(NaN); // 9 x 9: first every eighth of every eighth row
  assert.equal(filled(costs, 9), null);
  [0, 8, 72, 80].forEach((at, k) => { costs[at] = k + 1; });
  const whole = filled(costs, 9) as Float32Array;
  assert.deepEqual([whole[0], whole[7], whole[8], whole[9 * 7 + 7], whole[80]], [1, 1, 2, 1, 4]);
});

test("between points a cost is in proportion, and bands go by its logarithm", () => {
  const whole = Float32Array.of(1, 2, 3, 4);
  assert.equal(between(whole, 2, 0.5, 0), 1.5);
  assert.equal(between(whole, 2, 1, 1), 4);
  assert.deepEqual([1, 9, 10, 99, 100].map((cost) => bandOf(cost, 1, 100, 2)), [0, 0, 1, 1, 1]);
});
