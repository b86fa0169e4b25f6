import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dryRunOf } from "../../src/rehearsal/sections.ts";
import { openPullRequest } from "../support/pull-request.ts";
import { AGENT_FILES, rehearseIn, smallScenario } from "../support/rehearse.ts";
import { tempFolder } from "../support/temp-folder.ts";
import type { FileChanges } from "../support/git.ts";

const PONG = smallScenario("expect: [{ type: equals, value: pong }]\nlimits: { tokens: 5000 }\n");
const BASE = { ...AGENT_FILES, "agent-ci.yaml": "clients: [claude-code]\n", "scenarios/a.yaml": PONG };

/** A pull request with this change, rehearsed on a runner of GitHub's. */
async function inRequest(
  change: FileChanges,
  command = "dry-run",
  base: FileChanges = BASE,
  values: Readonly<Record<string, unknown>> = {},
) {
  const { workspace, event } = openPullRequest(base, change, {}, []);
  const file = join(tempFolder(), "event.json");
  writeFileSync(file, JSON.stringify(event));
  return rehearseIn(workspace, {
    command,
    values,
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
}

const casesOf = (report: Awaited<ReturnType<typeof inRequest>>["report"]) =>
  report.sections.filter(({ kind }) => kind === "dry-run").map(({ data }) => dryRunOf(data).cases.map(({ id }) => id));

test("a change that takes an expectation out is judged by the one of the target branch, and told", async () => {
  const agent = `console.log("peng"); ${AGENT_FILES["agent.mjs"]?.replace("console.log(content", "void (content")}`;
  const { told, verdict } = await inRequest({ "agent.mjs": agent, "scenarios/a.yaml": smallScenario() });
  expect(verdict.result).toBe("fail");
  expect(told).toEqual([
    "policy/weakened scenarios/a.yaml The scenario scenarios/a has no limit of tokens any more.",
    'policy/weakened scenarios/a.yaml The scenario scenarios/a no longer expects that the output is "pong".',
    'rehearsal/expectation scenarios/a.yaml Does not hold: the output is "pong" (it is "peng").',
  ]);
});

test("a scenario that a change removes still runs", async () => {
  const { told, report } = await inRequest({ "scenarios/a.yaml": null, "scenarios/b.yaml": PONG });
  expect(told).toEqual(["policy/weakened  The scenario scenarios/a is not run any more."]);
  expect(casesOf(report)).toEqual([["scenarios/a"], ["scenarios/b"]]);
});

test("a change that only adds a scenario weakens nothing, and runs both", async () => {
  const { told, report, verdict } = await inRequest({ "scenarios/b.yaml": PONG.replace("value: pong", "value: ping") });
  expect([told, verdict.result]).toEqual([
    ['rehearsal/expectation scenarios/b.yaml:5 Does not hold: the output is "ping" (it is "pong").'],
    "fail",
  ]);
  expect(casesOf(report)).toEqual([["scenarios/a"], ["scenarios/a", "scenarios/b"]]);
});

test("where nothing of it changes, each case runs once", async () => {
  const { told, report } = await inRequest({ "README.md": "# Acme\n" });
  expect([told, casesOf(report)]).toEqual([[], [["scenarios/a"]]]);
});

test("the first scenario of a repository runs though the target branch has none", async () => {
  const { "scenarios/a.yaml": _, ...base } = BASE;
  const { told, report, verdict } = await inRequest({ "scenarios/a.yaml": PONG }, "dry-run", base);
  expect([told, verdict.result]).toEqual([[], "pass"]);
  expect(casesOf(report).flat()).toEqual(["scenarios/a"]);
});

test("a change cannot bring a cache of its own to answer its scenarios", async () => {
  const values = { recordings: tempFolder() };
  await expect(inRequest({ "README.md": "# Acme\n" }, "dry-run", BASE, values)).rejects.toThrow(
    "A change can write its own cache, and would say by it what the model says.",
  );
});

test("a golden file is policy as well", async () => {
  const golden = smallScenario("expect: [{ type: golden, value: a.golden.txt }]\n");
  const base = { ...BASE, "scenarios/a.yaml": golden, "scenarios/a.golden.txt": "pong\n" };
  const agent = `console.log("peng"); ${AGENT_FILES["agent.mjs"]?.replace("console.log(content", "void (content")}`;
  const { told, verdict } = await inRequest(
    { "agent.mjs": agent, "scenarios/a.golden.txt": "peng\n" },
    "dry-run",
    base,
  );
  expect(verdict.result).toBe("fail");
  expect(told).toEqual([
    "policy/weakened scenarios/a.golden.txt scenarios/a.golden.txt says something else of what is expected than before.",
    expect.stringContaining(
      'rehearsal/expectation scenarios/a.yaml:5 Does not hold: the output is what "a.golden.txt" says',
    ),
  ]);
});

test("`check` tells the same without running anything", async () => {
  const { told } = await inRequest(
    { "scenarios/a.yaml": smallScenario("promt: x\n"), "scenarios/b.yaml": PONG },
    "check",
  );
  expect(told.filter((one) => /rehearsal|weakened/.test(one))).toEqual([
    "rehearsal/scenario-invalid scenarios/a.yaml:5 Unknown key `promt`: did you mean `prompt`?",
  ]);
  const weaker = await inRequest({ "scenarios/a.yaml": smallScenario("limits: { tokens: 9000 }\n") }, "check");
  expect(weaker.told.filter((one) => /rehearsal|weakened/.test(one))).toEqual([
    "policy/weakened scenarios/a.yaml The scenario scenarios/a has tokens: 9000 instead of 5000.",
    'policy/weakened scenarios/a.yaml The scenario scenarios/a no longer expects that the output is "pong".',
  ]);
});

test("scenarios are a policy by themselves, without a configuration beside them", async () => {
  const { "agent-ci.yaml": _, ...base } = BASE;
  const { told } = await inRequest(
    { "scenarios/a.yaml": smallScenario("limits: { tokens: 5000 }\n") },
    "dry-run",
    base,
  );
  expect(told).toEqual([
    'policy/weakened scenarios/a.yaml The scenario scenarios/a no longer expects that the output is "pong".',
  ]);
});
