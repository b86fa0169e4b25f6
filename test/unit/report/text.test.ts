import { describe, expect, test } from "vitest";
import { text } from "../../../src/report/text/text.ts";
import { empty, nameFormat, pass, reportOf, rich } from "../../support/reports.ts";

test("a rich report, as a terminal shows it", () => {
  expect(text(rich)).toBe(`\
.claude/skills/deploy/SKILL.md
  2:7  error  "Deploy_Prod" is not kebab-case.  skill/name-format
    2 │ name: Deploy_Prod
      │       ^^^^^^^^^^^
      = Clients address a skill by its name; this one is never found by the name its folder promises.
      = help: Use lower-case letters, digits and single hyphens, and the name of the skill's folder.

.claude/skills/review-pr/SKILL.md
  2:7   error    "Review PR" is not kebab-case.  skill/name-format
     2 │ name: Review PR
       │       ^^^^^^^^^
       = fixable (--fix-unsafe): Rename the skill to review-pr

  3:14  warning  The description does not say when to use the skill.  skill/description-trigger
     3 │ description: Reviews PRs, 审查代码
       │              ^^^^^^^^^^^^^^^^^^^^^
       = The model decides by the description alone whether it loads the skill.
       = help: Add the situation: "Use when …".

.mcp.json
  12:2  error  "npx -y some-server" runs whatever version is newest.  mcp/unpinned-package (claude-code)
    12 │     "args": ["-y", "some-server"],
       │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       = see: .claude/settings.json:4:3 enabled here
       = Whoever takes over the package runs code on every developer's machine at the next start.
       = help: Pin a version: some-server@1.4.2.

AGENTS.md
  warning  AGENTS.md takes 5,210 tokens in every session.  instructions/too-long
   = help: Move what only some tasks need into skills.

repository
  info  No license covers the skills that this repository publishes.  repository/no-license
   = help: Add a LICENSE file.

Advice is given once per rule. To read it again: agent-ci explain <rule>

Budgets
  Of                             Counted  Budget   Used
  AGENTS.md, client claude-code    5,210   5,000  104 %

Fixable: 1 with --fix-unsafe
3 errors, 2 warnings, 1 info in 42 files · 0.12 s
fail: 3 errors
`);
});

test("nothing checked is no pass", () => {
  expect(text(empty)).toBe(`\
No files were checked · 0.02 s
inconclusive: No agent configuration was found, so nothing was checked.
`);
});

test("nothing found", () => {
  expect(text({ report: reportOf(), verdict: pass })).toBe("No findings in 1 file · 0.02 s\npass\n");
});

test("quiet prints errors, the totals of everything, and the verdict", () => {
  const output = text({ ...rich, quiet: true });
  expect(output.match(/ (?:error|warning|info) {2}/g)).toEqual([" error  ", " error  ", " error  "]);
  expect(output).toContain("\nPrinted: 3 of 6 findings\nFixable: 1 with --fix-unsafe\n");
  expect(output).toContain("\n3 errors, 2 warnings, 1 info in 42 files · 0.12 s\nfail: 3 errors\n");
  expect(text({ report: reportOf({ severity: "warning" }), verdict: pass, quiet: true })).toBe(
    "1 warning in 1 file · 0.02 s\npass\n",
  );
});

test("several reasons stand in a list", () => {
  const verdict = { result: "fail", reasons: ["1 error", "tokens of AGENTS.md: 12 exceed 10"] } as const;
  expect(text({ report: reportOf({}), verdict })).toMatch(
    /\nfail\n {2}- 1 error\n {2}- tokens of AGENTS\.md: 12 exceed 10\n$/,
  );
});

test("colour is escape sequences and nothing else", () => {
  const coloured = text({ ...rich, color: true });
  expect(coloured).toContain("\u001B[1m\u001B[31merror\u001B[39m\u001B[22m");
  // oxlint-disable-next-line no-control-regex -- that is what colour is
  expect(coloured.replaceAll(/\u001B\[\d+m/g, "")).toBe(text(rich));
});

describe("advice", () => {
  const advice = { consequence: "It breaks.", help: "Mend it." };

  test("that is the same for many findings of a rule is given once", () => {
    const many = Array.from({ length: 200 }, (_, line) => ({ path: "a.md", line: line + 1, ...advice }));
    const output = text({ report: reportOf(...many), verdict: pass });
    expect(output.match(/It breaks\./g)).toHaveLength(1);
    expect(output.match(/help: Mend it\./g)).toHaveLength(1);
    expect(output.match(/Wrong\. {2}skill\/name-format/g)).toHaveLength(200);
    expect(output).toContain("agent-ci explain <rule>");
  });

  test("that differs, or belongs to another rule, is given again", () => {
    const report = reportOf(advice, { ...advice, help: "Mend this one." }, { ...advice, rule: "mcp/other" });
    const output = text({ report, verdict: pass });
    expect(output.match(/It breaks\./g)).toHaveLength(2);
    expect(output.match(/help: .*/g)).toEqual(["help: Mend it.", "help: Mend it.", "help: Mend this one."]);
  });

  test("is broken between words at 100 columns", () => {
    const help = "word ".repeat(60).trim();
    const lines = text({ report: reportOf({ help }), verdict: pass })
      .split("\n")
      .filter((line) => line.includes("word"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.join(" ").match(/word/g)).toHaveLength(60);
  });

  test("names the commit that a finding stands in", () => {
    const shown = (place: { readonly path?: string }) =>
      text({ report: reportOf({ commit: "0123abc", ...place }), verdict: pass });
    expect(shown({ path: "a.md" })).toContain("= commit: 0123abc\n");
    expect(shown({})).toContain("= git show 0123abc\n"); // a message of a commit, or of a tag
  });
});

test("files stand in the order of their paths, findings in the order of their lines, the repository last", () => {
  const report = reportOf(
    { message: "4" },
    { path: "b", line: 9, message: "3" },
    { path: "b", line: 2, message: "2" },
    { path: "a", message: "1" },
  );
  expect(text({ report, verdict: pass }).match(/(?<=error {2})\d/g)).toEqual(["1", "2", "3", "4"]);
});

test("a message of megabytes does not fill the screen", () => {
  const report = reportOf({ ...nameFormat, message: "x".repeat(1e6), excerpt: "y".repeat(1e6) });
  expect(text({ report, verdict: pass }).length).toBeLessThan(4000);
});

test.each([
  ["in full", reportOf({ path: "a\nb\t.md" })],
  ["in short", reportOf(...Array.from({ length: 40 }, () => ({ path: "a\nb\t.md" })))],
])("a path with a line break is not that of the file with a space: %s", (_, report) => {
  const shown = text({ report, verdict: pass });
  expect(shown).toContain("a\\u{A}b\\u{9}.md");
  expect(shown).not.toContain("a b");
});
