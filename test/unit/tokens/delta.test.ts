import { describe, expect, test } from "vitest";
import type { ExampleFiles } from "../../../src/model/rule.ts";
import { render } from "../../../src/report/markdown/markdown.ts";
import { readReport } from "../../../src/report/read-report.ts";
import { viewsOf } from "../../../src/report/sections.ts";
import { openCounter } from "../../../src/tokens/counter.ts";
import { compareTokens } from "../../../src/tokens/delta.ts";
import { inventoryOf } from "../../support/inventory-of.ts";
import { pass, reportOf } from "../../support/reports.ts";

const words = (count: number): string => `${"word ".repeat(count).trim()}\n`;
const forgetful = { get: () => undefined, set: () => {} };

async function deltaOf(base: ExampleFiles, head: ExampleFiles) {
  const sides = [await inventoryOf(head), await inventoryOf(base)] as const;
  return compareTokens(...sides, ["claude-code", "codex"], openCounter("o200k_base", forgetful));
}
const blocks = async (base: ExampleFiles, head: ExampleFiles) => {
  const [view] = viewsOf({ sections: [(await deltaOf(base, head)).section] });
  return view?.blocks.map((block) => ("rows" in block ? block.rows : "lines" in block ? block.lines : []));
};

describe("a change", () => {
  test("shows each client that loads something else, and the files that drive it, the largest first", async () => {
    const base = { "AGENTS.md": words(100), "old/AGENTS.md": words(10), "kept/AGENTS.md": words(5) };
    const head = { "AGENTS.md": words(120), "new/AGENTS.md": words(50), "kept/AGENTS.md": words(5) };
    expect(await blocks(base, head)).toEqual([
      [
        ["claude-code", "new", "≈ 134 (107–182)", "≈ 229 (182–310)", "+95 (+70.9 %)"],
        ["codex", "new", "101", "172", "+71 (+70.3 %)"],
        ["claude-code", ".", "≈ 134 (107–182)", "≈ 161 (128–218)", "+27 (+20.1 %)"],
        ["claude-code", "kept", "≈ 142 (113–193)", "≈ 169 (134–229)", "+27 (+19.0 %)"],
        ["codex", ".", "101", "121", "+20 (+19.8 %)"],
        ["codex", "kept", "107", "127", "+20 (+18.7 %)"],
        ["claude-code", "old", "≈ 149 (118–202)", "≈ 161 (128–218)", "+12 (+8.1 %)"],
        ["codex", "old", "112", "121", "+9 (+8.0 %)"],
      ],
      [
        ["new/AGENTS.md", "instructions", "added", "0", "51", "+51"],
        ["AGENTS.md", "instructions", "changed", "101", "121", "+20 (+19.8 %)"],
        ["old/AGENTS.md", "instructions", "removed", "11", "0", "−11 (−100.0 %)"],
      ],
      ["Files: 1 added (+51), 1 removed (−11), 1 changed (+20) tokens of o200k_base."],
    ]);
  });

  test("of a body only leaves every request as it was", async () => {
    const skill = (count: number) => `---\nname: a\ndescription: A.\n---\n${words(count)}`;
    expect(await blocks({ ".claude/skills/a/SKILL.md": skill(5) }, { ".claude/skills/a/SKILL.md": skill(9) })).toEqual([
      ["No client loads anything else with every request."],
      [[".claude/skills/a/SKILL.md", "skill", "changed", "16", "20", "+4 (+25.0 %)"]],
      ["Files: 1 changed (+4) tokens of o200k_base."],
    ]);
  });

  test("of nothing says so", async () => {
    expect(await blocks({ "AGENTS.md": "a\n" }, { "AGENTS.md": "a\n" })).toEqual([
      ["No client loads anything else with every request."],
    ]);
  });

  test("of a plugin is that plugin's", async () => {
    const plugin = { "p/.claude-plugin/plugin.json": '{"name":"p"}' };
    const head = { ...plugin, "p/skills/a/SKILL.md": "---\nname: a\ndescription: A skill.\n---\nDo.\n" };
    const [rows] = (await blocks(plugin, head)) ?? [];
    expect(rows).toEqual([
      ["claude-code", "plugin p", "0", "≈ 8 (6–11)", "+8"],
      ["codex", "plugin p", "0", "7", "+7"],
    ]);
  });

  test("is a number with its base for programs", async () => {
    const { measurements } = await deltaOf({ "AGENTS.md": words(10) }, { "AGENTS.md": words(20) });
    expect(measurements).toContainEqual({
      metric: "tokens",
      unit: "tokens",
      labels: { client: "codex", when: "always", folder: "." },
      value: 21,
      base: 11,
    });
  });
});

test("the section reaches a comment that reads the report as data, and nothing in it can leave its cell", async () => {
  const head = { "AGENTS.md": words(20), "a|b <img src=x>/AGENTS.md": words(30) };
  const { section } = await deltaOf({ "AGENTS.md": words(10) }, head);
  const read = readReport(JSON.stringify({ ...reportOf(), sections: [section], verdict: pass }));
  const markdown = read.ok ? render(read.input, 60_000) : "";
  expect(markdown).toContain("### Tokens against the base");
  expect(markdown).toContain("| codex | . | 11 | 21 | &#43;10 (+90.9 %) |");
  expect(markdown).not.toContain("<img");
});

test.each([{}, { encoding: "x", loads: [{}], files: [] }, { encoding: "x", loads: [], files: [{ path: 1 }] }])(
  "a section that is none is not shown: %j",
  (data) => {
    const section = { kind: "token-delta", version: 1, data };
    const read = readReport(JSON.stringify({ ...reportOf(), sections: [section], verdict: pass }));
    expect(read.ok && read.input.report.sections).toEqual([]);
  },
);
