import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { githubWorkflow } from "../../../src/setup/github-workflow.ts";

/** What GitHub puts into a script before a shell reads it, and others may have written. */
const FOREIGN = /\$\{\{[^}]*\b(?:inputs|github\.event|github\.head_ref)\b/u;

/** All that a shell runs, wherever it stands. */
function scriptsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === "run" && typeof part === "string" ? [part] : scriptsIn(part),
  );
}

const files = globSync(["action.yml", "actions/**/*.{yml,yaml}", "templates/github/*.yml", ".github/**/*.yml"]);
const written = [{}, { costs: true }, { rehearses: true }].map((choices) => githubWorkflow("main", "1.2.3", choices));

test("F5: no script of ours holds what a payload or an input says", () => {
  const scripts = [...files.map((file) => readFileSync(file, "utf8")), ...written].flatMap((text) =>
    scriptsIn(parse(text)),
  );
  expect(scripts.length).toBeGreaterThan(files.length);
  expect(scripts.filter((script) => FOREIGN.test(script))).toEqual([]);
  expect(FOREIGN.test('deploy "${{ github.event.client_payload.version }}"')).toBe(true);
});
