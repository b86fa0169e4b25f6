// node scripts/release-commit.ts <tree>: commits a release tree beside the branch, tags it, and prints the tags.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { majorTag } from "./major-tag.ts";

/**
 * A commit on top of HEAD that no branch holds, whose files are the tree's; its tags `v1.2.3` and `v1`, of which the second moves.
 * Tags are made here and pushed by the workflow. Throws where the version was released before.
 */
export function commitRelease(repository: string, tree: string): readonly string[] {
  const { version }: { version: string } = JSON.parse(readFileSync(join(tree, "package.json"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "agent-ci-index-"));
  // An index of its own: what is checked out stays as it is.
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, "index"), GIT_WORK_TREE: resolve(tree) };
  const read = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: repository, encoding: "utf8" }).trim();
  // The branch's own time, and one name: made again, the release is the same commit, and pushing it again changes nothing.
  const date = read("log", "-1", "--format=%cI");
  const times = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_DIR: read("rev-parse", "--absolute-git-dir") };
  const names = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) => [
      [`GIT_${role}_NAME`, "github-actions[bot]"],
      [`GIT_${role}_EMAIL`, "41898282+github-actions[bot]@users.noreply.github.com"],
    ]),
  );
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: repository,
      encoding: "utf8",
      env: { ...env, ...times, ...names },
    }).trim();
  try {
    // --force: the release holds `dist`, which the branch ignores.
    git("add", "--all", "--force", ".");
    const files = git("write-tree");
    const commit = git("commit-tree", files, "-p", "HEAD", "-m", `agent-ci ${version}`);
    const tags = [`v${version}`, majorTag(version)] as const;
    git("tag", "--annotate", tags[0], commit, "--message", `agent-ci ${version}`);
    git("tag", "--force", tags[1], commit);
    return tags;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [tree] = process.argv.slice(2);
  if (tree === undefined) {
    console.error("Give the release tree: node scripts/release-commit.ts <tree>");
    process.exitCode = 2;
  } else console.log(commitRelease(process.cwd(), tree).join("\n"));
}
