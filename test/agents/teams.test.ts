import { readFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { expect, test } from "vitest";
import { agents } from "../../scripts/agents/table.ts";
import { clientFolder } from "../../scripts/clients/client-cache.ts";
import { rehearseIn } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";

const claude = agents["claude-code"];
const env = { PATH: [dirname(`${clientFolder(claude)}/${claude.program}`), process.env["PATH"]].join(delimiter) };

/** The scenario of the page, which people copy. */
const [, SCENARIO = ""] =
  /```yaml\n(adapter: claude-code\n[^]*?)```/u.exec(readFileSync("docs/teams.md", "utf8")) ?? [];

const subagent = (name: string): string =>
  `---\nname: ${name}\ndescription: The ${name} of the team.\n---\nYou are the ${name} of the team.\n`;

const play = async (scenario: string): Promise<readonly string[]> => {
  const folder = tempFolder({
    ".claude/agents/architect.md": subagent("architect"),
    ".claude/agents/tester.md": subagent("tester"),
    "scenarios/team.yaml": scenario,
  });
  return (await rehearseIn(folder, { env })).told;
};

test("two subagents of Claude Code work in parallel, and their answers reach the one that asked", async () => {
  expect(await play(SCENARIO)).toEqual([]);
});

test("one after the other is told from at once", async () => {
  const [first = "", second = ""] = SCENARIO.match(/ +- name: Agent\n.*\n/g) ?? [];
  const inTurn = SCENARIO.replace(first + second, `${first}      - calls:\n${second}`);
  expect(await play(inTurn)).toEqual([
    expect.stringContaining("these agents work in parallel: architect, tester (at most 1 architect, 0 tester at once)"),
  ]);
});

test("a subagent that fails is told, and the other one goes on", async () => {
  const faults = "faults: [{ agent: architect, how: error, status: 400, times: 100 }]\nexpect:\n";
  const expected =
    "  - { type: agents-completed, value: [tester, main] }\n  - { type: not-agents-completed, value: architect }\n";
  const told = await play(SCENARIO.replace(/expect:\n[^]*/u, faults + expected));
  expect(told).toEqual([]);
});

test("results of subagents in the background reach it as well, whenever they come", async () => {
  const background = SCENARIO.replaceAll(", run_in_background: false", "").replace(
    "- text: Both are done.",
    "- text: They are at it.\n      - text: Both are done.\n    forever: true",
  );
  expect(await play(background)).toEqual([]);
});
