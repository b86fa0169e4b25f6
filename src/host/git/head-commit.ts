import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gitFolders } from "./git-index.ts";

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The commit that is checked out, from git's own files: to start git for that takes as long as to judge a small
 * repository. Undefined where nothing was committed, or git keeps it in another way than one file per reference or
 * `packed-refs`. https://git-scm.com/docs/gitrepository-layout, read 2026-11-30.
 */
export function headCommit(top: string): string | undefined {
  const { own, shared } = gitFolders(top);
  const head = textOf(join(own, "HEAD"));
  const [, branch] = /^ref: (refs\/heads\/(?!\.|.*\.\.)[\w./@+-]+)$/.exec(head) ?? [];
  const id = branch === undefined ? head : textOf(join(shared, branch)) || packed(shared, branch);
  return COMMIT.test(id) ? id : undefined;
}

const packed = (shared: string, branch: string): string =>
  textOf(join(shared, "packed-refs"))
    .split("\n")
    .find((line) => line.endsWith(` ${branch}`))
    ?.slice(0, -branch.length - 1) ?? "";

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
