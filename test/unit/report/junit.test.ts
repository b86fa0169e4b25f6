import { describe, expect, test } from "vitest";
import { junit } from "../../../src/report/formats/junit.ts";
import { empty, fail, pass, reportOf } from "../../support/reports.ts";

const names = (xml: string): readonly (string | undefined)[] =>
  Array.from(xml.matchAll(/<testcase classname="[^"]*" name="([^"]*)"/g), ([, name]) => name);

test("a clean run is one passing test, so that the report is not empty", () => {
  expect(junit({ report: reportOf(), verdict: pass })).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="agent-ci" tests="1" failures="0" errors="0" time="0.021">
  <testsuite name="agent-ci" tests="1" failures="0" errors="0" skipped="0" time="0.021" timestamp="2026-11-21T07:00:00.000Z">
    <testcase classname="agent-ci" name="verdict" time="0">
      <system-out>pass: No findings in 1 file</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test("one test per file and rule, which lists all findings of both", () => {
  const at = { path: "a.md", help: "Mend it." };
  const report = reportOf(
    { ...at, line: 9 },
    { ...at, line: 2, column: 3 },
    { ...at, rule: "mcp/other" },
    { message: "x" },
  );
  const output = junit({ report, verdict: fail });
  expect(names(output)).toEqual([
    "verdict",
    "a.md (mcp/other)",
    "a.md (skill/name-format)",
    "repository (skill/name-format)",
  ]);
  expect(output).toContain(">2:3 error: Wrong.&#10;9 error: Wrong.&#10;help: Mend it.</failure>");
  expect(output).toContain('tests="4" failures="4" errors="0"');
});

test("the name of a test holds no line: a finding that moved is not a new one", () => {
  const [before, after] = [7, 8].map((line) =>
    names(junit({ report: reportOf({ path: "a.md", line }), verdict: fail })),
  );
  expect(before).toEqual(after);
  expect(before).toHaveLength(2);
});

describe("the tests are red exactly when the job is", () => {
  const warned = reportOf({ severity: "warning", path: "a.md" });

  test("warnings pass and are told", () => {
    const output = junit({ report: warned, verdict: pass });
    expect(output).toContain('tests="2" failures="0" errors="0"');
    expect(output).toContain("<system-out>warning: Wrong.</system-out>");
  });

  test("warnings that the policy refuses fail the verdict's test", () => {
    const output = junit({ report: warned, verdict: { result: "fail", reasons: ["1 warning"] } });
    expect(output).toContain('tests="2" failures="1" errors="0"');
    expect(output).toContain('type="failure">fail: 1 warning in 1 file&#10;1 warning</failure>');
  });

  test("no verdict is an error, not a failure", () => {
    expect(junit(empty)).toContain('tests="1" failures="0" errors="1"');
  });
});

test("paths count from the repository's top", () => {
  const report = reportOf({ path: "a.md", line: 3 });
  const output = junit({ report: { ...report, run: { ...report.run, root: "x/" } }, verdict: fail });
  expect(output).toContain('name="x/a.md (skill/name-format)" file="x/a.md" line="3"');
});
