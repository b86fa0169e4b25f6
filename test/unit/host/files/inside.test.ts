import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outside, temporaryFolder } from "../../../../src/host/files/cache-folder.ts";
import { openFolder } from "../../../../src/host/files/folder.ts";
import { findPlace, pathBelow } from "../../../../src/host/files/place.ts";
import { followInside, isInside, realPlace } from "../../../../src/host/files/inside.ts";
import { hookedRepository } from "../../../../src/host/git/staged-place.ts";
import { findProgram, programAt, trustedPath } from "../../../../src/host/machine/programs.ts";
import { gitEnvironment } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

test.each([
  ["/repo", "/repo", true],
  ["/repo", "/repo/a", true],
  ["/repo", "/repo/..a", true],
  ["/repo", "/repo/...", true],
  ["/", "/etc", true],
  ["/repo", "/repo-evil", false],
  ["/repo", "/repo-evil/a", false],
  ["/repo-evil", "/repo", false],
  ["/repo", "/repo/../etc", false],
  ["/repo", "/REPO/a", false],
  ["/repo", "/", false],
  ["/repo/a", "/repo", false],
])("in %s lies %s: %s", (folder, path, answer) => {
  expect(isInside(folder, path)).toBe(answer);
});

test("a path that no system takes leads nowhere, and is not walked", () => {
  const root = tempFolder({ "a/b.md": "" });
  const path = "a/../".repeat(1000);
  expect(followInside(root, `${path}a/b.md`)).toEqual({ ok: false, why: "too-long" });
  expect(followInside(root, "a/../a/b.md")).toEqual({ ok: true, path: "a/b.md" });
});

/** A repository with links out and in, beside a folder whose name begins like its own. */
function folders() {
  const base = tempFolder({
    "repo/.git/HEAD": "",
    "repo/bin/git": "#!/bin/sh\n",
    "repo-evil/bin/git": "#!/bin/sh\n",
    "repo-evil/a.yaml": "",
  });
  for (const path of ["repo/bin/git", "repo-evil/bin/git"]) chmodSync(join(base, path), 0o755);
  symlinkSync("repo", join(base, "way-in"));
  symlinkSync("repo/bin/git", join(base, "git-of-the-repository"));
  symlinkSync("../repo-evil", join(base, "repo/out"));
  return { base, repo: join(base, "repo") };
}

describe("what the repository brings", () => {
  test("is never started: not by a link into it, nor by a folder that is spelled otherwise", () => {
    const { base, repo } = folders();
    mkdirSync(join(base, "links"));
    symlinkSync("../repo/bin/git", join(base, "links/git"));
    for (const path of ["repo/bin", "way-in/bin", "links", "repo-evil/../repo/bin", "repo/out/../bin"])
      expect(findProgram("git", { PATH: join(base, path) }, [repo])).toBeUndefined();
    expect(findProgram("git", { PATH: join(base, "repo-evil/bin") }, [repo])).toBe(join(base, "repo-evil/bin/git"));
    expect(programAt(join(base, "git-of-the-repository"), [repo])).toMatchObject({ ok: false });
    expect(programAt(join(base, "repo-evil/bin/git"), [repo])).toMatchObject({ ok: true });
  });

  test("is on no path for programs that start others, be it there yet or not", () => {
    const { base, repo } = folders();
    const PATH = ["repo/bin", "way-in/bin", "way-in/later/bin", "repo-evil/bin"]
      .map((one) => join(base, one))
      .join(":");
    expect(trustedPath({ PATH }, [repo])).toBe(join(base, "repo-evil/bin"));
  });

  test("is no cache and no folder for temporary files, by a link either, and before it is there", () => {
    const { base, repo } = folders();
    for (const path of ["repo", "repo/cache", "way-in", "way-in/cache", "way-in/not/there/yet"]) {
      expect(outside(repo, join(base, path))).toBeUndefined();
      expect(temporaryFolder({ RUNNER_TEMP: join(base, path) }, repo, "t-").startsWith(repo)).toBe(false);
    }
    expect(outside(repo, "relative")).toBeUndefined();
    expect(outside(repo, join(base, "repo-evil"))).toBe(join(base, "repo-evil"));
    expect(outside(join(base, "way-in"), repo)).toBeUndefined();
  });
});

test("a named configuration lies in the repository only where its folder really does", () => {
  const { base, repo } = folders();
  expect(pathBelow(repo, "out/a.yaml", repo)).toBeUndefined();
  expect(pathBelow(base, "repo-evil/a.yaml", repo)).toBeUndefined();
  expect(pathBelow(base, "way-in/bin/git", repo)).toBe("bin/git");
  expect(findPlace(repo, "out/a.yaml").top).toBe(join(base, "repo-evil"));
});

test("the way of what is not there yet counts from what is", () => {
  const { base, repo } = folders();
  expect(realPlace(join(base, "way-in/new/a"))).toBe(join(repo, "new/a"));
  expect(followInside(repo, "out/none/at/all")).toEqual({ ok: false, why: "outside" });
  expect(followInside(repo, "new/a")).toEqual({ ok: true, path: "new/a" });
});

test("what git tracks is listed where patterns leave it out: a link wherever it leads, and nothing behind one", () => {
  const { repo } = folders();
  symlinkSync("../repo-evil/a.yaml", join(repo, "far.link"));
  writeFileSync(join(repo, ".gitignore"), "*.link\nout\n");
  const tracked = () => [".gitignore", "bin/git", "far.link", "out/a.yaml"];
  expect(openFolder(repo, [], tracked).list()).toEqual([
    { path: ".gitignore" },
    { path: "bin/git" },
    { path: "far.link", link: "../repo-evil/a.yaml" },
  ]);
});

test("what lies behind a link out of the folder is not there, for the disk as for the index", () => {
  const { repo } = folders();
  symlinkSync("bin", join(repo, "in"));
  const files = openFolder(repo);
  for (const path of ["out", "out/a.yaml", "out/none", "../repo-evil/a.yaml", "in/../../repo-evil/a.yaml"])
    expect([path, files.entry(path)]).toEqual([path, undefined]);
  expect(files.entry("in/git")).toMatchObject({ type: "file", executable: true });
  expect(files.entry("in")).toMatchObject({ type: "directory", link: "bin" });
});

test("a file that a hook is handed lies in the working directory only where it really does", () => {
  const { base, repo } = folders();
  mkdirSync(join(repo, "bin-evil"));
  symlinkSync("../bin", join(repo, "bin-evil/way-back"));
  const { pathOf } = hookedRepository(join(repo, "bin"), gitEnvironment());
  expect(pathOf("git")).toBe("git");
  expect(pathOf(join(base, "way-in/bin/git"))).toBe("git");
  expect(pathOf("../bin-evil/way-back/git")).toBe("git");
  for (const path of ["../bin-evil/git", "../out/bin/git", "/etc/hostname", ".."]) expect(pathOf(path)).toBeUndefined();
});
