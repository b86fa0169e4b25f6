import { execFileSync } from "node:child_process";
import { matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { LOCATIONS } from "../../../src/inventory/places/locations.ts";
import { rules } from "../../../src/rules/index.ts";
import { CHANGES } from "../../../src/setup/stages.ts";

/** One path for each row of the table of locations. */
const PATHS = Object.values(LOCATIONS).flatMap((places) =>
  Object.values(places).flatMap((patterns: readonly string[]) =>
    patterns.map((pattern) =>
      pattern.replace(/^\//u, "").replace("<plugin>/", "plugins/p/").replaceAll("**/", "x/").replaceAll("*", "y"),
    ),
  ),
);
const inPattern = (path: string): boolean =>
  execFileSync(
    "sh",
    ["-c", 'printf %s "$1" | grep --extended-regexp --count "$2" || true', "sh", path, CHANGES.configuration.pattern],
    {
      encoding: "utf8",
    },
  ) === "1\n";
/** GitLab's stars stand for names that begin with a dot too, Node's do not: no name here begins with one. */
const undotted = (text: string): string => text.replaceAll(/(?<=^|[/{,])\./gu, "dot-");
const inGlobs = (globs: readonly string[], path: string): boolean =>
  globs.some((glob) => matchesGlob(undotted(path), undotted(glob)));

test("a change of any file that agent-ci recognises begins the stage of validation, at both forges", () => {
  expect(PATHS.filter((path) => !inGlobs(CHANGES.configuration.globs, path))).toEqual([]);
  expect(PATHS.filter((path) => !inPattern(path))).toEqual([]);
});

test("so does a file that has no place in git, known by the examples of the rules that say so", () => {
  const unwanted = rules
    .filter(({ id }) => /^hygiene\/.*-(?:file|log|state)$/u.test(id))
    .flatMap(({ examples }) => examples)
    .flatMap(({ reports, files }) => (reports === undefined ? [] : Object.keys(files)));
  expect(unwanted.length).toBeGreaterThan(5);
  for (const path of [...unwanted, ".env", "a/.env.staging", "deploy/id_ed25519"])
    expect([path, inGlobs(CHANGES.configuration.globs, path), inPattern(path)]).toEqual([path, true, true]);
});

test("a change of a server does not begin the stage of token budgets, and code begins none", () => {
  const of = (path: string) => [
    inGlobs(CHANGES.context.globs, path),
    new RegExp(CHANGES.context.pattern, "u").test(path),
  ];
  expect(of(".mcp.json")).toEqual([false, false]);
  expect(of(".claude/settings.json")).toEqual([false, false]);
  expect(of("skills/a/SKILL.md")).toEqual([true, true]);
  expect(of("src/main.ts")).toEqual([false, false]);
  expect(inGlobs(CHANGES.configuration.globs, "src/main.ts") || inPattern("src/main.ts")).toBe(false);
});

test("GitLab takes as many globs", () => {
  for (const { globs } of Object.values(CHANGES)) expect(globs.length).toBeLessThanOrEqual(50);
});
