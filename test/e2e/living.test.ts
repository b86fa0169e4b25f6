import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { runAct } from "../support/act.ts";
import { describeWithClients } from "../support/clients.ts";
import { createMergeRequest, runPipeline } from "../support/gitlab.ts";
import { packedRelease } from "../support/npm-package.ts";
import { runCheck } from "../support/run-check.ts";
import { tempFolder } from "../support/temp-folder.ts";

const skill = (name: string, body = ""): string =>
  `---\nname: ${name}\ndescription: Tidies ${name} when somebody asks for it to be tidied.\n---\n\nTidy ${name}.\n${body}`;
const DEAD = "\nRead [the form](form.md).\n";
const COMMENT = "\n<!-- agent-ci-disable-next-line link/missing -- written at the release -->";
/** A policy over the report and a schema, neither of which holds. */
const ASKED = `policies: [{ name: few, when: "report.checked.artifacts > 1", message: There are many }]
schemas: [{ files: [data/*.json], schema: shape.json }]
`;
const OWN = { "shape.json": '{"required":["name"]}', "data/a.json": "{}\n" };
const OLD = { "skills/old/SKILL.md": skill("old", DEAD) };

async function baselineOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = tempFolder({ ...files, ".git/HEAD": "" });
  await runCheck(folder, { values: { "update-baseline": true } });
  return readFileSync(join(folder, ".agent-ci/baseline.json"), "utf8");
}
const found = (json: string): readonly string[] => {
  const report: Report = JSON.parse(json);
  return report.diagnostics.map(({ rule, path }) => `${rule} ${path}`);
};

describeWithClients("a repository lives with its findings in act", ["act"], () => {
  test("what was there before and what somebody answers for do not fail it; what is new does", async () => {
    const files = {
      ...OLD,
      ...OWN,
      "agent-ci.yaml": ASKED,
      ".agent-ci/baseline.json": await baselineOf(OLD),
      "skills/kept/SKILL.md": skill("kept", `${COMMENT}${DEAD}`.replace("\n\nRead", "\nRead")),
      "skills/new/SKILL.md": skill("new", DEAD),
    };
    const steps = `
- uses: org/agent-ci/check@v1
  id: all
  continue-on-error: true
- uses: org/agent-ci/check@v1
  id: one
  with: { path: skills/kept }
- run: cp "\${{ steps.all.outputs.report-path }}" "$KEPT/all.json"`;
    const { exitCode, kept, log } = await runAct({ files, steps });
    expect(exitCode).toBe(0);
    const all = readFileSync(join(kept, "all.json"), "utf8");
    expect(found(all)).toEqual([
      "condition/violated undefined",
      "schema/invalid data/a.json",
      "link/missing skills/new/SKILL.md",
    ]);
    expect(JSON.parse(all).excused).toMatchObject([{ by: "inline" }, { by: "baseline" }]);
    expect(log).toContain("Suppressed findings");
  });
});

const packed = packedRelease();

describeWithClients("a merge request in gitlab-ci-local", ["gitlab-ci-local", "rsync"], () => {
  test("shows its own findings, and cannot switch the gate off", async () => {
    const files = {
      ...OLD,
      ...OWN,
      "skills/tidy/SKILL.md": skill("tidy"),
      "agent-ci.yaml": `fail-on: error\n${ASKED}`,
    };
    const { project, variables } = createMergeRequest(files, {
      "skills/tidy/SKILL.md": skill("tidy", DEAD),
      "agent-ci.yaml": "fail-on: never\nrules: { link/missing: off }\n",
      "data/a.json": '{ "nane": "a" }\n',
      "shape.json": "true\n",
      ".agent-ci/baseline.json": await baselineOf({ "skills/tidy/SKILL.md": skill("tidy", DEAD) }),
    });
    const run = { variables, inputs: { install: "none" }, programs: packed().bin };
    const { jobs, report } = await runPipeline(project, run);
    expect(jobs).toEqual({ "agent-ci-check": "PASS", "agent-ci-check-gate": "FAIL" });
    const rules = found(report("agent-ci-check", "report.json") ?? "");
    expect(rules).toContain("link/missing skills/tidy/SKILL.md");
    expect(rules).toContain("condition/violated undefined");
    expect(rules).toContain("schema/invalid data/a.json");
    expect(rules).not.toContain("link/missing skills/old/SKILL.md");
    expect(rules.filter((one) => one.startsWith("policy/weakened"))).toHaveLength(5);
  });
});
