import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildReleaseTree } from "../../scripts/release-tree.ts";
import { gitEnvironment } from "./git.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- vitest's interface is merged with
  interface ProvidedContext {
    /** A release as its users have it: a checkout of the tag `v1`. */
    releaseTree: string;
    /** The same without its pages, which no program reads: act copies each file of it for each step. */
    actionTree: string;
  }
}

/** Builds the release once for all end-to-end tests: `inject("releaseTree")`. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "agent-ci-release-"));
  const tree = join(folder, "agent-ci");
  await buildReleaseTree(tree);
  const pages = join(tree, "docs");
  const slim = join(folder, "agent-ci-without-docs");
  cpSync(tree, slim, { recursive: true, filter: (path) => path !== pages });
  for (const cwd of [tree, slim]) tag(cwd, "v1");
  project.provide("releaseTree", tree);
  project.provide("actionTree", slim);
  return () => rmSync(folder, { recursive: true, force: true });
}

function tag(cwd: string, name: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", args, { cwd, env: gitEnvironment(), stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message=A release");
  git("tag", name);
}
