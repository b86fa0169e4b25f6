import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diskTree, filesTree, type FileTree } from "../../../../src/host/files/tree.ts";
import { commitFiles } from "../../../../src/host/git/commit-files.ts";
import { openGit } from "../../../../src/host/git/git.ts";
import { indexFiles } from "../../../../src/host/git/index-files.ts";
import { UsageError } from "../../../../src/model/usage-error.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";
import { findConfig } from "../../../../src/host/files/find-config.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const POLICY = "fail-on: warning\n";

/** A committed repository with links of every kind, as each reader of policies sees it; `outside` is no part of it. */
function readers() {
  const outside = tempFolder({ "base.yaml": "fail-on: never\n", "environments/prod/agent-ci.yaml": "" });
  const { folder, commit } = createRepository({
    "cfg/base.yaml": POLICY,
    "cfg/environments/ci/agent-ci.yaml": "",
    "cfg/bom.yaml": `\uFEFF${POLICY}`,
    "node_modules/policy/base.yaml": POLICY,
  });
  const links = {
    shared: "cfg",
    twice: "shared",
    "file.yaml": "cfg/base.yaml",
    environments: "cfg/environments",
    dangling: "nowhere",
    up: "..",
    gone: "../gone",
    out: outside,
    "out.yaml": join(outside, "base.yaml"),
    absolute: join(folder, "cfg"),
    "cfg/far": "../../cfg",
    circle: "circle",
    git: ".git",
    capitals: ".GIT",
  };
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
  commit({});
  const git = openGit(folder, gitEnvironment());
  const trees = [diskTree(folder), filesTree(indexFiles(git, "")), filesTree(commitFiles(git, "HEAD", ""))];
  return { trees, outside };
}

/** What each of the three says of a path: its text, that nothing is there, or why it is refused. */
const said = (trees: readonly FileTree[], ask: (tree: FileTree) => unknown): readonly unknown[] =>
  trees.map((tree) => {
    try {
      return ask(tree) ?? "absent";
    } catch (error) {
      if (error instanceof UsageError) return error.message.includes("leads out") ? "leads out" : "refused";
      throw error;
    }
  });
const thrice = (answer: unknown): readonly unknown[] => [answer, answer, answer];

test("a policy is the same on disk, in the index and in a commit, whatever links lie on its way", () => {
  const { trees, outside } = readers();
  const answers: Readonly<Record<string, readonly string[]>> = {
    [POLICY]: [
      "cfg/base.yaml",
      "file.yaml",
      "shared/base.yaml",
      "twice/base.yaml",
      "cfg/../shared/base.yaml",
      "shared/bom.yaml",
      "node_modules/policy/base.yaml",
    ],
    absent: ["none.yaml", "cfg", "shared", "cfg/base.yaml/x", "shared/none.yaml", "dangling", "dangling/x", ""],
    "leads out": [
      "out.yaml",
      "out/base.yaml",
      "out/none.yaml",
      "gone",
      "gone/base.yaml",
      "up/x",
      "absolute/base.yaml",
      "cfg/far/base.yaml",
      "../base.yaml",
      "cfg/../../base.yaml",
      join(outside, "base.yaml"),
      "cfg/base.yaml\0",
    ],
    refused: ["circle", "circle/x", ".git/config", "git/config", "capitals/config"],
  };
  for (const [answer, paths] of Object.entries(answers))
    for (const path of paths) {
      expect([path, ...said(trees, (tree) => tree.readText(path))]).toEqual([path, ...thrice(answer)]);
      const file = answer === POLICY ? true : answer === "absent" ? false : answer;
      expect([path, ...said(trees, (tree) => tree.isFile(path))]).toEqual([path, ...thrice(file)]);
    }
});

test("so are the environments beside it", () => {
  const { trees } = readers();
  const folders = (path: string) => said(trees, (tree) => tree.folders(path));
  expect(folders("environments")).toEqual(thrice(["ci"]));
  expect(folders("shared/environments")).toEqual(thrice(["ci"]));
  expect(folders("none")).toEqual(thrice([]));
  for (const path of ["out/environments", "up", "absolute/environments", "gone"])
    expect(folders(path)).toEqual(thrice("leads out"));
  expect(folders("circle")).toEqual(thrice("refused"));
});

test("a folder is told from a file, and from nothing", () => {
  const { trees } = readers();
  const isFolder = (path: string) => said(trees, (tree) => tree.isFolder(path));
  expect(isFolder("shared")).toEqual(thrice(true));
  expect(isFolder("cfg")).toEqual(thrice(true));
  for (const path of ["file.yaml", "none", "out"]) expect(isFolder(path)).toEqual(thrice(false));
});

test("a folder with the name of the configuration is no configuration, and not as if there were none", () => {
  const folder = tempFolder({ "a/agent-ci.yaml/x.md": "" });
  expect(() => findConfig(diskTree(folder), "a/")).toThrow(/"a\/agent-ci.yaml" is a folder/u);
  expect(() => findConfig(diskTree(folder), "b/")).not.toThrow();
});

test("a folder whose name begins like that of the top is not in it", () => {
  const both = tempFolder({ "repo/a.yaml": "", "repo-evil/base.yaml": "fail-on: never\n" });
  symlinkSync("../repo-evil", join(both, "repo/evil"));
  expect(() => diskTree(join(both, "repo")).readText("evil/base.yaml")).toThrow(/leads out/u);
});

test("a name that no disk can have is not taken for a policy that is not there", () => {
  expect(() => diskTree(tempFolder()).isFile(`${"n".repeat(300)}.yaml`)).toThrow(UsageError);
});

test.each([
  ["as PowerShell writes it", Buffer.from(`\uFEFF${POLICY}`, "utf16le")],
  ["the other way around", Buffer.from(`\uFEFF${POLICY}`, "utf16le").swap16()],
])("a policy in UTF-16 is said to be that: %s", (_, bytes) => {
  const folder = tempFolder();
  writeFileSync(join(folder, "agent-ci.yaml"), bytes);
  const tree = diskTree(folder);
  expect(() => tree.readText("agent-ci.yaml")).toThrow(
    'Cannot read "agent-ci.yaml": it is saved as UTF-16; save it as UTF-8.',
  );
});
