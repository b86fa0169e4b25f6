import { expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { gitlabSecretDetection } from "../../../src/report/formats/gitlab-secret-detection.ts";
import { empty, fail, reportOf } from "../../support/reports.ts";

const read = (report: Report) => JSON.parse(gitlabSecretDetection({ report, verdict: fail }));
const secret = {
  rule: "secret/token",
  path: "notes.txt",
  line: 3,
  message: "A secret stands here.",
  help: "Revoke it.",
};

test("secrets are told, and nothing else", () => {
  const { vulnerabilities } = read(reportOf(secret, { rule: "skill/name-format" }, { rule: "secretive/rule" }));
  expect(vulnerabilities).toMatchObject([
    {
      name: "A secret in the repository (secret/token)",
      description: "A secret stands here.",
      solution: "Revoke it.",
      severity: "Critical",
      identifiers: [
        { type: "agent_ci_rule", value: "secret/token" },
        { type: "cwe", value: "798" },
      ],
      location: { file: "notes.txt", start_line: 3, end_line: 3 },
    },
  ]);
});

test("the commit is the finding's own, else the checked one, else what GitLab writes for none", () => {
  const shas = (report: Report): readonly string[] =>
    read(report).vulnerabilities.map((one: { location: { commit: { sha: string } } }) => one.location.commit.sha);
  const report = reportOf({ ...secret, commit: "a".repeat(40) }, secret);
  expect(shas({ ...report, run: { ...report.run, commit: "b".repeat(40) } })).toEqual(["a".repeat(40), "b".repeat(40)]);
  expect(shas(reportOf(secret))).toEqual(["0000000"]);
});

test("times are in UTC and say no zone", () => {
  const report = reportOf(secret);
  const run = { ...report.run, startedAt: "2026-11-21T23:59:59.500Z", durationMs: 1500 };
  expect(read({ ...report, run }).scan).toMatchObject({
    type: "secret_detection",
    status: "success",
    start_time: "2026-11-21T23:59:59",
    end_time: "2026-11-22T00:00:01",
  });
});

test("where nobody looked, the scan failed: GitLab must not take old findings for mended", () => {
  expect(JSON.parse(gitlabSecretDetection(empty))).toMatchObject({ scan: { status: "failure" }, vulnerabilities: [] });
});

test("equal secrets in two files are two, and twins in one file as well", () => {
  const same = { ...secret, fingerprint: `v1:${"a".repeat(64)}` };
  const { vulnerabilities } = read(reportOf(same, same, { ...same, path: "other.txt" }));
  expect(new Set(vulnerabilities.map(({ id }: { id: string }) => id)).size).toBe(3);
});

test("the scanner is whoever searched, and the analyzer ourselves", () => {
  const scanned = (engine: object): Report => ({
    ...reportOf(secret),
    sections: [{ kind: "secret-scan", version: 1, data: { engine, found: 1, allowed: [], elsewhere: 0, again: 0 } }],
  });
  const by = (report: Report) => {
    const { analyzer, scanner } = read(report).scan;
    return [analyzer.id, scanner.id, scanner.version];
  };
  expect(by(scanned({ name: "gitleaks", version: "8.30.1" }))).toEqual(["agent-ci", "gitleaks", "8.30.1"]);
  expect(by(scanned({ name: "gitleaks" }))).toEqual(["agent-ci", "gitleaks", "unknown"]);
  expect(by(scanned({ name: "embedded", version: "0.1.0" }))[1]).toBe("agent-ci");
});
