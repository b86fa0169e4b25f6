import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type OutputAsset, type OutputChunk } from "rolldown";
import { actionEntries, actionPrograms } from "./build/action-entries.ts";
import { LOADED_TOGETHER } from "./build/loaded-together.ts";
import { licences } from "./build/licences.ts";
import { bundleRouting } from "./build/routing-module.ts";
import { ruleExamples } from "./build/rule-examples.ts";
import { tokenTables } from "./build/token-tables.ts";
import { loadPillars } from "./generate/load-pillars.ts";

/** Packages of which only what is used goes in: @actions/core alone would bring an HTTP client of 400 kB. */
const FREE_OF_EFFECTS = /\/node_modules\/(?:@actions\/|undici\/|tunnel\/)/;

/** Bundles the entries into a folder that needs no node_modules beside it. */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const pillars = await loadPillars();
  const { output } = await build({
    // One bundle with shared chunks: every door runs the same code.
    input: { cli: "src/cli/agent-ci.ts", ...actionEntries(pillars.map(({ name }) => name)) },
    plugins: [actionPrograms, ruleExamples, tokenTables],
    platform: "node",
    resolve: {
      // jsonc-parser's `main` is UMD, whose inner `require` a bundle cannot resolve.
      mainFields: ["module", "main"],
      // The same code, except that yaml's build for Node reads two variables of the environment for every token.
      alias: {
        yaml: resolve("node_modules/yaml/browser/index.js"),
        // commonmark only decodes; the package as a whole builds tables to encode with when it is loaded.
        entities: resolve("node_modules/entities/lib/decode.js"),
      },
    },
    treeshake: { moduleSideEffects: [{ test: FREE_OF_EFFECTS, sideEffects: false }] },
    logLevel: "warn",
    output: {
      dir: folder,
      // Node starts a program of CommonJS sooner: what it imports of Node's own is not looked through for its names.
      format: "cjs",
      codeSplitting: { groups: LOADED_TOGETHER },
      minify: true,
      comments: false,
      chunkFileNames: "chunks/[name].js",
    },
  });
  for (const { fileName, ...file } of output)
    if (file.type === "chunk") writeFileSync(join(folder, fileName), inAscii(file.code));
  await bundleRouting(folder);
  // By its build a program knows again what was compiled of it.
  const own = { type: "commonjs", build: digestOf(output) };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(own)}\n`);
  writeFileSync(join(folder, "licenses.txt"), licences(output));
}

/** One character beyond Latin-1 doubles the memory of a text, and V8 holds the whole of each file. */
const inAscii = (code: string): string =>
  code.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function digestOf(output: readonly (OutputChunk | OutputAsset)[]): string {
  const files = output.map((file) => [file.fileName, file.type === "chunk" ? file.code : String(file.source)]);
  return createHash("sha256").update(JSON.stringify(files)).digest("hex");
}

if (import.meta.main) await bundle("dist");
