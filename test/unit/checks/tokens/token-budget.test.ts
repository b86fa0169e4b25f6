import { expect, test } from "vitest";
import { main } from "../../../../src/cli/main.ts";
import type { JudgedReport } from "../../../../src/workspace/world.ts";
import { cloneRepository, createRepository } from "../../../support/git.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

async function run(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  let err = "";
  let judged: JudgedReport | undefined;
  const code = await main(argv, {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    out: () => {},
    err: (part) => void (err += part),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async (given) => {
      judged = given;
    },
  });
  const found = judged?.report.diagnostics.filter(({ rule }) => rule.startsWith("budget/")) ?? [];
  return { code, err, judged, found: found.map(({ rule, path, message }) => `${rule} ${path ?? ""} ${message}`) };
}

const words = (count: number): string => `${"word ".repeat(count).trim()}\n`;
const budgets = (text: string) => ({ "agent-ci.yaml": `budgets:\n  ${text}\n` });
const LONG = { "AGENTS.md": words(150), ...budgets("files: [{ path: AGENTS.md, max: 100 }]") };
const TOO_MANY = "budget/file AGENTS.md AGENTS.md has 151 tokens, 51 more than its budget of 100.";

test.each(["check", "tokens", "token-budget"])(
  "%s fails a budget that is exceeded, and says the limit as a number",
  async (command) => {
    const { code, found, judged } = await run([command], tempFolder(LONG));
    expect(code).toBe(1);
    expect(found).toEqual([TOO_MANY]);
    const measured = judged?.report.measurements.filter(({ limit }) => limit !== undefined);
    expect(measured).toEqual([
      {
        metric: "tokens",
        value: 151,
        unit: "tokens",
        labels: { kind: "instructions", encoding: "o200k_base" },
        limit: 100,
        path: "AGENTS.md",
      },
    ]);
  },
);

test("a rule's severity is the configuration's", async () => {
  const files = { ...LONG, "agent-ci.yaml": `${LONG["agent-ci.yaml"]}rules: { budget/file: warning }\n` };
  expect((await run(["token-budget"], tempFolder(files))).code).toBe(0);
  const off = { ...LONG, "agent-ci.yaml": `${LONG["agent-ci.yaml"]}rules: { budget/file: "off" }\n` };
  expect((await run(["token-budget"], tempFolder(off))).found).toEqual([]);
});

test("an environment has budgets of its own", async () => {
  const files = {
    ...LONG,
    "environments/staging/budget-limits.yaml": "files: [{ path: AGENTS.md, max: 200 }]\nheadroom: 10%\n",
  };
  const folder = tempFolder(files);
  expect((await run(["token-budget"], folder)).found).toEqual([TOO_MANY]);
  expect((await run(["token-budget"], folder, { AGENT_CI_ENV: "staging" })).found).toEqual([]);
});

test("a mistake in an environment's budgets has its line", async () => {
  const folder = tempFolder({ ...LONG, "environments/staging/budget-limits.yaml": "# ours\nfleet: { mxa: 1 }\n" });
  const { code, err } = await run(["token-budget"], folder, { AGENT_CI_ENV: "staging" });
  expect(code).toBe(2);
  expect(err).toContain("environments/staging/budget-limits.yaml:2:10: unknown key `mxa`: did you mean `max`?");
});

test("growth is judged against the base, and only there", async () => {
  const repository = createRepository({ "AGENTS.md": words(100), ...budgets("fleet: { max-increase: 5% }") });
  repository.commit({ "AGENTS.md": words(120) });
  expect((await run(["token-budget"], repository.folder)).found).toEqual([]);
  const { code, found } = await run(["check", "--base", "HEAD~1"], repository.folder);
  expect(code).toBe(1);
  expect(found).toEqual([
    "budget/fleet AGENTS.md The 1 file of this repository has 121 tokens, 15 more than the 106 that its growth is bound to; at the base it had 101; the largest part is AGENTS.md (121).",
  ]);
});

test("a ratchet lets it shrink, and no more", async () => {
  const repository = createRepository({
    "AGENTS.md": words(100),
    ...budgets("classes: { instructions: { ratchet: true } }"),
  });
  repository.commit({ "AGENTS.md": words(90) });
  repository.commit({ "AGENTS.md": words(91) });
  expect((await run(["token-budget", "--base", "HEAD~2"], repository.folder)).found).toEqual([]);
  expect((await run(["token-budget", "--base", "HEAD~1"], repository.folder)).found).toHaveLength(1);
});

test("nothing is counted that bytes alone keep within a budget", async () => {
  const { judged } = await run(["check"], tempFolder({ "AGENTS.md": "Run.\n", ...budgets("fleet: 100") }));
  expect(judged?.report.measurements.filter(({ metric }) => metric === "tokens")).toEqual([]);
});

test("check says in a change what it makes of the tokens, and has nothing to say without one", async () => {
  const repository = createRepository({ "AGENTS.md": words(100) });
  repository.commit({ "AGENTS.md": words(120) });
  const { judged } = await run(["check", "--base", "HEAD~1"], repository.folder);
  expect(judged?.report.sections.map(({ kind }) => kind)).toContain("token-delta");
  const alone = await run(["check"], repository.folder);
  expect(alone.judged?.report.sections.map(({ kind }) => kind)).not.toContain("token-delta");
});

test("a clone that does not reach back to the base is a mistake with its remedy", async () => {
  const origin = createRepository({ "AGENTS.md": words(10) });
  origin.commit({ "AGENTS.md": words(20) });
  const clone = cloneRepository(origin, { depth: 1 });
  const { code, err } = await run(["tokens", "--base", "HEAD~1"], clone.folder);
  expect(code).toBe(2);
  expect(err).toMatch(/There is nothing to compare with: .*\n.*git fetch/);
});
