import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeInside, writeWhole } from "../../../../src/host/files/write-whole.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rewriteFile = (folder: string, path: string, before: Uint8Array, after: Uint8Array) =>
  writeInside(folder, path, after, { before });
const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

test("a file gets its new contents, keeps its mode, and leaves nothing beside it", () => {
  const folder = tempFolder({ "hooks/run.sh": "old\n" });
  chmodSync(join(folder, "hooks/run.sh"), 0o750);
  expect(rewriteFile(folder, "hooks/run.sh", bytes("old\n"), bytes("new\n"))).toBeUndefined();
  expect(read(folder, "hooks/run.sh")).toBe("new\n");
  expect(statSync(join(folder, "hooks/run.sh")).mode & 0o777).toBe(0o750);
  expect(readdirSync(join(folder, "hooks"))).toEqual(["run.sh"]);
});

test("a file that somebody changed meanwhile is left alone", () => {
  const folder = tempFolder({ "a.md": "theirs" });
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toContain("it has changed since it was read");
  expect(read(folder, "a.md")).toBe("theirs");
});

test("a link inside the folder stays a link, and its file is written", () => {
  const folder = tempFolder({ "AGENTS.md": "old" });
  symlinkSync("AGENTS.md", join(folder, "CLAUDE.md"));
  expect(rewriteFile(folder, "CLAUDE.md", bytes("old"), bytes("new"))).toBeUndefined();
  expect(lstatSync(join(folder, "CLAUDE.md")).isSymbolicLink()).toBe(true);
  expect(read(folder, "AGENTS.md")).toBe("new");
});

test.each([
  ["a file", "link.md", "secret.md"],
  ["a folder", "link", ""],
])("through a link that leads to %s outside nothing is written", (_name, link, target) => {
  const outside = tempFolder({ "secret.md": "old" });
  const folder = tempFolder({ "a.md": "" });
  symlinkSync(join(outside, target), join(folder, link));
  const path = target === "" ? "link/secret.md" : link;
  expect(rewriteFile(folder, path, bytes("old"), bytes("new"))).toBe("it lies outside the checked folder");
  expect(rewriteFile(folder, `../${outside.split("/").at(-1)}/secret.md`, bytes("old"), bytes("new"))).toBe(
    "it lies outside the checked folder",
  );
  expect(read(outside, "secret.md")).toBe("old");
});

test("what is gone, or a folder by now, is said", () => {
  const folder = tempFolder();
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toBe("it is not there any more");
  mkdirSync(join(folder, "a.md"));
  expect(rewriteFile(folder, "a.md", bytes("old"), bytes("new"))).toBe("it is no regular file");
});

describe("a file that is new", () => {
  test("is made with its folders, and with the permissions that it is to have", () => {
    const folder = tempFolder();
    expect(writeInside(folder, "a/b/run.sh", "new\n", { before: "nothing", mode: 0o700 })).toBeUndefined();
    expect(read(folder, "a/b/run.sh")).toBe("new\n");
    expect(statSync(join(folder, "a/b/run.sh")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, "a/b"))).toEqual(["run.sh"]);
  });

  test("takes the place of nothing, be it a link", () => {
    const folder = tempFolder({ "a.md": "theirs" });
    symlinkSync("a.md", join(folder, "link.md"));
    for (const path of ["a.md", "link.md"])
      expect(writeInside(folder, path, "new", { before: "nothing" })).toBe("it is there already");
    expect(read(folder, "a.md")).toBe("theirs");
  });
});

test("half of a file is none, and nothing of it is left", () => {
  const folder = tempFolder({ "a.md": "old" });
  const broken = (): never => {
    throw new Error("the disk is full");
  };
  expect(writeInside(folder, "a.md", broken)).toBe("the disk is full");
  expect(writeInside(folder, "b.md", broken)).toBe("the disk is full");
  expect(readdirSync(folder)).toEqual(["a.md"]);
  expect(read(folder, "a.md")).toBe("old");
});

describe("nothing is written", () => {
  /** A checked-out repository with links that somebody hostile made, beside a folder whose name begins like its own. */
  function hostile() {
    const base = tempFolder({ "repo/docs/a.md": "ours", "repo-evil/a.md": "theirs", "repo/.git/config": "[core]\n" });
    const link = (target: string, path: string) => symlinkSync(target, join(base, "repo", path));
    link("../repo-evil", "out");
    link("../repo-evil/a.md", "a.md");
    link(join(base, "repo-evil"), "absolute");
    link("docs/../..", "up");
    link(".git", "git");
    link(".GIT", "capitals");
    link("nowhere", "dangling");
    link("circle", "circle");
    link("../repo-evil/new.md", "new.md");
    return { base, repo: join(base, "repo") };
  }

  test.each([
    ["out/a.md", "it lies outside the checked folder"],
    ["out/new/a.md", "it lies outside the checked folder"],
    ["a.md", "it lies outside the checked folder"],
    ["new.md", "it lies outside the checked folder"],
    ["absolute/a.md", "it lies outside the checked folder"],
    ["up/a.md", "it lies outside the checked folder"],
    ["up/repo/docs/a.md", "it lies outside the checked folder"],
    ["../repo-evil/a.md", "it lies outside the checked folder"],
    ["docs/../../repo-evil/a.md", "it lies outside the checked folder"],
    ["/etc/agent-ci-test", "it lies outside the checked folder"],
    ["docs/a\0.md", "it lies outside the checked folder"],
    ["git/config", "it lies in git's own folder"],
    [".git/hooks/pre-commit", "it lies in git's own folder"],
    [".Git/config", "it lies in git's own folder"],
    ["capitals/config", "it lies in git's own folder"],
    ["circle/a.md", "its symbolic links lead in a circle"],
    ["dangling", "a symbolic link on the way leads to nothing"],
    ["dangling/a.md", "a symbolic link on the way leads to nothing"],
    ["docs", "it is no regular file"],
  ])("at %j", (path, reason) => {
    const { base, repo } = hostile();
    expect(writeInside(repo, path, "evil")).toBe(reason);
    expect(read(base, "repo-evil/a.md")).toBe("theirs");
    expect(read(repo, ".git/config")).toBe("[core]\n");
    expect(readdirSync(join(base, "repo-evil"))).toEqual(["a.md"]);
    expect(readdirSync(base).sort()).toEqual(["repo", "repo-evil"]);
  });

  test("outside, where a folder became a link since it was looked at", () => {
    const base = tempFolder({ "repo/a.md": "", "evil/a.md": "theirs" });
    symlinkSync("../evil", join(base, "repo/out"));
    for (const name of ["a.md", "new.md"])
      expect(() => writeWhole(join(base, "repo/out", name), "evil", { top: join(base, "repo") })).toThrow("outside");
    expect(readdirSync(join(base, "evil"))).toEqual(["a.md"]);
    expect(read(base, "evil/a.md")).toBe("theirs");
  });

  test("outside, where a folder becomes a link while it is written", () => {
    const base = tempFolder({ "repo/out/a.md": "ours", "evil/a.md": "theirs" });
    const refusal = writeInside(join(base, "repo"), "out/a.md", (descriptor) => {
      writeSync(descriptor, "evil");
      renameSync(join(base, "repo/out"), join(base, "repo/kept"));
      symlinkSync("../evil", join(base, "repo/out"));
    });
    expect(refusal).toBe("it is not there");
    expect(readdirSync(join(base, "evil"))).toEqual(["a.md"]);
    expect(read(base, "evil/a.md")).toBe("theirs");
    expect(read(base, "repo/kept/a.md")).toBe("ours");
  });
});
