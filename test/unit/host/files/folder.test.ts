import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openFolder } from "../../../../src/host/files/folder.ts";
import { ignoresAbove } from "../../../../src/host/files/ignore-rules.ts";
import { findProgram } from "../../../../src/host/machine/programs.ts";
import { writeReport } from "../../../../src/host/files/report-file.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "agent-ci-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
const paths = (folder = root, above?: Parameters<typeof openFolder>[1]): readonly string[] =>
  openFolder(folder, above)
    .list()
    .map(({ path }) => path)
    .sort();

describe("listing", () => {
  test("names what git ignores, a folder for all that is in it, and nothing that is tracked", () => {
    write({ ".gitignore": "*.log\nbuild/\n", "a.log": "", "kept.log": "", "build/x/y": "", "b.md": "" });
    const files = openFolder(root, [], () => ["kept.log"]);
    expect(files.ignored?.()).toEqual(["a.log", "build/"]);
    expect(files.list().map(({ path }) => path)).toContain("kept.log");
  });

  test("leaves out what .gitignore files say, the deeper one outranking", () => {
    write({
      ".gitignore": "*.log\nbuild/\n/top.md\n",
      "a.log": "",
      "top.md": "",
      "build/x.md": "",
      "docs/top.md": "",
      "docs/keep/.gitignore": "!*.log\n",
      "docs/keep/b.log": "",
      "docs/c.log": "",
      "node_modules/p/SKILL.md": "",
      ".git/config": "",
    });
    expect(paths()).toEqual([".gitignore", "docs/keep/.gitignore", "docs/keep/b.log", "docs/top.md"]);
  });

  test("follows no link that is called .gitignore, as git does not", () => {
    write({ rules: "*.md\n", "a.md": "" });
    symlinkSync("rules", join(root, ".gitignore"));
    expect(paths()).toEqual([".gitignore", "a.md", "rules"]);
  });

  test("agrees with git", () => {
    write({
      ".gitignore": "/a/*\n!/a/b\nfoo[12].md\n**/cache/\n\\#x\ntrailing \n",
      "a/b/c.md": "",
      "a/d.md": "",
      "foo1.md": "",
      "foo3.md": "",
      "deep/er/cache/x": "",
      "deep/cache": "",
      "#x": "",
      trailing: "",
    });
    execFileSync("git", ["init", "-q"], { cwd: root });
    const git = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" });
    expect(paths()).toEqual(git.trim().split("\n").sort());
  });

  test("takes a byte order mark for no part of a pattern", () => {
    write({ ".gitignore": "\uFEFF/a.md\n", "a.md": "", "b.md": "" });
    expect(paths()).toEqual([".gitignore", "b.md"]);
  });

  test("is refused where patterns would take longer than files", () => {
    write({ ".gitignore": "a*b\n".repeat(20_000), "x/.gitignore": "a*b\n".repeat(20_000), "x/a": "" });
    expect(() => openFolder(root).list()).toThrow("x/.gitignore holds more patterns");
    expect(() => ignoresAbove(root, "x/y/")).toThrow("x/.gitignore holds more patterns");
  });

  test("holds what git tracks, whatever is ignored", () => {
    write({ ".gitignore": "evil/\n*.link\n", "evil/SKILL.md": "", "evil/new.md": "" });
    symlinkSync("evil", join(root, "to.link"));
    const tracked = () => [
      "evil/SKILL.md",
      "evil/SKILL.md",
      "to.link",
      "gone.md",
      "node_modules/p/SKILL.md",
      ".gitignore",
    ];
    expect(openFolder(root, [], tracked).list()).toEqual([
      { path: ".gitignore" },
      { path: "evil/SKILL.md" },
      { path: "to.link", link: "evil" },
    ]);
  });

  test("says which tracked files below node_modules it leaves out, and asks git only where there are such folders", () => {
    write({ "AGENTS.md": "", "node_modules/a/SKILL.md": "", "web/node_modules/b/AGENTS.md": "" });
    const files = openFolder(root, [], () => ["AGENTS.md", "node_modules/a/SKILL.md"]);
    expect(files.list()).toEqual([{ path: "AGENTS.md" }]);
    expect(files.unseen?.()).toEqual([{ path: "node_modules/a/SKILL.md", why: "tracked" }]);
  });

  test("says which folders it cannot list, or does not descend to", () => {
    const nest = (count: number, name: string) => Array<string>(count).fill(name).join("/");
    write({ [`${nest(102, "d")}/AGENTS.md`]: "", [`outer/${nest(10, "l".repeat(250))}/a`]: "" });
    write({ [`inner/${nest(10, "l".repeat(250))}/AGENTS.md`]: "" });
    // Together they are longer than any path that the system takes, in whatever way a folder came to be there.
    renameSync(join(root, "inner"), join(root, "outer", nest(10, "l".repeat(250)), "inner"));
    const files = openFolder(root);
    expect(files.list()).toHaveLength(1);
    const [locked, deep] = (files.unseen?.() ?? []).toSorted((a, b) => b.path.length - a.path.length);
    expect(locked).toMatchObject({ why: "locked", reason: "its path is longer than the system takes" });
    expect(deep).toEqual({ path: nest(101, "d"), why: "deep" });
    execFileSync("rm", ["-rf", root]);
  });

  test("obeys the exclude file of the repository that a linked working tree shares", () => {
    write({ "repo/a.md": "", "repo/b.md": "" });
    const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: join(root, "repo") });
    git("init", "-q");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "x");
    git("worktree", "add", "-q", "../linked");
    write({ "repo/.git/info/exclude": "*.log\n", "linked/a.log": "", "linked/a.md": "" });
    const linked = join(root, "linked");
    expect(paths(linked, ignoresAbove(linked, ""))).toEqual(["a.md"]);
  });

  test("obeys the .gitignore files above the checked folder", () => {
    write({ ".gitignore": "*.log\n", "p/.gitignore": "/q/tmp\n", "p/q/a.log": "", "p/q/tmp": "", "p/q/b.md": "" });
    expect(paths(join(root, "p/q"), ignoresAbove(root, "p/q/"))).toEqual(["b.md"]);
  });

  test("names symbolic links, follows none, and survives circles", () => {
    write({ "a/SKILL.md": "" });
    symlinkSync("..", join(root, "a/up"));
    symlinkSync("a/SKILL.md", join(root, "link.md"));
    expect(openFolder(root).list()).toEqual(
      expect.arrayContaining([
        { path: "a/SKILL.md" },
        { path: "a/up", link: ".." },
        { path: "link.md", link: "a/SKILL.md" },
      ]),
    );
  });
});

