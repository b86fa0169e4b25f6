import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { openGit } from "../../../../src/host/git/git.ts";
import { fetchTargetTip } from "../../../../src/host/git/target-tip.ts";
import { commitFiles } from "../../../../src/host/git/commit-files.ts";
import { filesTree } from "../../../../src/host/files/tree.ts";
import { UsageError } from "../../../../src/model/usage-error.ts";
import { cloneRepository, createRepository, gitEnvironment, type Repository } from "../../../support/git.ts";

const GIT = gitEnvironment();
const REQUEST = { forge: "github", number: 1, targetBranch: "main", fork: false } as const;
const fetchTip = ({ folder }: Repository) => fetchTargetTip(openGit(folder, GIT), REQUEST, GIT, undefined);

const committed = ({ folder }: Repository, commit: string) => filesTree(commitFiles(openGit(folder, GIT), commit, ""));

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
    const tree = committed(repository, commit);
    expect(tree.readText("agent-ci.yaml")).toBe("fail-on: warning\n");
    expect(tree.folders("environments")).toEqual(["prod"]);
    expect(tree.readText("a b/[x]*.md")).toBe("odd\n");
  });

  test.each(["agent-ci.yml", "environments", "a b", "*", ":/agent-ci.yaml", "agent-ci.yaml/x", "--help"])(
    "%s is no file of it",
    (path) => {
      const tree = committed(createRepository(FILES), "HEAD");
      expect(tree.isFile(path)).toBe(false);
      expect(tree.readText(path)).toBeUndefined();
    },
  );

  test("that git does not have are no files that are not there", () => {
    const repository = createRepository(FILES);
    repository.git("config", "uploadpack.allowFilter", "true");
    const clone = createRepository({});
    const address = pathToFileURL(repository.folder).href;
    clone.git("fetch", "--quiet", "--filter=blob:none", address, "main:refs/remotes/origin/main");
    const tree = committed(clone, "refs/remotes/origin/main");
    expect(() => tree.isFile("agent-ci.yaml")).toThrow(UsageError);
    expect(() => tree.readText("agent-ci.yaml")).toThrow(UsageError);
    expect(() => committed(clone, "0".repeat(40)).isFile("x")).toThrow(UsageError);
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
