// No key has two actions: all modules are loaded, as in the page, in a world where everything is there and does nothing.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Key } from "../src/keys.ts";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));

/** Whatever is read of it, called or made with it is itself again; as a text it is empty. */
const nothing: unknown = new Proxy(function () {}, {
  get: (_target, name) => (name === Symbol.toPrimitive ? () => "" : nothing),
  apply: () => nothing,
  construct: () => nothing as object,
});

/** The keys of the whole page. */
async function keysOfThePage(): Promise<readonly Key[]> {
  const folder = mkdtempSync(join(tmpdir(), "keys-")), outfile = join(folder, "page.mjs");
  const contents = 'import "./app.tsx"; import "./stages/learning.ts"; import "./stages/asking.ts"; export { allKeys } from "./keys.ts";';
  await build({ stdin: { contents, resolveDir: SOURCE, loader: "ts" }, bundle: true, format: "esm", outfile, logLevel: "silent" });
  for (const name of ["document", "matchMedia", "getComputedStyle", "MutationObserver", "addEventListener"]) {
    Object.defineProperty(globalThis, name, { value: nothing, configurable: true });
  }
  const page = (await import(pathToFileURL(outfile).href)) as { allKeys: () => readonly Key[] };
  rmSync(folder, { recursive: true });
  return page.allKeys();
}

test("every key has one action, and says what it does", async () => {
  const keys = await keysOfThePage();
  const names = keys.map(({ key }) => key);
  assert.ok(names.length > 10);
  assert.deepEqual(names.filter((name, k) => names.indexOf(name) !== k), []);
  assert.ok(keys.every(({ does }) => does.length > 3));
});
