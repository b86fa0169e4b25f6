import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { composeScenarioSchema } from "../../../../scripts/generate/scenario-schema.ts";
import { assertions } from "../../../../src/rehearsal/assertions/assertions.ts";
import { FAULTS } from "../../../../src/rehearsal/agents/injected-fault.ts";
import { ASSERTIONS } from "../../../../src/rehearsal/assertions/names.ts";
import { fitsSchema } from "../../../support/fits-schema.ts";
import { readYaml } from "../../../support/scenario-file.ts";

const fits = fitsSchema(composeScenarioSchema());

const SMALL = "prompt: ping\ncommand: [x]\nturns: [{ text: pong }]\n";

/** What an editor takes for right or wrong, and what we do. */
test.each([
  [SMALL],
  [`${SMALL}limit: { seconds: 5 }\n`],
  [`${SMALL}limits: { seconds: 0 }\n`],
  [`${SMALL}expect: [{ type: contains }]\n`],
  [`${SMALL}expect: [{ type: not-contains, value: a }]\n`],
  [`${SMALL}expect: [{ type: latency, threshold: 5, value: a }]\n`],
  [`${SMALL}expect: [{ type: nothing }]\n`],
  [`${SMALL}matrix: { a: [1, two] }\n`],
  [`${SMALL}matrix: { a: { b: 1 } }\n`],
  [`${SMALL}env: { 1A: x }\n`],
  ["kind: hook\n"],
  ["kind: hook\nprompt: a\n"],
  ["kind: agen\nprompt: a\n"],
  ["prompt: a\nadapter: claude\nturns: [{ text: a }]\n"],
  ["prompt: a\nadapter: codex\nturns: [{ txt: a }]\n"],
])("editors and readers agree on %j", (text) => {
  expect(fits(text)).toBe(readYaml(text).problems.length === 0);
});

test("every example of an assertion is right in an editor, too", () => {
  for (const name of ASSERTIONS)
    for (const { params } of assertions[name].examples) {
      const text = `${SMALL}expect: ${JSON.stringify([{ type: name, ...params }])}\n`;
      expect([name, fits(text)]).toEqual([name, true]);
    }
});

test("the examples of the page, and of the demo, are scenarios", () => {
  const page = readFileSync("docs/dry-run.md", "utf8");
  const [, example = ""] = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(page) ?? [];
  for (const text of [example, readFileSync("examples/demo/dry-run/scenarios/review.yaml", "utf8")])
    expect([readYaml(text).problems, fits(text)]).toEqual([[], true]);
});

test("the pages tell every assertion, and every fault", () => {
  const pages = ["docs/dry-run.md", "docs/teams.md"].map((path) => readFileSync(path, "utf8")).join("\n");
  for (const name of [...ASSERTIONS, ...FAULTS]) expect(pages).toContain(`\`${name}\``);
});
