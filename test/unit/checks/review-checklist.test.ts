import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import type { JudgedReport } from "../../../src/workspace/world.ts";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { createRepository } from "../../support/git.ts";
import { tempFolder } from "../../support/temp-folder.ts";

async function run(cwd: string, argv: readonly string[]) {
  let out = "";
  let err = "";
  let judged: JudgedReport | undefined;
  const code = await main(argv, {
    cwd,
    env: { PATH: process.env["PATH"] },
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async (shown) => void (judged = shown),
  });
  return { code, out, err, judged };
}

const SKILL = "---\nname: triage\ndescription: Sorts issues by urgency. Use when issues arrive.\n---\nSort them.\n";

function changed(text = SKILL.replace("Sort them", "Sort them by age")) {
  const repository = createRepository({
    "skills/triage/SKILL.md": SKILL,
    "agent-ci.yaml": "budgets: { fleet: 1000 }\n",
  });
  repository.branch("feature/age");
  repository.commit({ "skills/triage/SKILL.md": text });
  return repository.folder;
}

test("prints Markdown for a description", async () => {
  const { code, out } = await run(changed(), ["checklist", "--base", "main"]);
  expect(code).toBe(0);
  expect(out.split("\n")).toEqual([
    "- [x] Configuration valid: No rule finds an error.",
    "- [x] Token budget validated: Every budget holds, and each file that changes has one.",
    "- [ ] Skill trigger patterns tested: No prompts are written that want triage: evals/trigger-eval.json beside a SKILL.md holds them.",
    "- [x] Backward compatibility confirmed: Nothing that is called by its name is gone: skills, agents, commands, servers, plugins.",
    "- [ ] Documentation updated: No document changes. Is there one that should?",
    "",
  ]);
});

test("prompts that find a skill tick its triggers, also where the change brings both", async () => {
  const repository = createRepository({ "AGENTS.md": "Be kind.\n" });
  repository.branch("feature/triage");
  repository.commit({
    "skills/triage/SKILL.md": SKILL,
    "skills/triage/evals/trigger-eval.json": JSON.stringify([{ query: "sort the issues", should_trigger: true }]),
  });
  const { out } = await run(repository.folder, ["checklist", "--base", "main"]);
  expect(out).toContain("- [x] Skill trigger patterns tested: By their words, enough of the prompts");
  repository.commit({
    "skills/triage/evals/trigger-eval.json": JSON.stringify([{ query: "make coffee", should_trigger: true }]),
  });
  const worse = await run(repository.folder, ["checklist", "--base", "main"]);
  expect(worse.out).toContain("- [ ] Skill trigger patterns tested: Too few prompts find triage");
});

test("check shows it for a change, and only then; comments take it as their own", async () => {
  const folder = changed();
  const { judged } = await run(folder, ["check", "--base", "main"]);
  expect(judged?.report.sections.map(({ kind }) => kind)).toContain("checklist");
  expect(judged && markdown(judged)).toContain("### Review checklist: 2 of 5 for people");
  expect((await run(folder, ["check"])).judged?.report.sections.map(({ kind }) => kind)).not.toContain("checklist");
});

test("validate shows the same, by checks that it does not report of itself", async () => {
  const folder = changed(SKILL.replace("Sort them", "Sort them by age. ".repeat(1000)));
  const shown = async (command: string) => {
    const { judged } = await run(folder, [command, "--base", "main"]);
    return judged?.report.sections.find(({ kind }) => kind === "checklist")?.data;
  };
  expect(await shown("validate")).toEqual(await shown("check"));
  expect(await shown("validate")).toMatchObject({
    items: expect.arrayContaining([{ says: "Token budget validated", done: false, note: "1 finding about budgets." }]),
  });
  const { judged, code } = await run(folder, ["validate", "--base", "main"]);
  expect(judged?.report.diagnostics).toEqual([]);
  expect(code).toBe(0);
  expect((await run(folder, ["validate"])).judged?.report.sections).toEqual([]);
  // Told once, though the checks beside it meet it as well.
  const malformed = changed(`${SKILL}<!-- agent-ci-disable-next-line secret/token -->\nMore.\n`);
  const items = async (command: string) =>
    (await run(malformed, [command, "--base", "main"])).judged?.report.sections.find(
      ({ kind }) => kind === "checklist",
    );
  expect(await items("validate")).toEqual(await items("check"));
});

test.each([
  ["files: [{ path: AGENTS.md, max: 1000 }]", " "],
  ["files: [{ path: 'skills/**', max: 1000 }]", "x"],
  ["classes: { agent: 1000 }", " "],
  ["classes: { skill: 1000 }", "x"],
  ["skill: { body: 1000 }", "x"],
  ["clients: { claude-code: 1000 }", "x"],
])("a budget proves something of what it bounds: %s", async (budget, box) => {
  const repository = createRepository({ "skills/triage/SKILL.md": SKILL, "agent-ci.yaml": `budgets: { ${budget} }\n` });
  repository.branch("feature/age");
  repository.commit({ "skills/triage/SKILL.md": `${SKILL}More.\n` });
  const { out } = await run(repository.folder, ["checklist", "--base", "main"]);
  expect(out).toContain(`- [${box}] Token budget validated`);
});

test("an excused finding is none", async () => {
  const folder = changed(`${SKILL}\n[gone](missing.md)\n`);
  expect((await run(folder, ["checklist", "--base", "main"])).out).toContain(
    "- [ ] Configuration valid: 1 error left.",
  );
  const excused = changed(
    `${SKILL}\n<!-- agent-ci-disable-next-line link/missing -- it comes with the release -->\n[gone](missing.md)\n`,
  );
  expect((await run(excused, ["checklist", "--base", "main"])).out).toContain("- [x] Configuration valid");
});

test("a name cannot bring Markdown of its own", async () => {
  const repository = createRepository({ "README.md": "# A\n" });
  repository.branch("feature/x");
  repository.commit({ "skills/a](http://x) @all/SKILL.md": SKILL });
  const { out } = await run(repository.folder, ["checklist", "--base", "main"]);
  expect(out).not.toMatch(/\]\(|@all|http:\/\//);
});

test("is about a change", async () => {
  const { code, err } = await run(tempFolder({ "AGENTS.md": "A\n" }), ["checklist"]);
  expect(code).toBe(2);
  expect(err).toContain("agent-ci checklist --base origin/main");
});
