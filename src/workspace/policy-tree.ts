import { commitOf, type Git } from "../host/git/git.ts";
import { noCommit } from "../host/git/no-commit.ts";
import { pullRequestOf } from "../host/pipeline/pipeline.ts";
import { fetchTargetTip } from "../host/git/target-tip.ts";
import { commitFiles } from "../host/git/commit-files.ts";
import { filesTree, type FileTree } from "../host/files/tree.ts";
import { UsageError } from "../model/usage-error.ts";
import type { World } from "./world.ts";

export interface PolicyTree {
  readonly tree: FileTree;
  readonly commit: string;
  /** Whose it is, for the report. */
  readonly described: string;
}

/**
 * Nobody marks their own paper: in a pull or merge request the configuration is that of the target branch's tip.
 * Undefined where the checked folder's own judges. Throws UsageError where the tip or the ref cannot be had.
 */
export async function policyTree(
  world: World,
  git: Git | undefined,
  from: string | undefined,
  token: string | undefined,
): Promise<PolicyTree | undefined> {
  const request = pullRequestOf(world.env);
  const wanted = from ?? (request ? "base" : "head");
  if (wanted === "head") return undefined;
  if (!git)
    throw new UsageError(
      `The policy of "${wanted}" needs a git repository, and there is none here. Check out the repository first.`,
    );
  if (wanted !== "base") {
    const commit = (await commitOf(git, wanted)) ?? (await commitOf(git, `refs/remotes/origin/${wanted}`));
    if (commit === undefined) {
      const { reason, help } = await noCommit(git, wanted, request?.forge, "Name a branch, a tag or a commit.");
      throw new UsageError(`--policy-from: ${reason}. ${help}`);
    }
    return { tree: commitTree(git, commit), commit, described: `of ${wanted} (${commit.slice(0, 12)})` };
  }
  if (!request)
    throw new UsageError(
      "--policy-from base needs a pull or merge request. On a laptop name the branch: --policy-from origin/main",
    );
  const tip = await fetchTargetTip(git, request, world.env, token);
  if (!tip.ok)
    throw new UsageError(
      `The configuration of the target branch "${request.targetBranch}" cannot be read: ${tip.reason}\n${tip.help}`,
    );
  return {
    tree: commitTree(git, tip.commit),
    commit: tip.commit,
    described: `of ${request.targetBranch} (${tip.commit.slice(0, 12)})`,
  };
}

/** The files that judge are read as those that are judged. */
const commitTree = (git: Git, commit: string): FileTree =>
  filesTree(commitFiles(git, commit, ""), ` of the commit ${commit.slice(0, 12)}`);
