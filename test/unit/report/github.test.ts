import { describe, expect, test } from "vitest";
import { github } from "../../../src/report/formats/github.ts";
import { empty, fail, pass, reportOf, rich } from "../../support/reports.ts";
import { commandsIn } from "./runner.ts";
import { group } from "../../../src/model/group.ts";

const many = (length: number, severity: "error" | "warning" | "info") =>
  Array.from({ length }, (_, at) => ({
    severity,
    path: `${severity}-${`${at}`.padStart(3, "0")}.md`,
    message: `${at}`,
  }));
const levels = (output: string): Record<string, number> => {
  const names = group(commandsIn(output), ({ name }) => name);
  return Object.fromEntries(Array.from(names, ([name, commands]) => [name, commands.length]));
};

test("an annotation has place, rule and advice", () => {
  expect(commandsIn(github(rich))[1]).toEqual({
    name: "error",
    properties: {
      file: ".claude/skills/review-pr/SKILL.md",
      line: "2",
      endLine: "2",
      col: "7",
      endColumn: "16",
      title: "skill/name-format",
    },
    data: [
      '"Review PR" is not kebab-case.',
      "Clients address a skill by its name; this one is never found by the name its folder promises.",
      "help: Use lower-case letters, digits and single hyphens, and the name of the skill's folder.",
    ].join("\n"),
  });
});

test("special characters of a path and a message", () => {
  const report = reportOf({ path: "a,b: 100%.md", line: 3, column: 1, message: "50%\n::set-env name=X::y" });
  expect(github({ report, verdict: fail })).toBe(
    "::error file=a%2Cb%3A 100%25.md,line=3,col=1,title=skill/name-format::50%25%0A::set-env name=X::y\n",
  );
});

test("a range over several lines has no columns, a finding about the repository no file", () => {
  const report = reportOf({ path: "a.md", line: 3, column: 1, endLine: 5, endColumn: 2 }, { severity: "info" });
  expect(github({ report, verdict: fail })).toBe(
    "::error file=a.md,line=3,endLine=5,title=skill/name-format::Wrong.\n::notice title=skill/name-format::Wrong.\n",
  );
});

test("paths count from the repository's top", () => {
  const report = reportOf({ path: "a.md" });
  const nested = { ...report, run: { ...report.run, root: "packages/agents/" } };
  expect(commandsIn(github({ report: nested, verdict: fail }))[0]?.properties["file"]).toBe("packages/agents/a.md");
});

describe("ten annotations of each level", () => {
  test.each([
    ["all fit", 10, 10, 10, { error: 10, warning: 10, notice: 10 }, undefined],
    ["errors do not fit", 12, 3, 10, { error: 10, warning: 3, notice: 10 }, 3],
    ["warnings do not fit", 0, 11, 0, { warning: 10, notice: 1 }, 1],
    ["notices do not fit", 1, 0, 500, { error: 1, notice: 10 }, 491],
    ["nothing fits", 100, 200, 300, { error: 10, warning: 10, notice: 10 }, 571],
  ])("%s", (_, errors, warnings, infos, counts, rest) => {
    const report = reportOf(...many(infos, "info"), ...many(warnings, "warning"), ...many(errors, "error"));
    const output = github({ report, verdict: { result: "fail", reasons: ["1 error"] } });
    const extra = errors === 0 ? 1 : 0;
    expect(levels(output)).toEqual(extra === 0 ? counts : { ...counts, error: 1 });
    expect(
      commandsIn(output)
        .at(-1)
        ?.data.match(/(\d+) more finding/)?.[1],
    ).toBe(rest === undefined ? rest : `${rest}`);
  });

  test("the worst come first, then by path", () => {
    const report = reportOf(...many(2, "warning").toReversed(), ...many(20, "error").toReversed());
    const files = commandsIn(github({ report, verdict: fail })).map(({ properties }) => properties["file"]);
    expect(files.slice(0, 3)).toEqual(["error-000.md", "error-001.md", "error-002.md"]);
    expect(files.slice(9, 12)).toEqual(["error-009.md", "warning-000.md", "warning-001.md"]);
  });
});

test("a message ends at the runner's limit, between characters", () => {
  const [command] = commandsIn(github({ report: reportOf({ message: `x${"🚀".repeat(4000)}` }), verdict: fail }));
  expect(command?.data).toBe(`x${"🚀".repeat(2047)}…`);
});

describe("the verdict", () => {
  test("is annotated where no error explains it", () => {
    const verdict = { result: "fail", reasons: ["context.tokens of AGENTS.md: 12 tokens exceed 10"] } as const;
    expect(github({ report: reportOf(), verdict })).toBe(
      "::error title=agent-ci%3A fail::context.tokens of AGENTS.md: 12 tokens exceed 10\n",
    );
    expect(levels(github(empty))).toEqual({ warning: 1 });
  });

  test("is not repeated where an error does", () => {
    expect(levels(github({ report: reportOf({}), verdict: fail }))).toEqual({ error: 1 });
  });

  test("of a run without findings is silence", () => {
    expect(github({ report: reportOf(), verdict: pass })).toBe("");
  });
});
