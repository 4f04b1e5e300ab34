// Bundles the page into one folder, given as the only argument: no source maps, nothing from other hosts.
import { build } from "esbuild";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const target = process.argv[2] ?? "../src/perceptible/lab/static";
const folder = `${target}.tmp-build`; // built aside, so that what cannot be built leaves the old page alone

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  entryPoints: [{ in: "src/main.tsx", out: "app" }, { in: "src/styles.css", out: "app" }],
  outdir: folder,
  bundle: true,
  splitting: true, // views that are fetched after the first ones are files of their own
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none", // THIRD_PARTY.txt holds the licenses
  metafile: true,
  logLevel: "warning",
});
cpSync("public", folder, { recursive: true });
writeFileSync(join(folder, "THIRD_PARTY.txt"), licenses(metafile));
rmSync(target, { recursive: true, force: true });
renameSync(folder, target);

/** The license text of each npm package that is part of the bundle. */
function licenses({ inputs }) {
  const packages = Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const names = [...new Set(packages)].filter((name) => name !== undefined).sort();
  return names.map(licenseOf).join("\n");
}

function licenseOf(name) {
  const home = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} has no license file: leave it out or ask its authors`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(home, file), "utf8").trim()}\n`;
}
