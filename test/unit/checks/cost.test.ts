import { describe, expect, test } from "vitest";
import { markdown } from "../../../src/report/markdown/markdown.ts";
import { createRepository, type FileChanges, type Repository } from "../../support/git.ts";
import { type CheckRequest, runCheck } from "../../support/run-check.ts";

/** A workflow that begins with the configuration and 1,000 tokens, once: what it costs can be worked out by hand. */
const workflow = (name: string, model = "gpt-5.5", runs = 100_000): string => `  ${name}:
    client: codex
    model: ${model}
    runs-per-month: ${runs}
    turns: 1
    prompt-tokens: 1000
    turn-tokens: 0
    output-tokens: 100
    cache-hit-percent: 100
    own-tokens: 0
`;
const profile = (...workflows: readonly string[]): FileChanges => ({
  "agent-usage.yaml": `workflows:\n${workflows.join("")}`,
});
const bounded = (...lines: readonly string[]): string =>
  `clients: [codex]\ncost:\n  budgets:\n${lines.map((one) => `    - ${one}\n`).join("")}`;
const budgets = (...lines: readonly string[]): FileChanges => ({ "agent-ci.yaml": bounded(...lines) });
/** 100 tokens by o200k_base: at $5 per million and 100,000 runs they cost $50 a month. */
const AGENTS: FileChanges = { "AGENTS.md": `${"word ".repeat(99).trim()}\n` };

function changed(before: FileChanges, after: FileChanges): Repository {
  const repository = createRepository(before);
  repository.branch("topic");
  repository.commit(after);
  return repository;
}

