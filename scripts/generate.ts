// node scripts/generate.ts [--check]: writes what is derived from other files, or proves that it is up to date.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatted } from "./generate/formatted.ts";
import { loadRules } from "./generate/load-rules.ts";
import { renderOutputs } from "./generate/outputs.ts";
import { leftOver } from "./generate/left-over.ts";

const root = join(import.meta.dirname, "..");
const outputs = renderOutputs(await loadRules(root));
const texts = await Promise.all([...outputs].map(async ([path, text]) => [path, await formatted(path, text)] as const));
const stale = texts.filter(([path, text]) => read(path) !== text);
const surplus = leftOver(root, new Set(outputs.keys()));

if (process.argv.includes("--check")) {
  for (const [path] of stale) console.error(`${path} is not what scripts/generate.ts makes of its sources.`);
  for (const path of surplus) console.error(`${path} has no source any more.`);
  if (stale.length + surplus.length > 0) {
    console.error("Run: node scripts/generate.ts");
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
  for (const path of surplus) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
