import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changedFiles } from "../../../../src/host/git/changed-files.ts";
import { openGit } from "../../../../src/host/git/git.ts";
import { createRepository, gitEnvironment } from "../../../support/git.ts";

/** Names that would be an option, or two lines. */
const ODD = ["--help", "two\nlines.md", "ä b.md"];

test("a file whose time alone is another one has not changed, whatever it is called", async () => {
  const files = Object.fromEntries(
    [...ODD, "same.md", "other.md", "gone.md", "mode.sh", "sub/in.md"].map((path) => [path, "text\n"]),
  );
  const { folder } = createRepository(files);
  const place = (path: string): string => join(folder, path);
  for (const path of Object.keys(files)) utimesSync(place(path), 1, 1);
  // As long as before: git cannot tell by the size.
  writeFileSync(place("other.md"), "twxt\n");
  writeFileSync(place("sub/in.md"), "twxt\n");
  rmSync(place("gone.md"));
  chmodSync(place("mode.sh"), 0o755);
  const git = openGit(folder, gitEnvironment());
  const { changed, gone } = await changedFiles(git, "HEAD", "", { committed: false });
  expect([[...changed], [...gone]]).toEqual([["mode.sh", "other.md", "sub/in.md"], ["gone.md"]]);
  const below = await changedFiles(git, "HEAD", "sub/", { committed: false });
  expect([[...below.changed], [...below.gone]]).toEqual([["in.md"], []]);
});

test.skipIf(process.platform === "win32")("nobody waits for a pipe that stands in the place of a file", async () => {
  const { folder } = createRepository({ "a.md": "text\n" });
  rmSync(join(folder, "a.md"));
  execFileSync("mkfifo", [join(folder, "a.md")]);
  const { changed } = await changedFiles(openGit(folder, gitEnvironment()), "HEAD", "", { committed: false });
  expect([...changed]).toEqual(["a.md"]);
});

test("what commits changed is told by the commits alone", async () => {
  const { folder, commit, git } = createRepository({ "a.md": "one\n", "b.md": "one\n" });
  const first = git("rev-parse", "HEAD");
  commit({ "a.md": "two\n", "b.md": null, "c.md": "new\n" });
  writeFileSync(join(folder, "a.md"), "one\n");
  const asked = openGit(folder, gitEnvironment());
  const { changed, gone } = await changedFiles(asked, first, "", { committed: true });
  expect([[...changed], [...gone]]).toEqual([["a.md", "c.md"], ["b.md"]]);
  const lying = await changedFiles(asked, first, "", { committed: false });
  expect([[...lying.changed], [...lying.gone]]).toEqual([["c.md"], ["b.md"]]);
});
