import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, globSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LARGEST } from "./secret-corpus.ts";
import { run, type Engine } from "./secret-engines.ts";

const CLI = resolve("dist/cli.js");
type Timed = Pick<Engine, "time">;

/** Every commit of a repository, its checked files included. */
export const embeddedHistory: Timed = {
  time: (folder) => run(process.execPath, [CLI, "secret-scan", folder, "--commits", "all"]).elapsed,
};

/** What gitleaks reads of a history: the patches of all commits, without the checked files. */
export const gitleaksHistory = (program: string): Timed => ({
  time: (folder) =>
    run(program, ["git", "--no-banner", "--log-level", "error", "--redact", "--exit-code", "0", folder]).elapsed,
});

/** A clone of this very repository: what is not committed, and what tools keep beside it, is no part of it. */
export function ownHistory(folder: string): string {
  git(".", "clone", "--quiet", pathToFileURL(resolve(".")).href, folder);
  return folder;
}

const COMMITS = 40;
const EDITED = 100;

/** The largest repository of the corpus as if it had grown: files come in by and by, and some change in every commit. */
export function corpusHistory(folder: string): string {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet");
  const files = globSync("**", { cwd: LARGEST, exclude: (path) => path === ".git" })
    .filter((path) => statSync(join(LARGEST, path)).isFile())
    .toSorted((a, b) => (a < b ? -1 : 1));
  for (let commit = 0; commit < COMMITS; commit += 1) {
    for (const path of files.filter((_, index) => index % COMMITS === commit)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(join(LARGEST, path), join(folder, path));
    }
    const here = files.filter((path, index) => index % COMMITS <= commit && path.endsWith(".md"));
    for (const path of here.slice(0, EDITED)) appendFileSync(join(folder, path), `\nEdited in commit ${commit}.\n`);
    git(folder, "add", "--all", "--force");
    git(folder, "commit", "--quiet", `--message=Commit ${commit}`);
  }
  git(folder, "gc", "--quiet");
  return folder;
}

function git(folder: string, ...args: readonly string[]): void {
  const author = ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgSign=false"];
  execFileSync("git", ["-C", folder, ...author, ...args], { stdio: "pipe" });
}
