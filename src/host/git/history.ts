import type { History } from "../../model/rule.ts";
import type { Git } from "./git.ts";

/** Farther back nobody looks: what has not changed since then counts as changed then. */
const MOST_COMMITS = 20_000;

/**
 * When the files below a prefix last changed, by their path from there. Undefined where git does not know: a shallow
 * clone shows every file as changed by its oldest commit. https://git-scm.com/docs/git-log, read 2026-11-25.
 */
export async function lastChanges(git: Git, prefix: string): Promise<History | undefined> {
  const shallow = await git.run(["rev-parse", "--is-shallow-repository"]);
  if (!shallow.ok || shallow.output.trim() !== "false") return undefined;
  const log = await git.run([
    "log",
    "-z",
    "--format=%x01%ct",
    "--name-only",
    "--no-renames",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    `--max-count=${MOST_COMMITS}`,
    "--end-of-options",
    "HEAD",
  ]);
  if (!log.ok) return undefined;
  const changed = read(log.output);
  return { changed: (path) => changed.get(prefix + path) };
}

/** The newest commit comes first. A path begins behind the line break that ends the commit's own line. */
function read(log: string): ReadonlyMap<string, number> {
  const changed = new Map<string, number>();
  let time = 0;
  for (const part of log.split("\0")) {
    if (part.startsWith("\u0001")) time = Number(part.slice(1));
    else {
      const path = part.startsWith("\n") ? part.slice(1) : part;
      if (path !== "" && !changed.has(path)) changed.set(path, time);
    }
  }
  return changed;
}