async function judged({ folder }: Repository, request: CheckRequest = {}) {
  const { report, verdict, code } = await runCheck(folder, { values: { base: "main" }, ...request });
  const found = report.diagnostics.flatMap(({ rule, message, severity }) =>
    /^(?:cost|policy)\//.test(rule) ? [`${severity} ${rule} ${message}`] : [],
  );
  const [, section = ""] = markdown({ report, verdict }).split(/^#+ Cost\n/m);
  return { code, result: verdict.result, found, section: section.split(/^#/m)[0] ?? "", report };
}

const ALL = "{ name: all, total-dollars: 2000, increase-percent: 10 }";
const BASE = {
  ...AGENTS,
  ...budgets(ALL),
  ...profile(workflow("review")),
};

describe("what a change makes of the cost", () => {
  test("a longer file is a driver, and within what it may grow by", async () => {
    // before: 1,100 × 5,000 + 100 × 30,000 = 8,500,000 nano-dollars a run; after: 100 tokens more
    const repository = changed(BASE, { "AGENTS.md": `${"word ".repeat(199).trim()}\n` });
    const { found, report } = await judged(repository);
    expect(found).toEqual([]);
    expect(report.sections.find(({ kind }) => kind === "cost")?.data).toMatchObject({
      rows: [
        {
          workflow: "review",
          change: "changed",
          before: { expected: "850000000000" },
          after: { expected: "900000000000" },
        },
      ],
      drivers: [{ path: "AGENTS.md", before: "50000000000", after: "100000000000" }],
    });
  });

  test("one that grows too much is refused, at the budget", async () => {
    const { found, result } = await judged(changed(BASE, { "AGENTS.md": `${"word ".repeat(399).trim()}\n` }));
    expect(found).toEqual(["error cost/increase all: +$150.00 a month, from $850.00 to $1,000.00, exceeds 10 %."]);
    expect(result).toBe("fail");
  });

  test("a base without a price makes it inconclusive, and no pass", async () => {
    const before = { ...BASE, ...profile(workflow("review", "claude-sonnet-9")) };
    const { found, result, code } = await judged(changed(before, profile(workflow("review"))));
    expect(found).toEqual([
      "warning cost/undecided all: what the base costs is not known, so that nobody can say by how much it grows.",
    ]);
    expect([result, code]).toEqual(["inconclusive", 1]);
  });

  test("an unknown price fails closed", async () => {
    const { found, result } = await judged(changed(BASE, profile(workflow("review", "claude-sonnet-9"))));
    expect(found).toContain("error cost/unknown-price review: no price of claude-sonnet-9.");
    expect(result).toBe("fail");
  });
});

test("without a profile nothing of it is there", async () => {
  const { report } = await judged(createRepository(AGENTS), { values: {} });
  expect(report.sections.map(({ kind }) => kind)).not.toContain("cost");
  expect(report.measurements.map(({ metric }) => metric)).not.toContain("cost");
});

test("a profile that cannot be read stops the run with its place", async () => {
  const repository = createRepository({ ...AGENTS, "agent-usage.yaml": "workflows:\n  a: { client: codx }\n" });
  await expect(judged(repository, { values: {} })).rejects.toThrow(/agent-usage\.yaml:2:16/);
});

test("the environment's models take the place of the profile's", async () => {
  const repository = createRepository({
    ...AGENTS,
    ...profile(workflow("review")),
    "environments/staging/model-overrides.yaml": "gpt-5.5: gpt-5.4-mini\n",
  });
  const { report } = await judged(repository, { values: {}, env: { AGENT_CI_ENV: "staging" } });
  // 1,100 × 750 + 100 × 4,500 = 1,275,000 nano-dollars a run
  expect(report.sections.find(({ kind }) => kind === "cost")?.data).toMatchObject({
    rows: [{ model: "gpt-5.4-mini", after: { expected: "127500000000" } }],
  });
});

test("skills that a run loads count, and a subagent begins with its own file", async () => {
  const repository = createRepository({
    "CLAUDE.md": "Be brief.\n",
    ".claude/skills/tidy/SKILL.md": `---\nname: tidy\ndescription: Tidies.\n---\n\n${"word ".repeat(99).trim()}\n`,
    ".claude/agents/reader.md": `---\nname: reader\ndescription: Reads.\nmodel: claude-haiku-4-5\n---\n\n${"word ".repeat(48).trim()}\n`,
    "agent-usage.yaml": `workflows:
  review:
    client: claude-code
    model: claude-sonnet-4-6
    runs-per-month: 1
    skills: [tidy]
    subagents: { reader: {} }
`,
  });
  const { report } = await judged(repository, { values: {} });
  expect(report.sections.find(({ kind }) => kind === "cost")?.data).toMatchObject({
    rows: [{ model: "claude-sonnet-4-6" }, { agent: "reader", model: "claude-haiku-4-5" }],
    drivers: expect.arrayContaining([
      expect.objectContaining({ path: ".claude/skills/tidy/SKILL.md" }),
      expect.objectContaining({ path: ".claude/agents/reader.md" }),
      expect.objectContaining({ path: "CLAUDE.md" }),
    ]),
  });
});

test("a skill that a run loads, and that is not here, is said to be left out", async () => {
  const repository = createRepository({
    "CLAUDE.md": "Be brief.\n",
    ".claude/skills/tidy/SKILL.md": "---\nname: tidy\ndescription: Tidies.\n---\n\nTidy.\n",
    "agent-usage.yaml":
      "workflows: { review: { client: claude-code, model: gpt-5.5, runs-per-month: 1, skills: [tidy, tdy] } }\n",
  });
  const { section } = await judged(repository, { values: {} });
  expect(section).toContain("No file here is a skill that review loads: tdy; what it costs is not in.");
});

test("of two subagents of one name, the one that the client of the workflow has says its model", async () => {
  const agent = (model: string): string => `---\nname: reader\ndescription: Reads.\nmodel: ${model}\n---\n\nRead.\n`;
  const repository = createRepository({
    "CLAUDE.md": "Be brief.\n",
    ".claude/agents/reader.md": agent("claude-opus-4-8"),
    ".archive/.claude/agents/reader.md": agent("claude-haiku-4-5"),
    "app/.claude/agents/reader.md": agent("claude-sonnet-4-6"),
    "agent-usage.yaml": `workflows:
  review: { client: claude-code, model: gpt-5.5, runs-per-month: 1, subagents: { reader: {} } }
  app: { client: claude-code, folder: app, model: gpt-5.5, runs-per-month: 1, subagents: { reader: {} } }
`,
  });
  const { report } = await judged(repository, { values: {} });
  expect(report.sections.find(({ kind }) => kind === "cost")?.data).toMatchObject({
    rows: [
      { workflow: "review", model: "gpt-5.5" },
      { workflow: "review", agent: "reader", model: "claude-opus-4-8" },
      { workflow: "app", model: "gpt-5.5" },
      { workflow: "app", agent: "reader", model: "claude-sonnet-4-6" },
    ],
  });
});

describe("nobody marks their own paper", () => {
  test.each<[string, FileChanges]>([
    ["its own profile", profile(workflow("review", "gpt-5.5", 1))],
    ["its own budget", budgets("{ name: all, total-dollars: 2000000, increase-percent: 1000 }")],
    [
      "its own price",
      {
        "agent-ci.yaml": `${bounded(ALL)}prices:\n  - { model: gpt-5.5, input-dollars-per-million: 0.0001, output-dollars-per-million: 0.0001 }\n`,
      },
    ],
  ])("a change that brings %s is judged by the target's", async (_what, change) => {
    const repository = changed(BASE, { "AGENTS.md": `${"word ".repeat(399).trim()}\n`, ...change });
    const { found, result } = await judged(repository, { values: { base: "main", "policy-from": "main" } });
    expect(result).toBe("fail");
    expect(found.join("\n")).toContain("error cost/increase all: +$150.00 a month");
    expect(found.join("\n")).toContain("policy/weakened");
  });
});

test("what a change makes of its profile is said, though another one judges", async () => {
  const repository = changed(BASE, profile(workflow("review", "gpt-5.5", 105_000)));
  const { section } = await judged(repository, { values: { base: "main", "policy-from": "main" } });
  // 1,100 × 5,000 + 100 × 30,000 nano-dollars, 105,000 times
  expect(section).toMatch(/By the profile of the change, \S+892\.50 a month are expected\./);
});

test("the checklist ticks the cost impact where it is estimated, and else asks", async () => {
  const longer = { "AGENTS.md": `${"word ".repeat(399).trim()}\n` };
  const impact = async (before: FileChanges) => {
    const { report } = await judged(changed(before, longer));
    const items = JSON.stringify(report.sections.find(({ kind }) => kind === "checklist")?.data);
    return /"says":"Cost impact estimated","done":(true|false)/.exec(items)?.[1];
  };
  expect(await impact({ ...BASE, ...budgets("{ name: all, total-dollars: 2000 }") })).toBe("true");
  expect(await impact(BASE)).toBe("false"); // it grows too much
  expect(await impact(AGENTS)).toBeUndefined(); // nobody says how agents are used, and no team changes
});

describe("the section in a comment", () => {
  const two = { ...BASE, ...profile(workflow("review"), workflow("fix", "gpt-5.4-mini")) };
  const longer = { "AGENTS.md": `${"word ".repeat(399).trim()}\n` };
  test.each<[string, FileChanges, FileChanges]>([
    ["new", BASE, profile(workflow("review"), workflow("fix", "gpt-5.4-mini"))],
    ["changed", BASE, longer],
    ["removed", two, profile(workflow("review"))],
    ["unknown", BASE, profile(workflow("review"), workflow("fix", "claude-sonnet-9"))],
    ["over-budget", { ...BASE, ...budgets("{ name: all, total-dollars: 900 }") }, longer],
    ["suppressed", { ...BASE, ...budgets("{ name: all, total-dollars: 800 }") }, longer],
  ])("%s", async (what, before, after) => {
    const { section } = await judged(changed(before, after));
    await expect(section).toMatchFileSnapshot(`../../golden/cost/${what}.md`);
  });
});
