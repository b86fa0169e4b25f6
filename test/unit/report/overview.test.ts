import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import { text } from "../../../src/report/text/text.ts";
import { fail, reportOf } from "../../support/reports.ts";

const fix = (safe: boolean) => ({ title: "Mend", safe, edits: [] });
const times = (count: number, one: Partial<Diagnostic>): readonly Partial<Diagnostic>[] =>
  Array.from({ length: count }, (_, line) => ({ path: "a.md", line: line + 1, column: 1, help: "Mend it.", ...one }));
const MANY = reportOf(
  ...times(40, { rule: "skill/vague", severity: "info", path: "0.md" }),
  ...times(30, { rule: "link/anchor", severity: "warning", fix: fix(true) }),
  ...times(20, { rule: "link/missing", severity: "error" }),
  ...times(3, { rule: "file/syntax", severity: "error", fix: fix(false) }),
);
const of = (report = MANY, more = {}) => text({ report, verdict: fail, screen: 60, ...more });

describe("more findings than a screen", () => {
  test("take no more than that, errors first, with a word on what is left out", () => {
    const lines = of().split("\n");
    expect(lines.length).toBeLessThanOrEqual(61);
    expect(lines[0]).toBe("error link/missing: Mend it.");
    expect(lines[1]).toBe("  a.md:1:1  Wrong.");
    expect(lines).toContain("  and 10 more: --only link/missing");
    expect(lines.indexOf("error file/syntax: Mend it.")).toBeLessThan(lines.indexOf("warning link/anchor: Mend it."));
    expect(lines).toContain("  a.md:2:1  Wrong.  fixable");
  });

  test("end with their counts by rule, the worst first", () => {
    const table = /( +found +severity.*)\n\n/su
      .exec(of())?.[1]
      ?.split("\n")
      .map((line) => line.trim().split(/ {2,}/u));
    expect(table).toEqual([
      ["found", "severity", "rule", "fixable"],
      ["20", "error", "link/missing"],
      ["3", "error", "file/syntax", "3 with --fix-unsafe"],
      ["30", "warning", "link/anchor", "30 with --fix"],
      ["40", "info", "skill/vague"],
    ]);
  });

  test("of hundreds of rules are a screen, too, and say where the others are", () => {
    const rules = Array.from({ length: 300 }, (_, index) =>
      times(4, { rule: `a/r${index}`, severity: "error" }),
    ).flat();
    const output = of(reportOf(...rules));
    expect(output.split("\n").length).toBeLessThanOrEqual(61);
    expect(output).toContain("  and 1140 findings of 285 rules: --statistics\n");
  });

  test("are all there for whoever asks for some of them, and in files", () => {
    const chosen = ({ rule }: Diagnostic) => rule === "link/anchor";
    const output = of(MANY, { chosen });
    expect(output.match(/warning {2}Wrong\./gu)).toHaveLength(30);
    expect(output).toContain("\nPrinted: 30 of 93 findings\n");
    expect(text({ report: MANY, verdict: fail }).match(/Wrong\. {2}/gu)).toHaveLength(93);
  });
});

test("a screen of findings stands by file, as it always did", () => {
  const few = reportOf(...times(3, { severity: "warning" }));
  expect(of(few)).toBe(text({ report: few, verdict: fail }));
});

test("statistics are the counts of all rules, and nothing that was found", () => {
  const output = of(MANY, { statistics: true });
  expect(output).not.toContain("Wrong.");
  expect(output.match(/^ +\d+ {2}(?:error|warning|info)/gmu)).toHaveLength(4);
  expect(output).toContain("Fixable: 30 with --fix, 3 with --fix-unsafe\n");
});

test("what a report of others says in its rules and messages reaches no terminal as it is", () => {
  const hostile = reportOf(
    ...times(90, { rule: "a/\u001B[2J", message: "\u001B]0;x\u0007", help: "\u009B31m", severity: "error" }),
  );
  // oxlint-disable-next-line no-control-regex -- those are what must not get there
  expect(of(hostile)).not.toMatch(/[\u001B\u0007\u009B]/u);
});
