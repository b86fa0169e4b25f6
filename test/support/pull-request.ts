import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRepository, type FileChanges, type Repository } from "./git.ts";

export interface PullRequest {
  /** The event as GitHub sends it, as far as anybody reads it. */
  readonly event: unknown;
  /** The bare repository that the checkout calls `origin`. */
  readonly origin: string;
  /** What actions/checkout leaves by default: the merge commit alone, no branch. */
  readonly workspace: string;
}

/** A pull request into `main`, which moved on after the branch began: `later` is what it then changed. */
export function openPullRequest(
  base: FileChanges,
  change: FileChanges,
  later: FileChanges = {},
  checkout: readonly string[] = ["--depth=1"],
): PullRequest {
  const project = createRepository(base);
  project.branch("topic");
  const head = project.commit(change, "The change");
  project.git("checkout", "--quiet", "main");
  project.commit({ "CHANGES.md": "Meanwhile.\n" });
  project.git("checkout", "--quiet", "--detach");
  project.git("merge", "--quiet", "--no-ff", "--message=Merge", "topic");
  const merge = project.git("rev-parse", "HEAD");
  project.git("update-ref", "refs/pull/7/merge", merge);
  project.git("checkout", "--quiet", "main");
  project.commit(later, "After the merge commit was made");
  const origin = join(project.folder, "origin.git");
  project.git("clone", "--quiet", "--mirror", ".", origin);

  const clone = createCheckout(pathToFileURL(origin).href, checkout);
  const repo = { full_name: "octo-org/octo-repo" };
  const pull_request = {
    number: 7,
    head: { ref: "topic", sha: head, repo },
    base: { ref: "main", repo },
    merge_commit_sha: merge,
  };
  return { event: { action: "opened", number: 7, pull_request, repository: repo }, origin, workspace: clone.folder };
}

/** The git commands of actions/checkout for `refs/pull/7/merge`. */
function createCheckout(address: string, options: readonly string[]): Repository {
  const clone = createRepository({});
  clone.git("remote", "add", "origin", address);
  clone.git("fetch", "--quiet", "--no-tags", ...options, "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge");
  clone.git("checkout", "--quiet", "--force", "refs/remotes/pull/7/merge");
  clone.git("branch", "--quiet", "-D", "main");
  return clone;
}
