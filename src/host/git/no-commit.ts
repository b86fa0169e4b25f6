import { shellWord } from "../../model/shell-word.ts";
import type { PullRequest } from "../pipeline/pipeline.ts";
import { commitOf, type Git } from "./git.ts";
import { isShallow } from "./remote.ts";
import { toFetch } from "./to-fetch.ts";

export interface NoCommit {
  readonly reason: string;
  /** What to do, in whole sentences, or what git says. */
  readonly help: string;
}

type Forge = PullRequest["forge"] | undefined;

/**
 * Why a name stands for no commit. To fetch it helps with a branch only: git may not be there, refuse to read what is
 * another user's, or have no commit yet; and no remote knows a name such as `HEAD~9`. `choices` says what may be named.
 */
export async function noCommit(git: Git, name: string, forge: Forge, choices: string): Promise<NoCommit> {
  const repository = await git.run(["rev-parse", "--git-dir"]);
  if (!repository.ok) return { reason: "git does not read this repository", help: `It says: ${repository.reason}` };
  const reason = `"${name}" is no commit here`;
  if (/^(?:[-.^~]|$)/.test(name)) return { reason, help: choices };
  const [named = ""] = name.split(/[~^]|@\{/, 1);
  const start = named === "" || named === "@" ? "HEAD" : named;
  if (start !== "HEAD" && start === name) return { reason, help: await fetching(git, name, forge) };
  if ((await commitOf(git, start)) ?? (await commitOf(git, `refs/remotes/origin/${start}`)))
    return (await isShallow(git))
      ? { reason: `${reason}, for the clone is too shallow to reach back to it`, help: toFetch(forge) }
      : { reason: `${reason}, for the history of "${start}" does not reach back so far`, help: choices };
  return start === "HEAD"
    ? { reason: `${reason}, for this branch has none yet`, help: "Make a commit first." }
    : { reason, help: await fetching(git, start, forge) };
}

async function fetching(git: Git, name: string, forge: Forge): Promise<string> {
  if (/^[0-9a-f]{7,39}$/.test(name) && (await isShallow(git))) return toFetch(forge); // no remote takes half an id
  const line = lineFor(name);
  return forge === undefined ? `Name another, or fetch it first: ${line}` : toFetch(forge, { line, depth: 0 });
}

/**
 * A branch is fetched under the name by which it is looked for: without one, a clone of a single branch would have it
 * as `FETCH_HEAD` alone.
 */
function lineFor(name: string): string {
  if (/^[0-9a-f]{7,39}$/.test(name)) return "git fetch --all --tags";
  if (/^[0-9a-f]{40,64}$/.test(name)) return `git fetch origin ${name}`;
  const branch = name.replace(/^(?:refs\/remotes\/)?origin\//, "");
  return `git fetch origin ${shellWord(`${branch}:refs/remotes/origin/${branch}`)}`;
}
