import { describe, expect, test } from "vitest";
import { readRoles } from "../../../src/inventory/teams/role-tables.ts";

const names = (text: string) => readRoles(text).references.map(({ kind, name }) => `${kind} ${name}`);

describe("names in a team specification", () => {
  test.each([
    ["a table", "| Agent | Skills |\n|---|---|\n| qa | git, review |\n", ["agent qa", "skill git", "skill review"]],
    ["code spans among words", "| Agent |\n|:-:|\n| the `qa` agent, twice |\n", ["agent qa"]],
    ["prose in a cell is no name", "| Agent |\n|---|\n| whoever is free |\n", []],
    ["nobody", "| Agent | Skills |\n|---|---|\n| none | n/a |\n", []],
    ["a bar in a cell", "| Agent | Note |\n|---|---|\n| qa | a \\| b |\n", ["agent qa"]],
    ["other columns", "| Person | Town |\n|---|---|\n| ada | rome |\n", []],
    ["a table without its line of dashes", "| Agent |\n| qa |\n", []],
    [
      "labelled lines",
      "- **MCP servers**: `github`, `sentry`\nSkills: `git`\n",
      ["server github", "server sentry", "skill git"],
    ],
    ["a labelled line without code spans", "Agents: whoever is free\n", []],
    ["a code block", "```\n| Agent |\n|---|\n| qa |\n```\n", []],
    ["a code block within a longer one", "````\n```\n````\n| Agent |\n|---|\n| qa |\n", ["agent qa"]],
    ["two tables", "| Agent |\n|---|\n| a |\n\n| Skill |\n|---|\n| b |\n", ["agent a", "skill b"]],
  ])("%s", (_name, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test("each name stands where its range says", () => {
    const text = "| Agent | Skills |\r\n|---|---|\r\n| `qa` |  `git`, `go` |\r\n";
    for (const { name, at } of readRoles(text).references) expect(text.slice(at.start, at.end)).toBe(name);
  });

  test.each([
    ["spaces", " ".repeat(200_000)],
    ["stars", `-${" *".repeat(100_000)}`],
    ["bars", "|".repeat(200_000)],
    ["backticks", `| Agent |\n|---|\n| ${"`".repeat(200_000)} |\n`],
    ["commas", `| Agent |\n|---|\n| ${"a,".repeat(100_000)} |\n`],
  ])("200,000 %s are no burden", (_name, text) => {
    expect(names(text).length).toBeLessThan(200_000);
  });
});
