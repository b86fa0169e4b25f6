import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type FolderCopy, keepFolder, putFolder } from "./folder-copy.ts";
import { createRepository, type FileChanges, type Repository } from "./git.ts";
import { tempFolder } from "./temp-folder.ts";

export interface PullRequest {
  /** The event as GitHub sends it, as far as anybody reads it. */
  readonly event: unknown;
  /** The bare repository that the checkout calls `origin`. */
  readonly origin: string;
  /** What actions/checkout leaves by default: the merge commit alone, no branch. */
  readonly workspace: string;
}

type Asked = readonly [base: FileChanges, change: FileChanges, later?: FileChanges, checkout?: readonly string[]];

/** Each is built once in a process, with some thirty calls of git; the next one is a copy. */
const built = new Map<string, PullRequest & { readonly copies: readonly [FolderCopy, FolderCopy] }>();

/** A pull request into `main`, which moved on after the branch began: `later` is what it then changed. */
export function openPullRequest(...asked: Asked): PullRequest {
  const key = JSON.stringify(asked);
  const known = built.get(key);
  if (known === undefined) {
    const first = build(...asked);
    built.set(key, { ...first, copies: [keepFolder(first.origin), keepFolder(first.workspace)] });
    return first;
  }
  const folder = tempFolder();
  const [origin, workspace] = [join(folder, "origin.git"), join(folder, "workspace")];
  putFolder(known.copies[0], origin);
  putFolder(known.copies[1], workspace);
  const config = join(workspace, ".git/config");
  const [before, after] = [known.origin, origin].map((one) => pathToFileURL(one).href);
  writeFileSync(config, readFileSync(config, "utf8").replace(`${before}`, `${after}`));
  return { event: known.event, origin, workspace };
}

function build(...[base, change, later = {}, checkout = ["--depth=1"]]: Asked): PullRequest {
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
