import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ignoresAbove, openFolder } from "../../../src/host/folder.ts";
import { findProgram } from "../../../src/host/programs.ts";
import { writeReport } from "../../../src/host/report-file.ts";

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
  test("says that a file has vanished", () => {
    expect(openFolder(root).read("gone.md")).toEqual({ ok: false, reason: "it is not there any more" });
  });
});

describe("writing a report", () => {
  const anywhere = { anywhere: false };
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
      for (const rule of [{ anywhere: false }, { anywhere: true }])
        expect(() => writeReport(folder, path, "", rule)).toThrow("through a symbolic link");
  });
});

test("a program of the checked repository is never taken for one of the system", () => {
  write({ "bin/git": "#!/bin/sh\n" });
  chmodSync(join(root, "bin/git"), 0o755);
  const PATH = [join(root, "bin"), ".", process.env["PATH"]].join(":");
  expect(findProgram("git", { PATH }, [])).toBe(join(root, "bin/git"));
  expect(findProgram("git", { PATH }, [root])).toMatch(/^\/(?!.*agent-ci-)/);
});
