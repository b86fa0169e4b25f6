import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { codequality } from "../../../src/report/formats/codequality.ts";
import type { Report } from "../../../src/model/report.ts";
import { empty, fail, reportOf } from "../../support/reports.ts";

interface Finding {
  readonly severity: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}
const findings = (report: Report): readonly Finding[] => JSON.parse(codequality({ report, verdict: fail }));

test("nothing found is an empty array, which tells the widget that everything is fixed", () => {
  expect(codequality(empty)).toBe("[]\n");
});

test("severities are those that GitLab knows", () => {
  const report = reportOf({ severity: "info" }, { severity: "warning" }, { severity: "error" });
  expect(findings(report).map(({ severity }) => severity)).toEqual(["major", "minor", "info"]);
});

test("lines are known, or the first", () => {
  const report = reportOf({ path: "a", line: 4, endLine: 6 }, { path: "b", line: 4 }, { path: "c" });
  expect(findings(report).map(({ location }) => location)).toEqual([
    { path: "a", lines: { begin: 4, end: 6 } },
    { path: "b", lines: { begin: 4 } },
    { path: "c", lines: { begin: 1 } },
  ]);
});

test.each([
  ["", "a.md", "a.md"],
  ["packages/x/", "a.md", "packages/x/a.md"],
  ["./", "a.md", "a.md"],
  ["", undefined, "agent-ci.yaml"],
])("root %j and path %j are %s", (root, path, expected) => {
  const report = reportOf(path === undefined ? {} : { path });
  expect(findings({ ...report, run: { ...report.run, root } })[0]?.location.path).toBe(expected);
});

test("a fingerprint is of path and finding, so that equal findings in two files are two", () => {
  const fingerprint = `v1:${"a".repeat(64)}`;
  const [a, b] = findings(reportOf({ path: "a", fingerprint }, { path: "b", fingerprint }));
  expect(a?.fingerprint).toBe(createHash("sha256").update(`a\0${fingerprint}`).digest("hex"));
  expect(b?.fingerprint).not.toBe(a?.fingerprint);
});

test("twins in one file have fingerprints of their own, the same in every run", () => {
  const twin = { path: "a", fingerprint: `v1:${"a".repeat(64)}` };
  const once = findings(reportOf(twin, twin, twin)).map(({ fingerprint }) => fingerprint);
  expect(new Set(once).size).toBe(3);
  expect(findings(reportOf(twin, twin, twin)).map(({ fingerprint }) => fingerprint)).toEqual(once);
});
