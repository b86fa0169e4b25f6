import { expect, test } from "vitest";
import { fillChecklist, type KnownOfChange } from "../../../src/checklist/fill-checklist.ts";
import { checklistKind, checklistSection } from "../../../src/checklist/sections.ts";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { ExampleFiles } from "../../../src/model/rule.ts";
import { Mismatch } from "../../../src/model/read-value.ts";
import { inventoryOf } from "../../support/inventory-of.ts";

const QUIET: KnownOfChange = {
  diagnostics: [],
  ran: new Set(["skill/name-format", "budget/file"]),
  budgeted: () => true,
  found: () => undefined,
  target: 0.9,
};
const skill = (name: string, text = "Do it.\n") => `---\nname: ${name}\ndescription: Does ${name}.\n---\n${text}`;

async function items(base: ExampleFiles, head: ExampleFiles, known: Partial<KnownOfChange> = {}) {
  const change = { base: await inventoryOf(base), head: await inventoryOf(head) };
  return fillChecklist(change, { ...QUIET, ...known });
}
/** What is asked, ticked with `+`, left to people with `-`. */
async function asked(base: ExampleFiles, head: ExampleFiles, known: Partial<KnownOfChange> = {}) {
  return (await items(base, head, known)).map(({ says, done }) => `${done ? "+" : "-"} ${says}`);
}
const found = (rule: string, severity: Diagnostic["severity"]): Diagnostic => ({
  rule,
  severity,
  message: "M.",
  fingerprint: "v1:0",
});

test("a skill asks for its triggers, instructions for tokens, a team for cost, a server for authority", async () => {
  expect(await asked({}, { "skills/git/SKILL.md": skill("git") })).toEqual([
    "+ Configuration valid",
    "+ Token budget validated",
    "- Skill trigger patterns tested",
    "+ Backward compatibility confirmed",
    "- Documentation updated",
  ]);
  expect(await asked({ "AGENTS.md": "A\n" }, { "AGENTS.md": "B\n" })).toContain("+ Token budget validated");
  expect(await asked({}, { "TEAM_SPEC.md": "# QA\n" })).toContain("- Cost impact estimated");
  expect(await asked({}, { "TEAM_SPEC.md": "# QA\n" })).not.toContain("+ Token budget validated");
  expect(await asked({}, { ".mcp.json": "{}\n" })).toContain("- New authority agreed to");
});

test("triggers are ticked where enough prompts find each skill that changes, and clients list it", async () => {
  const two = { "skills/a/SKILL.md": skill("a"), "skills/b/SKILL.md": skill("b") };
  const noted = async (known: Partial<KnownOfChange>) =>
    (await items({}, two, known)).flatMap(({ says, done, note }) => (says.includes("trigger") ? [[done, note]] : []));
  expect(await noted({ found: () => 0.9 })).toEqual([
    [true, "By their words, enough of the prompts that want them find the skills that change."],
  ]);
  expect(await noted({ found: (path) => (path.includes("/a/") ? 1 : undefined) })).toEqual([
    [false, "No prompts are written that want b: evals/trigger-eval.json beside a SKILL.md holds them."],
  ]);
  const few = [[false, "Too few prompts find b, or a client does not list it."]];
  expect(await noted({ found: (path) => (path.includes("/a/") ? 1 : 0.8) })).toEqual(few);
  const dropped = { ...found("trigger/not-listed", "warning"), path: "skills/b/SKILL.md" };
  expect(await noted({ found: () => 1, diagnostics: [dropped] })).toEqual(few);
  expect(await noted({ found: () => 1, diagnostics: [{ ...dropped, severity: "info" }] })).toEqual([
    [true, expect.any(String)],
  ]);
});

test("nothing is asked where no agent configuration changes", async () => {
  const same = { "AGENTS.md": "A\n" };
  expect(await asked(same, { ...same, "README.md": "# New\n", "agent-ci.yaml": "fail-on: error\n" })).toEqual([]);
});

test("nothing is ticked that was not proven", async () => {
  const head = { "AGENTS.md": "A\n" };
  const onlySkills: KnownOfChange["budgeted"] = ({ kind }) => kind === "skill";
  expect(await asked({}, head, { budgeted: onlySkills })).toContain("- Token budget validated");
  expect(await asked({}, { "skills/git/SKILL.md": skill("git") }, { budgeted: onlySkills })).toContain(
    "+ Token budget validated",
  );
  expect(await asked(head, {}, { budgeted: onlySkills })).toContain("+ Token budget validated");
  expect(await asked({}, head, { ran: new Set(["skill/name-format"]) })).toContain("- Token budget validated");
  expect(await asked({}, head, { diagnostics: [found("budget/file", "error")] })).toEqual([
    "+ Configuration valid",
    "- Token budget validated",
    "+ Backward compatibility confirmed",
    "- Documentation updated",
  ]);
  expect(await asked({}, head, { diagnostics: [found("budget/file", "warning")] })).toContain(
    "- Token budget validated",
  );
  expect(await asked({}, head, { diagnostics: [found("skill/name-format", "error")] })).toContain(
    "- Configuration valid",
  );
});

test("what could be called by its name and is gone is named", async () => {
  const base = {
    "skills/git/SKILL.md": skill("git"),
    ".claude/commands/ship.md": "Ship.\n",
    ".mcp.json": '{"mcpServers":{"db":{"command":"db"}}}\n',
  };
  const all = await items(base, { "skills/git/SKILL.md": skill("git", "Better.\n"), ".mcp.json": "{}\n" });
  expect(all.find(({ says }) => says.startsWith("Backward"))).toEqual({
    says: "Backward compatibility confirmed",
    done: false,
    note: 'Gone: command "ship", server "db". Who calls them?',
  });
});

test("documents count where they change and speak of everything that changes", async () => {
  const base = { "README.md": "# Skills\n", "docs/git.md": "The git skill.\n" };
  const head = { ...base, "skills/git/SKILL.md": skill("git"), ".claude/agents/qa.md": skill("qa") };
  const noteOf = async (texts: ExampleFiles) =>
    (await items(base, { ...head, ...texts })).find(({ says }) => says.startsWith("Documentation"));
  expect(await noteOf({})).toMatchObject({ done: false, note: "No document changes. Is there one that should?" });
  expect(await noteOf({ "README.md": "# Skills\n\nUse git.\n" })).toMatchObject({
    done: false,
    note: "No document that changes speaks of qa.",
  });
  expect(await noteOf({ "README.md": "# Digits and a square\n" })).toMatchObject({
    note: "No document that changes speaks of qa, git.",
  });
  expect(await noteOf({ "README.md": "`Git`\n", "docs/qa.md": "QA tests.\n" })).toMatchObject({
    done: true,
    note: "README.md, docs/qa.md speak of everything that changes.",
  });
});

test("many names stay short", async () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`skills/s${at}/SKILL.md`, skill(`s${at}`)]));
  const note = (await items({}, many)).find(({ says }) => says.startsWith("Skill"))?.note;
  expect(note).toContain("want s0, s1, s2, s3, s4 and 4 more:");
});

test("the section shows what is ticked, and refuses what is no checklist", () => {
  const [section] = checklistSection([{ says: "A", done: true, note: "B." }]);
  expect(checklistKind.view(section?.data)).toMatchObject({
    title: "Review checklist: nothing is left to people",
    blocks: [{ rows: [["☑", "A", "B."]] }],
  });
  expect(checklistSection([])).toEqual([]);
  expect(() => checklistKind.view({ items: [{ says: "A", done: "yes", note: "B." }] })).toThrow(Mismatch);
});
