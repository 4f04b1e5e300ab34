import assert from "node:assert/strict";
import { test } from "node:test";
import { START, reduce } from "../src/state.ts";

const INFO = { version: "0.1.0", network: { sizes: [], nParameters: 0, layers: [] } };

test("asking again keeps what is known on the page", () => {
  const ready = reduce(START, { kind: "answered", info: INFO });
  assert.equal(reduce(ready, { kind: "asked" }), ready);
});

test("after a failure, asking again shows that the page waits", () => {
  const failed = reduce(START, { kind: "refused", reason: "no server" });
  assert.deepEqual(failed, { kind: "failed", reason: "no server" });
  assert.deepEqual(reduce(failed, { kind: "asked" }), START);
});