describe("reading", () => {
  test.each(["../secret", "/etc/hostname", "a/../../secret", "a\0b"])("never leaves the folder: %j", (path) => {
    write({ "inner/a": "" });
    write({ secret: "s" });
    expect(openFolder(join(root, "inner")).read(path)).toMatchObject({ ok: false });
    expect(openFolder(join(root, "inner")).entry(path)).toBeUndefined();
  });
  test("looks at each name of a folder that it knows, links and what lies above among them", () => {
    write({ "inner/a/b.md": "12", "inner/c.md": "123", secret: "s" });
    symlinkSync("../c.md", join(root, "inner/a/link.md"));
    symlinkSync("../../secret", join(root, "inner/a/out.md"));
    symlinkSync("../..", join(root, "inner/a/up"));
    const { entry } = openFolder(join(root, "inner"));
    for (const path of ["a/none.md", "none.md"]) expect(entry(path)).toBeUndefined(); // the folders are known from here on
    expect(entry("a/b.md")).toEqual({ path: "a/b.md", type: "file", size: 2, executable: false });
    expect(entry("a/link.md")).toEqual({
      path: "a/link.md",
      type: "file",
      size: 3,
      executable: false,
      link: "../c.md",
    });
    expect(entry("a/..")).toMatchObject({ type: "directory" });
    for (const path of ["a/out.md", "a/up", "a/up/secret", "..", "a/../..", "a/../../secret"])
      expect(entry(path), path).toBeUndefined();
  });

  test("follows no link out of the folder, and waits for nobody", () => {
    write({ "inner/a.md": "", "secret/b.md": "s" });
    symlinkSync("../secret/b.md", join(root, "inner/file.md"));
    symlinkSync("../secret", join(root, "inner/folder"));
    symlinkSync("/dev/zero", join(root, "inner/endless.md"));
    execFileSync("mkfifo", [join(root, "inner/pipe.md")]);
    const files = openFolder(join(root, "inner"));
    for (const path of ["file.md", "folder/b.md", "endless.md"])
      expect(files.read(path)).toMatchObject({ ok: false, reason: "it lies outside the checked folder" });
    expect(files.read("pipe.md")).toEqual({ ok: false, reason: "it is no regular file" });
  });
  test("follows no link that took the place of a file since the listing", () => {
    write({ "inner/a.md": "", secret: "s" });
    const files = openFolder(join(root, "inner"));
    expect(files.list()).toEqual([{ path: "a.md" }]);
    rmSync(join(root, "inner/a.md"));
    symlinkSync("../secret", join(root, "inner/a.md"));
    expect(files.read("a.md")).toMatchObject({ ok: false });
  });
  test.each(["..dots/a.md", "C:/a.md"])("takes %s for a file of the folder", (path) => {
    write({ [path]: "" });
    expect(openFolder(root).read(path)).toMatchObject({ ok: true });
  });
  test("says that a file has vanished", () => {
    expect(openFolder(root).read("gone.md")).toMatchObject({ ok: false, reason: "it is not there any more" });
  });
});

