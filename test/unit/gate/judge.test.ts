import { describe, expect, test } from "vitest";
import { exitCode } from "../../../src/gate/exit.ts";
import { failOn, judge, within } from "../../../src/gate/judge.ts";
import type { Diagnostic, Severity } from "../../../src/model/diagnostic.ts";
import type { Measurement } from "../../../src/model/measurement.ts";
import type { Report } from "../../../src/model/report.ts";

const diagnostic = (severity: Severity): Diagnostic => ({ rule: "r/r", severity, message: "m", fingerprint: "v1:0" });
const report = (over: Partial<Report> = {}): Report => ({
  version: 1,
  diagnostics: [],
  measurements: [],
  sections: [],
  rules: [],
  checked: { artifacts: 1, kinds: { skill: 1 } },
  run: { startedAt: "2026-11-21T00:00:00.000Z", durationMs: 1, root: "", policy: "defaults" },
  ...over,
});

describe("fail-on", () => {
  const cases = [
    ["error", ["error"], "fail", ["1 error"]],
    ["error", ["warning", "info"], "pass", []],
    ["warning", ["error", "error", "warning"], "fail", ["2 errors", "1 warning"]],
    ["warning", ["info"], "pass", []],
    ["never", ["error", "warning"], "pass", []],
  ] as const;
  test.each(cases)("%s and %j give %s", (threshold, severities, result, reasons) => {
    const verdict = judge(report({ diagnostics: severities.map(diagnostic) }), [failOn(threshold)]);
    expect(verdict).toEqual({ result, reasons });
  });
});

describe("nothing checked", () => {
  const empty = report({ checked: { artifacts: 0, kinds: {} } });
  test("is no pass", () => expect(judge(empty, [failOn("error")]).result).toBe("inconclusive"));
  test("but what configures agent-ci is no pass either", () => {
    const own = report({ checked: { artifacts: 2, kinds: { policy: 2 } } });
    expect(judge(own, [failOn("error")])).toEqual({
      result: "inconclusive",
      reasons: [
        "No agent configuration was found but that of agent-ci itself, so nothing was checked: give the path of the folder that has it.",
      ],
    });
  });
  test("and fails the exit, unless that was asked for", () => {
    const verdict = judge(empty, []);
    expect([exitCode(verdict, "fail"), exitCode(verdict, "warn")]).toEqual([1, 0]);
  });
});

describe("a gate on measurements", () => {
  const bytes = (kind: string, value: number, path?: string): Measurement => ({
    metric: "bytes",
    value,
    unit: "bytes",
    labels: { kind },
    ...(path !== undefined && { path }),
  });
  const measured = report({ measurements: [bytes("skill", 10), bytes("instructions", 99, "AGENTS.md")] });
  const cases = [
    [{ metric: "bytes", max: 98 }, ["bytes of AGENTS.md, kind instructions: 99 bytes exceed 98"]],
    [{ metric: "bytes", labels: { kind: "skill" }, max: 10 }, []],
    [{ metric: "bytes", labels: { kind: "skill" }, min: 11 }, ["bytes of kind skill: 10 bytes are fewer than 11"]],
    [{ metric: "bytes", matches: (path: string) => path === "AGENTS.md", max: 99 }, []],
    [{ metric: "tokens", max: 1 }, ["No measurement answers to the gate on tokens."]],
  ] as const;
  test.each(cases)("%j", (bound, reasons) => {
    expect(within(bound)(measured)).toEqual(reasons);
  });
});

test("exit codes are those of the contract", () => {
  expect([
    exitCode({ result: "pass", reasons: [] }, "fail"),
    exitCode({ result: "fail", reasons: ["300 errors"] }, "warn"),
  ]).toEqual([0, 1]);
});
