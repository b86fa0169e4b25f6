import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRepository, type FileChanges } from "../../support/git.ts";
import { openPullRequest } from "../../support/pull-request.ts";
import { runCheck } from "../../support/run-check.ts";
import { memberAt } from "../../../src/host/pipeline/event.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const skill = (description: string): string => `---\nname: commit\ndescription: ${description}\n---\nDo it.\n`;
const set = (...prompts: readonly string[]): string =>
  JSON.stringify(prompts.map((query) => ({ query, should_trigger: true })));
const PROMPTS = ["write the message", "what was staged", "a message for this", "message please"];
const SKILL = "skills/commit/SKILL.md";
const SET = "skills/commit/evals/trigger-eval.json";
const BASE = {
  [SKILL]: skill("Writes the message for what was staged."),
  [SET]: set(...PROMPTS),
  "agent-ci.yaml": "fail-on: warning\n",
};

describe("a change of a skill and its prompts together", () => {
  async function requested(change: FileChanges) {
    const { event, workspace } = openPullRequest(BASE, change);
    const path = join(tempFolder(), "event.json");
    writeFileSync(path, JSON.stringify(event));
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_EVENT_PATH: path,
      GITHUB_SHA: String(memberAt(event, "pull_request", "merge_commit_sha")),
    };
    return (await runCheck(workspace, { env })).report.diagnostics.map(({ rule, message }) => `${rule} ${message}`);
  }

  test("is judged by the prompts of the target branch, and the edit is named", async () => {
    const change = { [SKILL]: skill("Helps with version control."), [SET]: set("version control") };
    expect(await requested(change)).toEqual([
      'policy/weakened 4 of 4 prompts that have to find the skill "commit" are asked no more.',
      "trigger/unreliable 0 of 4 prompts find the skill among the first three, 0–49 % of all; 90 % are asked for.",
    ]);
  });

  test("holds a skill that is new to its own prompts", async () => {
    const added = { "skills/ship/SKILL.md": skill("Deploys.").replace("commit", "ship") };
    expect(
      await requested({ ...added, "skills/ship/evals/trigger-eval.json": set("a", "b", "version", "control") }),
    ).toEqual([
      "trigger/unreliable 0 of 4 prompts find the skill among the first three, 0–49 % of all; 90 % are asked for.",
    ]);
  });

  test("passes where prompts are added, and the skill is still found", async () => {
    expect(await requested({ [SET]: set(...PROMPTS, "staged") })).toEqual([]);
  });

  test("says so where less is asked of the share", async () => {
    expect(await requested({ "agent-ci.yaml": "fail-on: warning\ntriggers: { target: 0.5 }\n" })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^policy\/weakened .*`triggers\.target` is 0\.5, not 0\.9 any more/),
      ]),
    );
  });
});

describe("triggers report", () => {
  test("tells of collisions, and of too few prompts", async () => {
    const { folder } = createRepository({
      ...BASE,
      "skills/note/SKILL.md": `---\nname: note\ndescription: Writes the message for what was staged.\n---\n`,
    });
    const { found, report, verdict, code } = await runCheck(folder, { command: "triggers", target: "report" });
    expect(verdict.result).toBe("inconclusive");
    expect(code).toBe(1);
    expect(found.toSorted()).toEqual([`info trigger/collision ${SKILL}:3`, "info trigger/undecided"]);
    expect(report.sections).toMatchObject([
      { kind: "triggers", data: { pooled: { found: 4, asked: 4 }, collisions: [{ one: "commit", other: "note" }] } },
    ]);
    expect(report.measurements).toMatchObject([{ metric: "trigger-reliability", value: 1, path: SKILL }]);
  });

  test("is a gate: what is certain fails there, and warns where everything is checked", async () => {
    const { folder } = createRepository({
      [SKILL]: BASE[SKILL],
      [SET]: set(...Array.from({ length: 40 }, (_, at) => `something else ${at}`)),
    });
    const severities = async (request: object) => {
      const { code, report } = await runCheck(folder, request);
      return [code, report.diagnostics.find(({ rule }) => rule === "trigger/unreliable")?.severity];
    };
    expect(await severities({ command: "triggers", target: "report" })).toEqual([1, "error"]);
    expect(await severities({})).toEqual([0, "warning"]);
  });

  test("asks for prompts where there are none", async () => {
    const { folder } = createRepository({ [SKILL]: BASE[SKILL] });
    const { report } = await runCheck(folder, { command: "triggers", target: "report" });
    expect(report.diagnostics.map(({ message }) => message)).toEqual([
      "There are no prompts that say which skill is meant: write evals/trigger-eval.json beside a SKILL.md.",
    ]);
  });
});

test("enough prompts decide", async () => {
  const many = Array.from({ length: 35 }, (_, at) => `write message ${at}`);
  const { folder } = createRepository({ ...BASE, [SET]: set(...many) });
  const { verdict } = await runCheck(folder, { command: "triggers", target: "report" });
  expect(verdict).toEqual({ result: "pass", reasons: [] });
});

test("skills of which none fails for certain fail together", async () => {
  // Two of four each: 15–85 % of all, and 8 of 16 together are 28–72 %; eight tenths are asked for.
  const named = ["alder", "birch", "cedar", "daisy"];
  const files = named.flatMap((name) => [
    [`skills/${name}/SKILL.md`, `---\nname: ${name}\ndescription: Grows ${name} in gardens.\n---\nDo it.\n`],
    [`skills/${name}/evals/trigger-eval.json`, set(`grow ${name}`, `plant ${name}`, "something else", "another thing")],
  ]);
  const { folder } = createRepository({
    ...Object.fromEntries(files),
    "agent-ci.yaml": "fail-on: warning\ntriggers: { target: 0.8 }\n",
  });
  for (const request of [{}, { command: "triggers", target: "report" }]) {
    const { report, code } = await runCheck(folder, request);
    const said = report.diagnostics.filter(({ rule }) => rule === "trigger/unreliable").map(({ message }) => message);
    expect([code, said]).toEqual([
      1,
      ["8 of 16 prompts of all skills find theirs among the first three, 28–72 %; 80 % are asked for."],
    ]);
  }
});

test("check says nothing of triggers where there are no prompts", async () => {
  const { folder } = createRepository({ [SKILL]: BASE[SKILL] });
  const { report } = await runCheck(folder);
  expect(report.rules.filter(({ id }) => id.startsWith("trigger/"))).toEqual([]);
  expect(report.sections.filter(({ kind }) => kind === "triggers")).toEqual([]);
});