describe("writing a report", () => {
  const anywhere = { anywhere: false, env: {} };
  test("makes the folders it needs", () => {
    writeReport(root, "out/report.json", "{}", anywhere);
    expect(openFolder(root).read("out/report.json")).toMatchObject({ ok: true });
  });
  test.each(["../escaped.json", "out/../../escaped.json"])("stays below the folder: %s", (path) => {
    expect(() => writeReport(join(root), path, "", anywhere)).toThrow("lies outside the working directory");
  });
  test("follows no link out of the folder, whoever asks", () => {
    const folder = join(root, "repo");
    mkdirSync(folder);
    symlinkSync(root, join(folder, "out"));
    symlinkSync(join(root, "victim"), join(folder, "report.json"));
    for (const path of ["out/x.json", "report.json"])
      for (const rule of [anywhere, { anywhere: true, env: {} }])
        expect(() => writeReport(folder, path, "", rule)).toThrow("it lies outside the checked folder");
  });
  test("not by another spelling of the folder either, and never in git's own", () => {
    write({ "repo/.git/config": "[core]\n", "victim/x.json": "" });
    symlinkSync("repo", join(root, "alias"));
    symlinkSync("../victim", join(root, "repo/out"));
    symlinkSync(".git", join(root, "repo/git"));
    const report = (path: string) => () => writeReport(join(root, "repo"), path, "{}", { anywhere: true, env: {} });
    expect(report(join(root, "alias/out/x.json"))).toThrow("it lies outside the checked folder");
    for (const path of ["git/config", join(root, "alias/git/config")]) expect(report(path)).toThrow("git's own folder");
    expect(readFileSync(join(root, "repo/.git/config"), "utf8")).toBe("[core]\n");
    report(join(root, "alias/new.json"))();
    expect(readFileSync(join(root, "repo/new.json"), "utf8")).toBe("{}");
  });
  test("writes where the user says, behind a link of theirs, and into a pipe of theirs", () => {
    write({ "repo/a.md": "", "theirs/x.json": "old" });
    symlinkSync("theirs/x.json", join(root, "link.json"));
    execFileSync("mkfifo", [join(root, "pipe")]);
    const pipe = openSync(join(root, "pipe"), constants.O_RDONLY | constants.O_NONBLOCK);
    for (const path of ["../link.json", "../pipe"])
      writeReport(join(root, "repo"), path, "{}", { anywhere: true, env: {} });
    expect(readFileSync(pipe, "utf8")).toBe("{}");
    closeSync(pipe);
    expect(readFileSync(join(root, "theirs/x.json"), "utf8")).toBe("{}");
    expect(lstatSync(join(root, "pipe")).isFIFO()).toBe(true);
  });
});

test("a program of the checked repository is never taken for one of the system", () => {
  write({ "bin/git": "#!/bin/sh\n" });
  chmodSync(join(root, "bin/git"), 0o755);
  const PATH = [join(root, "bin"), ".", process.env["PATH"]].join(":");
  expect(findProgram("git", { PATH }, [])).toBe(join(root, "bin/git"));
  expect(findProgram("git", { PATH }, [root])).toMatch(/^\/(?!.*agent-ci-)/);
});
