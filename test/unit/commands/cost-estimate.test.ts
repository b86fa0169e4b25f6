import { cpSync } from "node:fs";
import { expect, test } from "vitest";
import { createRepository } from "../../support/git.ts";
import { runCli } from "../../support/run-cli.ts";
import { runCheck } from "../../support/run-check.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const PROFILE = "workflows:\n  a: { client: codex, model: claude-sonnet-9, runs-per-month: 1 }\n";
const cost = (folder: string, command: string, target: string, values: Readonly<Record<string, unknown>> = {}) =>
  runCheck(folder, { command, target, values });

test("an estimate refuses nothing, and the gate does", async () => {
  const { folder } = createRepository({ "AGENTS.md": "Be brief.\n", "agent-usage.yaml": PROFILE });
  expect(await cost(folder, "cost", "estimate")).toMatchObject({
    code: 0,
    found: ["error cost/unknown-price agent-usage.yaml"],
  });
  expect(await cost(folder, "cost", "gate")).toMatchObject({ code: 1 });
  expect(await runCheck(folder, { command: "cost-gate" })).toMatchObject({ code: 1 });
});

test("a model without a price has that of its nearest kin where that was asked for, with a warning", async () => {
  const { folder } = createRepository({
    "AGENTS.md": "Be brief.\n",
    "agent-usage.yaml": PROFILE.replace("sonnet-9", "sonnet-4-6-extra"),
  });
  expect((await cost(folder, "cost", "estimate")).found).toEqual(["error cost/unknown-price agent-usage.yaml"]);
  const lenient = await runCli(folder, ["cost", "gate", "--allow-family-fallback"]);
  expect(lenient.code).toBe(0);
  expect(lenient.out).toContain("claude-sonnet-4-6-extra has no price, and is priced as claude-sonnet-4-6.");
});

test.each(["3000", "0.00003"])(
  "a price of %s dollars per million tokens is refused: it was meant for something else",
  async (price) => {
    const config = `prices: [{ model: m, input-dollars-per-million: ${price}, output-dollars-per-million: 1 }]\n`;
    const { folder } = createRepository({ "agent-usage.yaml": PROFILE, "agent-ci.yaml": config });
    const { code, err } = await runCli(folder, ["cost", "estimate"]);
    expect([code, err]).toEqual([2, expect.stringMatching(/write a number from 0\.0001 to 1000/)]);
  },
);

test("without a profile it says what is missing", async () => {
  const { folder } = createRepository({ "AGENTS.md": "Be brief.\n" });
  await expect(cost(folder, "cost", "estimate")).rejects.toThrow(/There is no agent-usage\.yaml/);
  await expect(runCheck(folder, { command: "cost-gate" })).rejects.toThrow(/docs\/cost-gate\.md/);
});

test("a change that brings the first profile is judged by its own", async () => {
  const repository = createRepository({ "AGENTS.md": "Be brief.\n" });
  repository.branch("topic");
  repository.commit({ "agent-usage.yaml": PROFILE.replace("claude-sonnet-9", "gpt-5.5") });
  const values = { base: "main", "policy-from": "main" };
  const { code, report } = await runCheck(repository.folder, { command: "cost-gate", values });
  expect([code, report.sections.map(({ kind }) => kind)]).toEqual([0, ["cost"]]);
});

test("a change that drops the profile is judged by the one that it drops", async () => {
  const repository = createRepository({ "AGENTS.md": "Be brief.\n", "agent-usage.yaml": PROFILE });
  repository.branch("topic");
  repository.commit({ "agent-usage.yaml": null });
  const values = { base: "main", "policy-from": "main" };
  const { code, found } = await runCheck(repository.folder, { command: "cost-gate", values });
  expect([code, found]).toEqual([1, ["error cost/unknown-price", "warning policy/weakened"]]);
});

test.each([
  ["--output", "html=cost.html"],
  ["--format", "json"],
])("a table of CSV leaves out no %s in silence", async (...flag) => {
  const { folder } = createRepository({ "agent-usage.yaml": PROFILE });
  const { code, err } = await runCli(folder, ["cost", "estimate", "--csv", ...flag]);
  expect([code, err]).toEqual([2, expect.stringContaining("--csv prints a table in the place of a report")]);
});

test("a table of CSV gives a runner no command, and a terminal no sequence", async () => {
  const names = ["::error::a", "a\\n::error::b", "c ##[error]d ##vso[task.complete]\\e[31m"];
  const workflows = names.map(
    (name) => `  "${name}": { client: codex, model: claude-sonnet-4-6, runs-per-month: 1 }\n`,
  );
  const { folder } = createRepository({ "agent-usage.yaml": `workflows:\n${workflows.join("")}` });
  const { out } = await runCli(folder, ["cost", "estimate", "--csv"]);
  const first = out.split("\r\n").map((line) => line.split(",")[0]);
  expect(first).toEqual([
    "workflow",
    "\\u{3A}:error::a",
    "a ::error::b",
    "c ##\\u{5B}error]d ##vso\\u{5B}task.complete]\\u{1B}[31m",
    "",
  ]);
});

test("a difference needs a base", async () => {
  const { folder } = createRepository({ "agent-usage.yaml": PROFILE });
  await expect(cost(folder, "cost", "diff")).rejects.toThrow(/--base origin\/main/);
});

test("what `npm run demo -- cost` shows has no fault", async () => {
  const folder = tempFolder({});
  // As scripts/demo.mjs lays it out.
  cpSync("examples/acme", folder, { recursive: true });
  cpSync("examples/demo/cost", folder, { recursive: true });
  const { code, found } = await cost(folder, "cost", "gate");
  expect([code, found]).toEqual([0, []]);
  const logs = ["--logs", "logs", "--workflow", "review"];
  const used = await runCli(folder, ["cost", "report", ...logs]);
  expect([used.code, used.out]).toEqual([0, expect.stringMatching(/^Usage: \$\d/)]);
  expect(used.out).not.toContain("at least");
  const plan = await runCli(folder, ["cost", "sync", ...logs, "--dry-run"]);
  expect([plan.code, plan.out]).toEqual([0, expect.stringContaining("review, by 20 runs")]);
});
