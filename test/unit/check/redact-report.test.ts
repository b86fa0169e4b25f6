import { expect, test } from "vitest";
import { redactReport } from "../../../src/check/redact-report.ts";
import { emptyReport } from "../../support/reports.ts";

const SECRET = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
const HIDDEN = `ghp_${"*".repeat(36)}`;

test.each([
  ["alone", SECRET, HIDDEN],
  ["behind a line's end", `one\n${SECRET}`, `one\n${HIDDEN}`],
  ["behind a tab", `one\t${SECRET}\ttwo`, `one\t${HIDDEN}\ttwo`],
  ["in quotes", `{"key":"${SECRET}"}`, `{"key":"${HIDDEN}"}`],
])("a secret in a section is hidden: %s", (_, text, hidden) => {
  const sections = [{ kind: "any", version: 1, data: { list: [{ text, path: text, more: 7 }] } }];
  const { report } = redactReport(
    { report: { ...emptyReport, sections }, verdict: { result: "pass", reasons: [] } },
    [],
  );
  expect(report.sections).toEqual([
    { kind: "any", version: 1, data: { list: [{ text: hidden, path: hidden, more: 7 }] } },
  ]);
});

test("a secret in a label of a measurement is hidden, such as in the name of a workflow; its path finds the file", () => {
  const labels = { workflow: `deploy ${SECRET}`, client: "codex" };
  const measurements = [{ metric: "cost", value: 1, unit: "dollars", labels, path: "a.md" }];
  const { report } = redactReport(
    { report: { ...emptyReport, measurements }, verdict: { result: "pass", reasons: [] } },
    [],
  );
  expect(report.measurements).toEqual([
    { ...measurements[0], labels: { workflow: `deploy ${HIDDEN}`, client: "codex" } },
  ]);
});
