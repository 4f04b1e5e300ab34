import assert from "node:assert/strict";
import { test } from "node:test";
import { readKept } from "../src/kept.ts";

const WHOLE = {
  version: 1,
  openedBy: { kind: "random", hidden: [16, 16], activation: "sigmoid", output: "sigmoid", cost: "squared-error", start: "normal", seed: 0 },
  turned: [[3, -0.5], [12, 2]],
  pixels: Array.from({ length: 784 }, (_, k) => (k % 10) / 10),
  origin: { kind: "drawing", strokes: [[1, 2, 3, 4], [5, 6]], thickness: 2.35, prepared: true },
  selection: { kind: "weight", layer: 1, neuron: 6, from: 406 },
  stage: "matrix",
  zoom: 2,
  theme: "contrast",
  reading: { scale: "log", isShared: true, of: "terms", n_terms: 16 },
  pythonOpen: true,
  dialsView: "paint",
  trainSpeed: 100,
};
const { version: _, pixels, origin, ...REST } = WHOLE;

/** Values that no field takes, whatever somebody or something wrote there. */
const WRONG = [null, 7.5, -1, 1e999, "", "<script>", [], [null], [[]], [[1]], {}, { kind: "nothing" }, { kind: "open" }, { length: 784 }];

test("what the page wrote comes back whole", () => {
  assert.deepEqual(readKept(JSON.stringify(WHOLE)), { ...REST, image: { pixels, origin } });
});

test("what is no state at all is nothing", () => {
  for (const text of [null, "", "{", "null", "7", "[]", '"state"', "{}", '{"version":2}', '{"version":"1"}', "\u0000", "{".repeat(10_000)]) {
    assert.equal(readKept(text), null);
  }
});

test("a broken field is left out, and the others come back", () => {
  for (const name of Object.keys(WHOLE).filter((field) => field !== "version") as (keyof typeof WHOLE)[]) {
    const part = name === "pixels" || name === "origin" ? "image" : name;
    for (const wrong of WRONG.filter((value) => !(name === "turned" && Array.isArray(value) && value.length === 0))) {
      const found = readKept(JSON.stringify({ ...WHOLE, [name]: wrong })) as Record<string, unknown>;
      assert.deepEqual(name === "reading" ? found[part] ?? {} : found[part], name === "reading" ? {} : undefined, `${name} = ${JSON.stringify(wrong)}`);
      assert.equal(Object.keys(found).filter((other) => other !== part).length, Object.keys(REST).length);
    }
  }
});

test("no value anywhere in it, and no missing end of it, breaks the reading", () => {
  const text = JSON.stringify({ ...WHOLE, pixels: pixels.slice(0, 3) });
  for (let end = 0; end < text.length; end++) assert.equal(readKept(text.slice(0, end)), null);
  for (const path of pathsOf(WHOLE)) for (const wrong of WRONG) readKept(JSON.stringify(replaced(WHOLE, path, wrong)));
});

test("numbers outside of their range are refused", () => {
  const image = (change: object) => readKept(JSON.stringify({ ...WHOLE, ...change }))?.image;
  assert.equal(image({ pixels: pixels.with(0, 1.5) }), undefined);
  assert.equal(image({ origin: { ...origin, strokes: [[1, 2, 3]] } }), undefined);
  assert.equal(image({ origin: { ...origin, strokes: [[1, 29]] } }), undefined);
  assert.equal(image({ origin: { ...origin, thickness: 0 } }), undefined);
  assert.equal(readKept(JSON.stringify({ ...WHOLE, selection: { kind: "neuron", layer: 0, neuron: 0 } }))?.selection, undefined);
});

type Path = readonly (string | number)[];

/** Where everything lies in a value; of a long list only the first ones. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).slice(0, 12).flatMap(([name, part]) => pathsOf(part, [...at, name]))];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const part = (value as Record<string | number, unknown>)[name];
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[name] = replaced(part, rest, by);
  return copy;
}
