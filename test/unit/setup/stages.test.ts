import { execFileSync } from "node:child_process";
import { matchesGlob } from "node:path";
import { describe, expect, test } from "vitest";
import { LOCATIONS } from "../../../src/inventory/places/locations.ts";
import { rules } from "../../../src/rules/index.ts";
import { CHANGE_KINDS, changeFilter } from "../../../src/setup/stages.ts";

/** One path for each row of the table of locations. */
const PATHS = Object.values(LOCATIONS).flatMap((places) =>
  Object.values(places).flatMap((patterns: readonly string[]) =>
    patterns.map((pattern) =>
      pattern.replace(/^\//u, "").replace("<plugin>/", "plugins/p/").replaceAll("**/", "x/").replaceAll("*", "y"),
    ),
  ),
);
const configuration = changeFilter("configuration");
const context = changeFilter("context");
const inPattern = (path: string, pattern = configuration.pattern): boolean =>
  execFileSync("sh", ["-c", 'printf %s "$1" | grep --extended-regexp --count "$2" || true', "sh", path, pattern], {
    encoding: "utf8",
  }) === "1\n";
/** GitLab's stars stand for names that begin with a dot too, Node's do not: no name here begins with one. */
const undotted = (text: string): string => text.replaceAll(/(?<=^|[/{,])\./gu, "dot-");
const inGlobs = (globs: readonly string[], path: string): boolean =>
  globs.some((glob) => matchesGlob(undotted(path), undotted(glob)));

test("a change of any file that agent-ci recognises begins the stage of validation, at both forges", () => {
  expect(PATHS.filter((path) => !inGlobs(configuration.globs, path))).toEqual([]);
  expect(PATHS.filter((path) => !inPattern(path))).toEqual([]);
});

test("so does a file that has no place in git, known by the examples of the rules that say so", () => {
  const unwanted = rules
    .filter(({ id }) => /^hygiene\/.*-(?:file|log|state)$/u.test(id))
    .flatMap(({ examples }) => examples)
    .flatMap(({ reports, files }) => (reports === undefined ? [] : Object.keys(files)));
  expect(unwanted.length).toBeGreaterThan(5);
  for (const path of [...unwanted, ".env", "a/.env.staging", "deploy/id_ed25519"])
    expect([path, inGlobs(configuration.globs, path), inPattern(path)]).toEqual([path, true, true]);
});

test("a change of a server does not begin the stage of token budgets, and code begins none", () => {
  const of = (path: string) => [inGlobs(context.globs, path), new RegExp(context.pattern, "u").test(path)];
  expect(of(".mcp.json")).toEqual([false, false]);
  expect(of(".claude/settings.json")).toEqual([false, false]);
  expect(of("skills/a/SKILL.md")).toEqual([true, true]);
  expect(of("src/main.ts")).toEqual([false, false]);
  expect(inGlobs(configuration.globs, "src/main.ts") || inPattern("src/main.ts")).toBe(false);
});

describe("what a configuration adds to a kind of change", () => {
  const added = (...patterns: readonly string[]) => changeFilter("configuration", { configuration: patterns });

  test.each([
    ["*.bak", ["a.bak", "x/y.bak"], ["a.bak2"]],
    ["/tmp/x", ["tmp/x", "tmp/x/y"], ["a/tmp/x", "tmp/xy"]],
    ["build/", ["build/a", "x/build/a/b"], ["rebuild/a"]],
    ["dumps", ["dumps", "dumps/a", "x/dumps/a"], ["dumps2"]],
    ["a/**/b.ts", ["a/b.ts", "a/x/y/b.ts"], ["b.ts"]],
    ["out/**", ["out/a", "out/a/b"], ["x/out"]],
    ["**/x/y.ts", ["x/y.ts", "a/b/x/y.ts"], ["y.ts"]],
    ["a?[0-9].ts", ["ab1.ts"], ["b1.ts"]],
    ["a b.ts", ["a b.ts"], ["ab"]],
    ["\\#a.ts", ["#a.ts"], ["a.js"]],
    ["gr\u00fcn.ts", ["gr\u00fcn.ts"], ["gra.js"]],
  ])("%s", (pattern, those, others) => {
    const { globs, pattern: expression } = added(pattern);
    for (const path of those) {
      expect([path, inGlobs(globs, path), inPattern(path, expression)]).toEqual([path, true, true]);
    }
    for (const path of others) {
      expect([path, inGlobs(globs, path), inPattern(path, expression)]).toEqual([path, false, false]);
    }
  });

  test("is nothing for comments, and for what is to stay", () => {
    expect(added("# a", "", "!keep.bak", "/")).toEqual(configuration);
  });

  test("says nothing to a shell, to YAML or to GitLab, whatever stands in it", () => {
    const hostile = [
      "a'$(touch owned)'",
      "`id`",
      '"]\n  evil: true',
      "a\\'b",
      "$CI_JOB_TOKEN",
      "{a,b}",
      "x}}${{ env.A }}",
    ];
    const { globs, pattern } = added(...hostile);
    const before = configuration.globs.length;
    expect(globs.length).toBeGreaterThan(before);
    for (const glob of globs.slice(before)) expect(glob).toMatch(/^[\w./*-]+$/u);
    expect(pattern.slice(configuration.pattern.length)).toMatch(/^[\w./*()|$^[\]?\\-]+$/u);
    expect(pattern).not.toMatch(/\$[({\w]|'|`/u);
  });
});

test("GitLab takes as many globs", () => {
  for (const kind of CHANGE_KINDS) expect(changeFilter(kind).globs.length).toBeLessThanOrEqual(50);
  const many = { configuration: Array.from({ length: 60 }, (_, index) => `*.x${index}`) };
  expect(changeFilter("configuration", many).globs).toEqual(["**/*"]);
});
