import { expect, test } from "vitest";
import { emptyGlobsAmong, gatherRelease } from "../../../../src/rollout/release/gather-release.ts";
import type { ExampleFiles } from "../../../../src/model/rule.ts";
import { memoryFiles } from "../../../support/memory-files.ts";

const gathered = (files: ExampleFiles, ...include: string[]) => {
  const made = gatherRelease(memoryFiles(files), include);
  return made.ok ? made.value.files.map(({ path }) => path) : made.faults;
};

test("globs say what belongs into a release", () => {
  const files = { "AGENTS.md": "", "src/main.ts": "", "skills/a/SKILL.md": "", "teams/x.yaml": "", "teams/x.csv": "" };
  expect(gathered(files, "AGENTS.md", "skills/**", "teams/*.{yaml,yml}")).toEqual([
    "AGENTS.md",
    "skills/a/SKILL.md",
    "teams/x.yaml",
  ]);
});

test("a glob that describes nothing is a slip of the pen", () => {
  expect(gathered({ "AGENTS.md": "" }, "AGENTS.md", "skils/**")).toEqual([
    '"skils/**" describes no file: mend it, or add what is missing; what git ignores is left out',
  ]);
  expect(gathered({ "AGENTS.md": "" }, "AGENTS.md", "../docs/**", "/etc/passwd")).toEqual([
    '"../docs/**" describes nothing: a glob begins at the top of the repository, as in "skills/**"',
    '"/etc/passwd" describes nothing: a glob begins at the top of the repository, as in "skills/**"',
  ]);
});

test("a glob whose braces stand for too many is told", () => {
  expect(gathered({ "a.md": "" }, "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")).toEqual([
    expect.stringMatching(/^"\{a,b\}.*" is no glob: /),
  ]);
});

test("what git ignores belongs into no release", () => {
  expect(gathered({ ".gitignore": "*.local.md\n", "a.md": "", "b.local.md": "" }, "*.md")).toEqual(["a.md"]);
});

test("what a symbolic link leads to becomes a file of the release", () => {
  const made = gatherRelease(
    memoryFiles({ "shared/SKILL.md": "text", "skills/a/SKILL.md": { link: "../../shared/SKILL.md" } }),
    ["skills/**"],
  );
  expect(made.ok && made.value.files.map(({ path, size }) => [path, size])).toEqual([["skills/a/SKILL.md", 4]]);
  expect(made.ok && Buffer.from(made.value.read("skills/a/SKILL.md")).toString()).toBe("text");
});

test("what lies behind a link to a folder comes by the link's name", () => {
  const files = { "shared/SKILL.md": "", "shared/more.md": "", "skills/a": { link: "../shared" } };
  expect(gathered(files, "skills/**")).toEqual(["skills/a/SKILL.md", "skills/a/more.md"]);
});

test.each([
  ["out of the folder", "../../etc/passwd"],
  ["to an absolute path", "/etc/passwd"],
  ["to nothing", "gone.md"],
  ["to itself", "a.md"],
])("a link %s is refused", (_where, link) => {
  expect(gathered({ "b.md": "", "a.md": { link } }, "*.md")).toEqual([
    `"a.md" is a symbolic link to "${link}", where no file of this folder is`,
  ]);
});

test("what cannot be looked at is refused", () => {
  expect(gathered({ "a/x.md": "", "a/b": { unseen: "locked" } }, "a/**")).toEqual([
    '"a/b" cannot be looked at: locked',
  ]);
  expect(gathered({ "a.md": null, "b.md": "" }, "b.md")).toEqual(["b.md"]);
});

test("globs of many specifications share one bound, and say where it ends", () => {
  const empty = emptyGlobsAmong(Array.from({ length: 20_000 }, (_, at) => `a/b/c/d/${"x".repeat(60)}/${at}.md`));
  expect(empty(["a/**", "skills/**"])).toEqual(
    new Map([[1, '"skills/**" describes no file: mend it, or add what is missing; what git ignores is left out']]),
  );
  const costly = Array.from({ length: 200 }, (_, at) => `**/*a*b*c*d*e*${at}*/**/*x*y*z*${at}`);
  const says = new Map([
    [0, "The globs of the release are too many for so many files. Let one with `**` stand for several"],
  ]);
  expect([empty(costly), empty(["a/**"])]).toEqual([says, says]);
});
