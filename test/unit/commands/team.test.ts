import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const agent = (name: string, more = "", description = "Writes code. Asks before it deletes."): string =>
  `---\nname: ${name}\ndescription: ${description}\n${more}---\n\nYou are ${name}.\n`;
const AGENTS = {
  ".claude/agents/core/developer.md": agent("developer", "tools: Read, Write, Bash(git diff:*)\nmodel: sonnet\n"),
  ".claude/agents/qa.md": agent("qa", "tools: [Read]\nmodel: haiku\n", "Tests what others wrote"),
  ".claude/agents/architect.md": agent("architect"),
};
const TEAM = ".claude/teams/default.csv";
const HEADER = "agent_type,role,priority,tools,model\n";
const renewed = async (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const folder = tempFolder(files);
  const ran = await runCli(folder, ["team", "new", "default", ...args]);
  return { ...ran, folder, text: () => readFileSync(join(folder, TEAM), "utf8") };
};

test("a team that is not there yet has all agents, with what their own files say", async () => {
  const { code, out, text, folder } = await renewed(AGENTS);
  expect([code, out]).toEqual([0, `wrote ${TEAM}: 3 members\n`]);
  expect(text()).toBe(
    `${HEADER}architect,Writes code,1,"*",inherit\ndeveloper,Writes code,2,"Read,Write,Bash(git diff:*)",sonnet\nqa,Tests what others wrote,3,"Read",haiku\n`,
  );
  expect((await runCli(folder, ["validate"])).out).not.toContain("team/");
});

test("who is in it, the roles and the order are kept, also where the lines are broken", async () => {
  const broken = `${HEADER}qa,QA Lead,2,Read,Write,sonnet\ndeveloper,"Dev, Lead",1,"Read",opus\n`;
  const { text } = await renewed({ ...AGENTS, [TEAM]: broken });
  expect(text()).toBe(
    `${HEADER}developer,"Dev, Lead",1,"Read,Write,Bash(git diff:*)",sonnet\nqa,QA Lead,2,"Read",haiku\n`,
  );
});

test("the same agents give the same bytes, and nothing is written", async () => {
  const { folder, text } = await renewed(AGENTS);
  const first = text();
  const again = await runCli(folder, ["team", "new", "default"]);
  expect([again.code, again.out, text()]).toEqual([0, `${TEAM} is as its agents are: 3 members.\n`, first]);
});

test("a member whose agent is gone is left out, and said", async () => {
  const { err, text } = await renewed({
    ...AGENTS,
    [TEAM]: `${HEADER}qa,QA,1,"Read",haiku\ngone,Old,2,"Read",haiku\n`,
  });
  expect(err).toContain('"gone" is left out: there is no such agent.');
  expect(text()).toBe(`${HEADER}qa,QA,1,"Read",haiku\n`);
});

test("nothing in it is a formula to a spreadsheet, and no text breaks its line", async () => {
  const evil = agent("evil", `tools: "=cmd|' /C calc'!A0, Read"\nmodel: "@SUM(1)"\n`, '"=HYPERLINK(\\"x\\")\\n+1"');
  const { text } = await renewed({ ".claude/agents/evil.md": evil }, "--agents", "evil");
  const [, line = "", ...rest] = text().split("\n");
  expect(rest).toEqual([""]);
  expect(line).toBe(`evil,"'=HYPERLINK(""x"") +1",1,"'=cmd|' /C calc'!A0,Read",'@SUM(1)`);
});

describe("what is refused", () => {
  test.each([
    [["team", "old", "default"], 'team cannot "old". It can new.'],
    [["team", "new", "../x"], "cannot be a team"],
    [["team", "new", "default", "--agents", "devloper"], 'There is no agent "devloper". Did you mean developer?'],
  ])("%j", async (args, says) => {
    const { code, err } = await runCli(tempFolder(AGENTS), args);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });

  test("the name of a file, where the agent says another name of itself", async () => {
    const { code, err } = await renewed({ ".claude/agents/qa.md": agent("tester") }, "--agents", "qa");
    expect([code, err]).toEqual([2, expect.stringContaining('There is no agent "qa". There is: tester.')]);
  });

  test("a team without an agent", async () => {
    const { code, err } = await renewed({ "README.md": "" });
    expect([code, err]).toEqual([2, expect.stringContaining("No agent is left for this team")]);
  });

  test("a file that leads out of the folder", async () => {
    const folder = tempFolder(AGENTS);
    const outside = join(tempFolder(), "x.csv");
    writeFileSync(outside, "mine");
    mkdirSync(join(folder, ".claude/teams"));
    symlinkSync(outside, join(folder, TEAM));
    const { code } = await runCli(folder, ["team", "new", "default"]);
    expect([code, readFileSync(outside, "utf8")]).toEqual([2, "mine"]);
  });
});

test("a dry run writes nothing", async () => {
  const { code, out, text } = await renewed(AGENTS, "--dry-run");
  expect([code, out.split("\n")[0]]).toEqual([0, HEADER.trimEnd()]);
  expect(text).toThrow();
});
