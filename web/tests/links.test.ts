// Where a question can be looked into by hand: a few places each, all of which have a name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { linksOf } from "../src/stages/questions/links.ts";
import { WORDS } from "../src/words/questions.ts";

const QUESTIONS = ["hope", "noise", "drawing", "memory", "capacity", "arpit", "minima", "remedies", "depth", "influence", "knock-out", "shift", "morph", "claims"];

for (const question of QUESTIONS) {
  test(`${question} leads to one, two or three places, none of them twice`, () => {
    const links = linksOf(question);
    assert.ok(links.length >= 1 && links.length <= 3);
    assert.equal(new Set(links).size, links.length);
    for (const link of links) assert.ok(WORDS.links[link].includes(": "));
  });
}

test("every place is led to by some question", () => {
  const led = new Set(QUESTIONS.flatMap(linksOf));
  assert.deepEqual(Object.keys(WORDS.links).filter((link) => !led.has(link as never)), []);
});

test("a question that nobody has asked yet leads nowhere", () => {
  assert.deepEqual(linksOf("a new one"), []);
});
