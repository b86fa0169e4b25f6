import { parentsOf } from "./commit-range.ts";
import { commitOf, type Git } from "./git.ts";
import { noCommit } from "./no-commit.ts";
import type { PullRequest } from "../pipeline/pipeline.ts";
import { toFetch } from "./to-fetch.ts";

export type Base =
  | { readonly ok: true; readonly commit: string }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly help: string;
      /** Its id, where that is known and only the commit is not here. */
      readonly missing?: string;
    };

/**
 * The other side of a difference. Asked for by name: where HEAD branched off from it. In a pull request: the first
 * parent where HEAD is the commit that the forge made to merge it, else where HEAD branched off from the target branch.
 */
export async function baseCommit(git: Git, asked: string | undefined, request: PullRequest | undefined): Promise<Base> {
  if (asked !== undefined) return branchedOff(git, asked, request);
  if (!request)
    return { ok: false, reason: "this is no pull or merge request", help: "Name the other side: --base origin/main" };
  const head = await commitOf(git, "HEAD");
  const merge = head !== undefined && head === request.merge ? await parentsOf(git, head) : [];
  if (merge.length === 2 && merge[0] !== undefined) return present(git, merge[0], request);
  if (request.base !== undefined) return present(git, request.base, request);
  return branchedOff(git, request.targetBranch, request);
}

async function present(git: Git, name: string, request: PullRequest): Promise<Base> {
  if (!/^[0-9a-f]{40,64}$/.test(name)) return tooShallow(name, request);
  const commit = await commitOf(git, name);
  if (commit !== undefined) return { ok: true, commit };
  const line = `git fetch --depth=1 ${request.remote ?? "origin"} ${name}`;
  return { ...tooShallow(name, request, { line, depth: 2 }), missing: name };
}

async function branchedOff(git: Git, name: string, request: PullRequest | undefined): Promise<Base> {
  const target = request?.targetBranch === name ? ["refs/agent-ci/target"] : [];
  for (const candidate of [...target, `refs/remotes/origin/${name}`, name]) {
    const commit = await commitOf(git, candidate);
    if (commit === undefined) continue;
    const base = await git.run(["merge-base", "--end-of-options", commit, "HEAD"]);
    return base.ok ? { ok: true, commit: base.output.trim() } : await unrelated(git, name, request);
  }
  return { ok: false, ...(await noCommit(git, name, request?.forge, "Name a branch, a tag or a commit.")) };
}

async function unrelated(git: Git, name: string, request: PullRequest | undefined): Promise<Base> {
  const shallow = await git.run(["rev-parse", "--is-shallow-repository"]);
  if (shallow.ok && shallow.output.trim() === "true") return tooShallow(name, request);
  return { ok: false, reason: `"${name}" and HEAD have no commit in common`, help: "Name another one with --base." };
}

function tooShallow(
  name: string,
  request: PullRequest | undefined,
  enough?: Parameters<typeof toFetch>[1],
): Exclude<Base, { ok: true }> {
  const reason = `the clone is too shallow to reach back to "${name}"`;
  return { ok: false, reason, help: toFetch(request?.forge, enough) };
}
