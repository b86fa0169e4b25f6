import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { fetchTargetTip } from "../../../../src/host/git/target-tip.ts";
import { commitTree, diskTree } from "../../../../src/host/files/tree.ts";
import { UsageError } from "../../../../src/model/usage-error.ts";
import { cloneRepository, createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const GIT = gitEnvironment();
const REQUEST = { forge: "github", number: 1, targetBranch: "main", fork: false } as const;
const fetchTip = ({ folder }: Repository) => fetchTargetTip(openGit(folder, GIT), REQUEST, GIT, undefined);

describe("a commit's files", () => {
  const FILES = {
    "agent-ci.yaml": "fail-on: warning\n",
    "environments/prod/agent-ci.yaml": "",
    "a b/[x]*.md": "odd\n",
  };

  test("are those of the commit, whatever is checked out", () => {
    const repository = createRepository(FILES);
    const commit = repository.git("rev-parse", "HEAD");
    repository.commit({ "agent-ci.yaml": "fail-on: never\n", environments: null });
    const tree = commitTree(openGit(repository.folder, GIT), commit);
    expect(tree.readText("agent-ci.yaml")).toBe("fail-on: warning\n");
    expect(tree.folders("environments")).toEqual(["prod"]);
    expect(tree.readText("a b/[x]*.md")).toBe("odd\n");
  });

  test.each(["agent-ci.yml", "environments", "a b", "*", ":/agent-ci.yaml", "agent-ci.yaml/x", "--help"])(
    "%s is no file of it",
    (path) => {
      const tree = commitTree(openGit(createRepository(FILES).folder, GIT), "HEAD");
      expect(tree.isFile(path)).toBe(false);
      expect(tree.readText(path)).toBeUndefined();
    },
  );

  test("may be symbolic links to each other, but to nothing else", () => {
    const repository = createRepository({ "config/ci.yaml": "fail-on: warning\n" });
    symlinkSync("config/ci.yaml", join(repository.folder, "agent-ci.yaml"));
    symlinkSync("../../out.yaml", join(repository.folder, "config/out.yaml"));
    symlinkSync("/etc/hostname", join(repository.folder, "config/far.yaml"));
    symlinkSync("circle.yaml", join(repository.folder, "circle.yaml"));
    const tree = commitTree(openGit(repository.folder, GIT), repository.commit({}));
    expect(tree.readText("agent-ci.yaml")).toBe("fail-on: warning\n");
    for (const path of ["config/out.yaml", "config/far.yaml", "circle.yaml"])
      expect(() => tree.readText(path)).toThrow(UsageError);
  });

  test("that git does not have are no files that are not there", () => {
    const repository = createRepository(FILES);
    repository.git("config", "uploadpack.allowFilter", "true");
    const clone = createRepository({});
    const address = pathToFileURL(repository.folder).href;
    clone.git("fetch", "--quiet", "--filter=blob:none", address, "main:refs/remotes/origin/main");
    const tree = commitTree(openGit(clone.folder, GIT), "refs/remotes/origin/main");
    expect(tree.isFile("agent-ci.yaml")).toBe(true);
    expect(() => tree.readText("agent-ci.yaml")).toThrow(UsageError);
    expect(() => commitTree(openGit(clone.folder, GIT), "0".repeat(40)).isFile("x")).toThrow(UsageError);
  });
});

describe("a folder's files", () => {
  test("that are there and cannot be read are no files that are not there", () => {
    const folder = tempFolder({ "a.yaml": "a: 1\n", "b/c.yaml": "" });
    symlinkSync("a.yaml", join(folder, "inside.yaml"));
    symlinkSync("/etc/hostname", join(folder, "out.yaml"));
    symlinkSync("circle.yaml", join(folder, "circle.yaml"));
    const tree = diskTree(folder);
    expect(tree.readText("inside.yaml")).toBe("a: 1\n");
    for (const path of ["none.yaml", "b", "a.yaml/x"]) expect(tree.readText(path)).toBeUndefined();
    for (const path of ["out.yaml", "circle.yaml"]) expect(() => tree.readText(path)).toThrow(UsageError);
  });
});

function project(): Repository {
  const repository = createRepository();
  for (const text of ["1", "2", "3", "4"]) repository.commit({ "a.txt": text });
  return repository;
}

describe("the fetch of a target branch leaves the history that is there", () => {
  test("in a whole clone", async () => {
    const origin = project();
    const clone = cloneRepository(origin);
    const newest = origin.commit({ "a.txt": "5" });
    expect(await fetchTip(clone)).toEqual({ ok: true, commit: newest });
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("false");
    expect(clone.git("rev-list", "--count", newest)).toBe("6");
  });

  test("in a clone of some depth that has the tip", async () => {
    const origin = project();
    const clone = cloneRepository(origin, { depth: 3 });
    expect(await fetchTip(clone)).toEqual({ ok: true, commit: origin.git("rev-parse", "main") });
    expect(clone.git("rev-list", "--count", "HEAD")).toBe("3");
  });
});
