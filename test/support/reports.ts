import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { Report, Verdict } from "../../src/model/report.ts";
import type { ReporterInput } from "../../src/report/reporter.ts";
import { ruleUrl } from "../../src/report/tool.ts";

/** A fingerprint of the right form that tells which fixture it belongs to. */
const hash = (digit: string): string => `v1:${digit.repeat(64)}`;

export const nameFormat: Diagnostic = {
  rule: "skill/name-format",
  severity: "error",
  message: '"Review PR" is not kebab-case.',
  path: ".claude/skills/review-pr/SKILL.md",
  line: 2,
  column: 7,
  endLine: 2,
  endColumn: 16,
  fingerprint: hash("a"),
  consequence: "Clients address a skill by its name; this one is never found by the name its folder promises.",
  help: "Use lower-case letters, digits and single hyphens, and the name of the skill's folder.",
  excerpt: "name: Review PR",
  fix: {
    title: "Rename the skill to review-pr",
    safe: false,
    edits: [{ range: { start: 10, end: 19 }, text: "review-pr" }],
  },
};

const diagnostics: readonly Diagnostic[] = [
  nameFormat,
  {
    rule: "skill/description-trigger",
    severity: "warning",
    message: "The description does not say when to use the skill.",
    path: ".claude/skills/review-pr/SKILL.md",
    line: 3,
    column: 14,
    endLine: 3,
    endColumn: 32,
    fingerprint: hash("b"),
    consequence: "The model decides by the description alone whether it loads the skill.",
    help: 'Add the situation: "Use when …".',
    excerpt: "description: Reviews PRs, 审查代码",
  },
  {
    rule: "mcp/unpinned-package",
    severity: "error",
    message: '"npx -y some-server" runs whatever version is newest.',
    path: ".mcp.json",
    line: 12,
    column: 2,
    endLine: 14,
    endColumn: 6,
    fingerprint: hash("c"),
    consequence: "Whoever takes over the package runs code on every developer's machine at the next start.",
    help: "Pin a version: some-server@1.4.2.",
    client: "claude-code",
    excerpt: '\t"args": ["-y", "some-server"],',
    related: [
      { path: ".claude/settings.json", line: 4, column: 3, endLine: 4, endColumn: 20, message: "enabled here" },
    ],
  },
  {
    rule: "skill/name-format",
    severity: "error",
    message: '"Deploy_Prod" is not kebab-case.',
    path: ".claude/skills/deploy/SKILL.md",
    line: 2,
    column: 7,
    endLine: 2,
    endColumn: 18,
    fingerprint: hash("d"),
    consequence: nameFormat.consequence ?? "",
    help: nameFormat.help ?? "",
    excerpt: "name: Deploy_Prod",
  },
  {
    rule: "instructions/too-long",
    severity: "warning",
    message: "AGENTS.md takes 5,210 tokens in every session.",
    path: "AGENTS.md",
    fingerprint: hash("e"),
    help: "Move what only some tasks need into skills.",
  },
  {
    rule: "repository/no-license",
    severity: "info",
    message: "No license covers the skills that this repository publishes.",
    fingerprint: hash("f"),
    help: "Add a LICENSE file.",
  },
];

const run: Report["run"] = {
  startedAt: "2026-11-21T07:00:00.000Z",
  durationMs: 124,
  commit: "0123456789abcdef0123456789abcdef01234567",
  root: "",
  policy: "agent-ci.yaml",
};

export const emptyReport: Report = {
  version: 1,
  diagnostics: [],
  measurements: [],
  sections: [],
  rules: [],
  checked: { artifacts: 0, kinds: {} },
  run: { startedAt: run.startedAt, durationMs: 21, root: "", policy: "defaults" },
};

export const richReport: Report = {
  version: 1,
  diagnostics,
  measurements: [
    {
      metric: "context.tokens",
      value: 5210,
      unit: "tokens",
      labels: { client: "claude-code" },
      path: "AGENTS.md",
      base: 4800,
      limit: 5000,
    },
    { metric: "cost.monthly", value: 12.5, unit: "USD", labels: { agent: "reviewer" }, low: 9.25, high: 17 },
  ],
  sections: [{ kind: "nobody-knows", version: 1, data: { total: "12500000000" } }],
  rules: [
    [
      "skill/name-format",
      "error",
      "A skill's name is kebab-case and equal to its folder's name.",
      "Agents address a skill by its name.",
    ],
    [
      "skill/description-trigger",
      "warning",
      "A description says when to use the skill.",
      "It is all the model sees before loading.",
    ],
    [
      "mcp/unpinned-package",
      "error",
      "MCP servers run a pinned version.",
      "The newest version is whoever published last.",
    ],
    ["instructions/too-long", "warning", "Instructions leave room for the task.", "They are sent with every request."],
    ["repository/no-license", "info", "Published skills have a license.", "Nobody may use them otherwise."],
  ].map(([id = "", severity = "", summary = "", why = ""]) => ({
    id,
    severity: severity === "error" || severity === "warning" ? severity : "info",
    summary,
    why,
    url: ruleUrl(id),
  })),
  checked: { artifacts: 42, kinds: { skill: 30, mcp: 2, instructions: 10 } },
  run,
};

export const pass: Verdict = { result: "pass", reasons: [] };
const inconclusive: Verdict = {
  result: "inconclusive",
  reasons: ["No agent configuration was found, so nothing was checked."],
};
export const fail: Verdict = { result: "fail", reasons: ["3 errors"] };

export const rich: ReporterInput = { report: richReport, verdict: fail };
export const empty: ReporterInput = { report: emptyReport, verdict: inconclusive };

/** A report of nothing but these diagnostics, each with a path, a message and a fingerprint unless it says otherwise. */
export function reportOf(...parts: readonly Partial<Diagnostic>[]): Report {
  const whole = parts.map((part, at): Diagnostic => {
    const fingerprint = `v1:${at.toString(16).padStart(64, "0")}`;
    return Object.assign(
      { rule: "skill/name-format", severity: "error", message: "Wrong.", fingerprint } as const,
      part,
    );
  });
  return { ...emptyReport, diagnostics: whole, checked: { artifacts: 1, kinds: { skill: 1 } } };
}
