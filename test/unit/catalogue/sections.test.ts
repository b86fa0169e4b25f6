import { expect, test } from "vitest";
import { triggersKind } from "../../../src/catalogue/sections.ts";
import { html } from "../../../src/report/html/html.ts";
import { json } from "../../../src/report/formats/json.ts";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skill = (name: string, description: string, more = ""): string =>
  `---\nname: ${name}\ndescription: ${description}\n${more}---\nDo it.\n`;
const queries = (...all: readonly string[]): string =>
  JSON.stringify(all.map((query) => ({ query, should_trigger: true })));
const FILES = {
  ".claude/skills/commit/SKILL.md": skill("commit", "Writes the message for what was staged."),
  ".claude/skills/commit/evals/trigger-eval.json": queries("a message", "the message for staged files", "make coffee"),
  ".claude/skills/ship/SKILL.md": skill("ship", "Deploys <b>the shop</b>.", "disable-model-invocation: true\n"),
  ".claude/skills/ship/evals/trigger-eval.json": queries("deploy the shop"),
};

async function shown() {
  const { report, verdict } = await runCheck(tempFolder(FILES), { command: "triggers", target: "report" });
  const section = report.sections.find(({ kind }) => kind === "triggers");
  return { input: { report, verdict }, view: triggersKind.view(section?.data) };
}

test("shows what finds each skill, who does not list it, and which prompts went astray", async () => {
  const { view } = await shown();
  const tables = view.blocks.flatMap((block) => ("columns" in block ? [block] : []));
  expect(tables.map(({ columns, rows }) => [columns.map(({ title }) => title), ...rows])).toEqual([
    [
      ["Skill", "Found", "95 %", "By the words", ""],
      ["commit", "2 of 3", "21–94 %", "message, staged", "inconclusive: 5 prompts would decide"],
      [
        "ship",
        "1 of 1",
        "21–100 %",
        "deploy, shop",
        "inconclusive: 35 prompts would decide; not listed by claude-code",
      ],
    ],
    [
      ["Skill", "Not listed by", ""],
      ["ship", "claude-code", "Only people can call it."],
    ],
    [
      ["Prompts of commit that went astray", "Place", "First"],
      ["make coffee", "-", "nothing"],
    ],
  ]);
});

test("is the same in Markdown, as JSON and as a page", async () => {
  const { input } = await shown();
  for (const text of [markdown(input), html(input)]) {
    for (const said of ["By the words", "message, staged", "Only people can call it.", "make coffee"])
      expect(text).toContain(said);
  }
  const { sections } = JSON.parse(json(input));
  expect(
    sections[0].data.skills.map(({ name, share }: { name: string; share: { found: number } }) => [name, share.found]),
  ).toEqual([
    ["commit", 2],
    ["ship", 1],
  ]);
});
