import { describe, expect, test } from "vitest";
import type { RulePolicy } from "../../../src/check/policy.ts";
import { defineArtifactRule } from "../../../src/model/rule.ts";
import { examineTexts } from "../../support/examine-texts.ts";

const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
const counting = defineArtifactRule({
  ...facts,
  id: "test/count",
  aliases: ["test/old-name"],
  on: ["skill"],
  severity: "warning",
  severityFor: { codex: "error" },
  options: { max: 1 },
  *check(_skill, { max }) {
    yield { message: `max is ${max}` };
  },
});
const FILES = { "a/SKILL.md": "---\nname: a\n---\n", "b/SKILL.md": "---\nname: b\n---\n" };
const said = async (policy: Partial<RulePolicy>): Promise<readonly string[]> =>
  (await examineTexts(FILES, [counting], policy)).map(
    ({ path, severity, message }) => `${path} ${severity} ${message}`,
  );

test("a file's overrides are looked for once, however many rules look at it", async () => {
  const asked: string[] = [];
  const applies = (path: string): boolean => asked.push(path) < 0;
  const rules = Array.from({ length: 50 }, (_, index) => ({ ...counting, id: `test/count-${index}` }));
  await examineTexts(FILES, rules, { overrides: [{ applies, rules: {} }] });
  expect(asked).toEqual(["a/SKILL.md", "b/SKILL.md"]);
});

describe("a rule's severity and options", () => {
  test("are its own where nobody says otherwise", async () => {
    expect(await said({})).toEqual(["a/SKILL.md warning max is 1", "b/SKILL.md warning max is 1"]);
  });
  test("rise for a client in use", async () => {
    expect(await said({ clients: ["claude-code", "codex"] })).toEqual([
      "a/SKILL.md error max is 1",
      "b/SKILL.md error max is 1",
    ]);
  });
  test("are what configuration says, whatever clients are in use", async () => {
    expect(await said({ clients: ["codex"], rules: { "test/count": "info" } })).toEqual([
      "a/SKILL.md info max is 1",
      "b/SKILL.md info max is 1",
    ]);
  });
  test("are found under an earlier name", async () => {
    expect(await said({ rules: { "test/old-name": { options: { max: 7 } } } })).toEqual([
      "a/SKILL.md warning max is 7",
      "b/SKILL.md warning max is 7",
    ]);
  });
  test("can be off for all", async () => {
    expect(await said({ rules: { "test/count": "off" } })).toEqual([]);
  });
  test("can differ by path, and the later override wins", async () => {
    const below = (folder: string) => (path: string) => path.startsWith(folder);
    const overrides = [
      { applies: below("a/"), rules: { "test/count": "off" } },
      { applies: below("b/"), rules: { "test/count": { severity: "info", options: { max: 3 } } } },
      { applies: below("b/"), rules: { "test/count": "error" } },
    ] as const;
    expect(await said({ overrides })).toEqual(["b/SKILL.md error max is 3"]);
  });
  test("can be switched on for one folder only", async () => {
    const overrides = [{ applies: (path: string) => path.startsWith("b/"), rules: { "test/count": "error" } }] as const;
    expect(await said({ rules: { "test/count": "off" }, overrides })).toEqual(["b/SKILL.md error max is 1"]);
  });
});
