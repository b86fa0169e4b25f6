import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";
import { isolatedDeclarationSync } from "rolldown/experimental";

/** What the entry hands on: each of them declares what it exports without a type of another file. */
const DECLARED = ["src/rollout/flags/feature.ts", "src/rollout/flags/limit-flag.ts"];

/** The module that workers import: as modules of their time, readable, with its types. */
export async function bundleRouting(folder: string): Promise<void> {
  await build({
    input: { routing: "src/rollout/routing.ts" },
    platform: "neutral",
    logLevel: "warn",
    output: { dir: folder, format: "esm", entryFileNames: "[name].mjs" },
  });
  writeFileSync(join(folder, "routing.d.mts"), DECLARED.map(declarations).join(""));
}

function declarations(path: string): string {
  const { code, errors } = isolatedDeclarationSync(path, readFileSync(path, "utf8"));
  const [error] = errors;
  if (error) throw new Error(`${path} has no declarations of its own: ${error.message}`);
  if (/^import /m.test(code)) throw new Error(`${path} exports what takes a type of another file.`);
  return code;
}
