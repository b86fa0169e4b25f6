import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { openPullRequest } from "../support/pull-request.ts";
import { AGENT_FILES, rehearse, rehearseIn } from "../support/rehearse.ts";
import { runCheck } from "../support/run-check.ts";
import { tempFolder } from "../support/temp-folder.ts";

const TRIGGERS = "kind: triggers\ncommand: [node, agent.mjs]\nworkspace: { folder: .., git: false }\n";
const SET = JSON.stringify([
  { query: "say ping to the server", should_trigger: true },
  { query: "ping it twice", should_trigger: true },
  { query: "deploy it", should_trigger: false },
]);
const SKILL = "---\nname: greet\ndescription: Use it whenever somebody says ping.\n---\n";
const FILES = {
  "skills/greet/SKILL.md": `${SKILL}Answer with pong, and nothing else. See [the form](references/form.md).\n`,
  "skills/greet/references/form.md": "# The form\n\nIt is a word of four letters, and no more.\n",
  "skills/greet/evals/trigger-eval.json": SET,
};

const casesIn = (report: Awaited<ReturnType<typeof rehearse>>["report"]) =>
  report.sections.filter(({ kind }) => kind === "dry-run").flatMap(({ data }) => dryRunOf(data).cases);

test("each prompt that wants a skill loads it, and reads what it names", async () => {
  const { told, report } = await rehearse({ ...FILES, "scenarios/triggers.yaml": `${TRIGGERS}prompts: 5\n` });
  expect(told).toEqual([]);
  expect(casesIn(report).map(({ id, runs: [run] }) => [id, run?.requests, run?.met])).toEqual([
    ["scenarios/triggers [skill=greet, prompt=2]", 3, 2],
    ["scenarios/triggers [skill=greet]", 3, 2],
  ]);
});

test("a skill whose text does not arrive, and a file that is not there, are told of the case", async () => {
  const agent = AGENT_FILES["agent.mjs"]?.replace("const tools = {\n  Skill: {", "const tools = {\n  Other: {");
  const { told } = await rehearse({
    ...FILES,
    "agent.mjs": agent ?? "",
    "skills/greet/SKILL.md": `${SKILL}Answer with pong, and nothing else. See [the form](references/gone.md).\n`,
    "scenarios/triggers.yaml": TRIGGERS,
  });
  expect(told).toEqual([
    'rehearsal/expectation scenarios/triggers.yaml:1 Does not hold: "skills/greet/SKILL.md" reaches the model (90 % of its lines) (0 of 1 lines are in the 3 requests).',
    'rehearsal/expectation scenarios/triggers.yaml:1 Nobody can tell whether "skills/greet/references/gone.md" reaches the model (90 % of its lines) (the workspace has no such file).',
  ]);
});

const claude = TRIGGERS.replace("command: [node, agent.mjs]", "adapter: claude-code");

test.each([
  [
    "a skill without prompts",
    `${TRIGGERS}skills: [deploy]\n`,
    'scenarios/triggers.yaml:4 No skill "deploy" of the workspace has prompts that want it: write evals/trigger-eval.json beside its SKILL.md.',
  ],
  [
    "skills outside of the workspace",
    TRIGGERS.replace("folder: ..", "folder: ../docs"),
    "scenarios/triggers.yaml:1 No skill of the workspace has prompts that want it: write evals/trigger-eval.json beside a SKILL.md.",
  ],
  ["turns of one's own", `${TRIGGERS}turns: [{ text: a }]\n`, "scenarios/triggers.yaml:4 Unknown key `turns`."],
  [
    "another kind of program",
    TRIGGERS.replace("kind: triggers", "kind: triggers\nadapter: http"),
    /:2 `http` is not one of/,
  ],
])("%s is told before anything starts", async (_what, text, said) => {
  const folder = tempFolder({ ...AGENT_FILES, ...FILES, "docs/a.md": "# A\n", "scenarios/triggers.yaml": text });
  const { report } = await runCheck(folder);
  const told = report.diagnostics
    .filter(({ rule }) => rule === "rehearsal/scenario-invalid")
    .map(({ path, line, message }) => `${path}:${line} ${message}`);
  expect(told).toEqual([typeof said === "string" ? said : expect.stringMatching(said)]);
});

test("a skill that is left to people is told with its client", async () => {
  const hidden = FILES["skills/greet/SKILL.md"].replace("---\nAnswer", "disable-model-invocation: true\n---\nAnswer");
  const folder = tempFolder({
    ".claude/skills/greet/SKILL.md": hidden,
    ".claude/skills/greet/evals/trigger-eval.json": SET,
    "scenarios/triggers.yaml": claude,
  });
  const { report } = await runCheck(folder);
  expect(report.diagnostics.map(({ message }) => message)).toContain(
    'Claude Code does not list the skill "greet": Only people can call it.',
  );
});

test("a skill that lies where its client does not look is told", async () => {
  const folder = tempFolder({
    ".claude/skills/greet/SKILL.md": FILES["skills/greet/SKILL.md"],
    ".claude/skills/greet/evals/trigger-eval.json": SET,
    "scenarios/triggers.yaml": claude.replace("claude-code", "codex"),
  });
  const { report } = await runCheck(folder);
  expect(report.diagnostics.map(({ message }) => message)).toContain(
    'Codex does not list the skill "greet": It lies where the client does not look for skills.',
  );
});

test("in a request the prompts of the target branch are asked, and those that are gone are named", async () => {
  const base = {
    ...AGENT_FILES,
    ...FILES,
    "scenarios/triggers.yaml": `${TRIGGERS}prompts: 2\n`,
    "agent-ci.yaml": "clients: [claude-code]\n",
  };
  const { workspace, event } = openPullRequest(
    base,
    { "skills/greet/evals/trigger-eval.json": JSON.stringify([{ query: "ping it twice", should_trigger: true }]) },
    {},
    [],
  );
  const file = join(tempFolder(), "event.json");
  writeFileSync(file, JSON.stringify(event));
  const { told, report } = await rehearseIn(workspace, {
    env: {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: file,
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/merge",
      RUNNER_ENVIRONMENT: "github-hosted",
    },
  });
  expect(told).toEqual([
    "policy/weakened scenarios/triggers.yaml The scenario scenarios/triggers [skill=greet, prompt=2] is not run any more.",
    "policy/weakened scenarios/triggers.yaml The scenario scenarios/triggers [skill=greet] asks for something else than before: prompt.",
  ]);
  expect(casesIn(report).map(({ id, result }) => [id, result])).toEqual([
    ["scenarios/triggers [skill=greet, prompt=2]", "pass"],
    ["scenarios/triggers [skill=greet]", "pass"],
    ["scenarios/triggers [skill=greet]", "pass"],
  ]);
});
