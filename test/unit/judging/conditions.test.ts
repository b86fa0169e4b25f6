import { describe, expect, test } from "vitest";
import { runCheck } from "../../support/run-check.ts";
import { createRepository } from "../../support/git.ts";

const SKILL = "---\nname: git\ndescription: Commits.\n---\nCommit.\n";
const policies = (...list: readonly object[]): string => `policies: ${JSON.stringify(list)}\n`;
const repository = (...list: readonly object[]) =>
  createRepository({ "skills/git/SKILL.md": SKILL, "agent-ci.yaml": policies(...list) }).folder;

describe("policies: in a repository", () => {
  test("one that is violated fails the run, with its message and severity", async () => {
    const folder = repository({
      name: "no-skills",
      when: '"skill" in report.checked.kinds',
      message: "No skills here",
    });
    const { code, report } = await runCheck(folder);
    expect(code).toBe(1);
    expect(report.diagnostics).toEqual([
      expect.objectContaining({
        rule: "condition/violated",
        severity: "error",
        message: 'Condition "no-skills": No skills here.',
      }),
    ]);
    expect(report.rules.map(({ id }) => id)).toContain("condition/violated");
  });

  test("a milder one does not, and one that holds is not heard of", async () => {
    const folder = repository(
      { name: "mild", when: "true", severity: "warning" },
      { name: "holds", when: "report.diagnostics.size() > 0" },
    );
    const { code, found } = await runCheck(folder);
    expect(code).toBe(0);
    expect(found).toEqual(["warning condition/violated"]);
  });

  test("the fingerprint is that of the name: another message is the same finding", async () => {
    const [one, other] = await Promise.all(
      ["A", "B"].map(async (message) => runCheck(repository({ name: "x", when: "true", message }))),
    );
    expect(one?.report.diagnostics[0]?.fingerprint).toBe(other?.report.diagnostics[0]?.fingerprint);
    const renamed = await runCheck(repository({ name: "y", when: "true", message: "A" }));
    expect(renamed.report.diagnostics[0]?.fingerprint).not.toBe(one?.report.diagnostics[0]?.fingerprint);
  });

  test("one that fails is an error, whatever its severity", async () => {
    const { code, found, report } = await runCheck(repository({ name: "x", when: "1 / 0 == 1", severity: "info" }));
    expect([code, found]).toEqual([1, ["error condition/failed"]]);
    expect(report.diagnostics[0]?.message).toMatch(/^Condition "x": it cannot be evaluated: /u);
  });

  test("one that is none ends the run, and says where it stands", async () => {
    await expect(runCheck(repository({ name: "x", when: "report.findings.size() > 0" }))).rejects.toThrow(
      /^agent-ci\.yaml:1:\d+: policies: No such key: findings, at character 8 of its expression\.$/u,
    );
  });
});
