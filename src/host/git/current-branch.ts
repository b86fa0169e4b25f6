import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gitFolders } from "./git-index.ts";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The branch that is checked out; in a pull or merge request the one that asks to be merged, whose commit is checked
 * out by its id. Undefined on a tag, a detached commit and the branches that a merge queue makes.
 */
export function currentBranch(top: string, env: Env): string | undefined {
  const found = ofPipeline(env) ?? ofHead(top);
  return found === undefined || found === "" || found.startsWith("gh-readonly-queue/") ? undefined : found;
}

function ofPipeline(env: Env): string | undefined {
  if (env["GITHUB_ACTIONS"] === "true")
    return env["GITHUB_HEAD_REF"] || (env["GITHUB_REF_TYPE"] === "branch" ? env["GITHUB_REF_NAME"] : undefined);
  if (env["GITLAB_CI"] === "true") return env["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] || env["CI_COMMIT_BRANCH"];
  return undefined;
}

/** HEAD as a file: git itself reads nothing of a repository that belongs to somebody else, as containers see theirs. */
function ofHead(top: string): string | undefined {
  try {
    const head = readFileSync(join(gitFolders(top).own, "HEAD"), "utf8");
    // `.invalid` stands for a repository whose references lie in another format.
    return /^ref: refs\/heads\/(?!\.invalid\s)(\S+)/.exec(head)?.[1];
  } catch {
    return undefined;
  }
}
