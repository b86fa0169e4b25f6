// npm run release-tree -- <folder> [--allow-dirty]: builds what the tag of a release holds.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build.ts";
import { renderRootActions } from "./generate/actions.ts";
import { formatted } from "./generate/formatted.ts";
import { loadPillars } from "./generate/load-pillars.ts";
import { preCommitHooks } from "./generate/pre-commit-hooks.ts";

const ROOT = join(import.meta.dirname, "..");
/** Taken as they are. `docs` holds the pages that reports link to by the version's tag. */
const COPIED = ["action.yml", "actions", "docs", "schema", "templates", "LICENSE", "README.md", "SECURITY.md"];
/** What a user of the package needs to know of it; npm would run the rest, or install it. */
const KEPT = [
  "name",
  "version",
  "description",
  "license",
  "repository",
  "type",
  "bin",
  "files",
  "exports",
  "engines",
] as const;
const LARGEST = 15 * 1024 * 1024;

/** Writes a release into an empty or new folder; the same sources give the same bytes. Throws where it would be no release. */
export async function buildReleaseTree(folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  await bundle(join(folder, "dist"));
  for (const path of COPIED)
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  for (const [path, text] of renderRootActions(await loadPillars())) write(folder, path, await formatted(path, text));
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const kept = Object.fromEntries(KEPT.map((key) => [key, manifest[key]]));
  write(folder, "package.json", `${JSON.stringify(kept, null, 2)}\n`);
  write(folder, ".pre-commit-hooks.yaml", preCommitHooks());
  refuse(folder);
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Windows unpacks a symbolic link as a text file, and names that differ by case into one file. */
function refuse(folder: string): void {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const link = paths.find((path) => lstatSync(join(folder, path)).isSymbolicLink());
  if (link !== undefined) throw new Error(`${link} is a symbolic link, which actions on Windows cannot follow.`);
  if (new Set(paths.map((path) => path.toLowerCase())).size < paths.length)
    throw new Error("Two paths differ in case only.");
  const size = paths.reduce((sum, path) => sum + lstatSync(join(folder, path)).size, 0);
  if (size > LARGEST) throw new Error(`The release has ${size} bytes; every job that uses an action downloads them.`);
}

function changes(): string {
  return execFileSync("git", ["status", "--porcelain"], { cwd: ROOT, encoding: "utf8" });
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { "allow-dirty": { type: "boolean" } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1)
    throw new Error("Give one folder: npm run release-tree -- <folder>");
  const dirty = values["allow-dirty"] ? "" : changes();
  if (dirty !== "") throw new Error(`A release is built from a clean checkout. Commit these first:\n${dirty}`);
  // npm runs scripts in the project's folder; the path that was typed is relative to the user's.
  await buildReleaseTree(resolve(process.env["INIT_CWD"] ?? process.cwd(), folder));
}

if (import.meta.main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
