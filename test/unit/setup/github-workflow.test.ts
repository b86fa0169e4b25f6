import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { githubWorkflow } from "../../../src/setup/github-workflow.ts";
import { createRepository, gitEnvironment, type Repository } from "../../support/git.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const { jobs } = parse(githubWorkflow("main", "1.2.3"));
const { steps } = jobs.checks;
const script: string = steps.find(({ id }: { id?: string }) => id === "changes").run;

/** What the job "What changed" says, run as GitHub's runner does. */
function changed({ folder }: Repository, base: string, path = process.env["PATH"] ?? "") {
  const temp = tempFolder({ output: "" });
  const env = { ...gitEnvironment(), PATH: path, BASE: base, RUNNER_TEMP: temp, GITHUB_OUTPUT: join(temp, "output") };
  const { status } = spawnSync("bash", ["-e", "-c", script], { cwd: folder, env });
  return { status, output: readFileSync(join(temp, "output"), "utf8") };
}

test("is three jobs, of which the last is never skipped and passes for nothing but success", () => {
  expect(Object.keys(jobs)).toEqual(["checks", "show", "agent-ci"]);
  const closing = jobs["agent-ci"];
  expect(closing).toMatchObject({ needs: ["checks"], if: "${{ always() }}" });
  const ended = (result: string) => spawnSync("sh", ["-c", closing.steps[0].run], { env: { RESULT: result } }).status;
  expect(["success", "failure", "cancelled", "skipped", ""].map(ended)).toEqual([0, 1, 1, 1, 1]);
});

test("no job that may write checks a request out, and each step of ours names its version", () => {
  for (const job of Object.values<{ permissions: object; steps: { uses?: string }[] }>(jobs)) {
    const writes = Object.values(job.permissions).includes("write");
    const uses = job.steps.flatMap((step) => step.uses ?? []);
    expect(writes && uses.some((one) => one.startsWith("actions/checkout"))).toBe(false);
    for (const one of uses.filter((each) => each.startsWith("agent-ci/"))) expect(one).toMatch(/@v1\.2\.3$/u);
  }
});

test("reports lie beside the checkout, where no file of a request passes for one", () => {
  for (const { with: given = {} } of steps.slice(2)) {
    const written = [given.output, given.path].filter(Boolean).join("\n").trim().split("\n");
    for (const line of written) expect(line).toContain("${{ runner.temp }}/agent-ci/");
  }
});

describe("the step that says what changed", () => {
  test("knows a file by the name that it had, too", () => {
    const repository = createRepository({ "agent-ci.yaml": "fail-on: error\n", "src/a.ts": "" });
    const base = repository.git("rev-parse", "HEAD");
    repository.git("mv", "agent-ci.yaml", "policy.old");
    repository.git("commit", "--quiet", "--message=x");
    expect(changed(repository, base)).toEqual({ status: 0, output: "configuration=true\ncontext=true\n" });
  });

  test("says nothing of other files, and counts all where the commit before is not there", () => {
    const repository = createRepository({ "AGENTS.md": "", "src/a.ts": "" });
    const base = repository.git("rev-parse", "HEAD");
    repository.commit({ "src/a.ts": "x" });
    expect(changed(repository, base)).toEqual({ status: 0, output: "" });
    expect(changed(repository, "0".repeat(40)).output).toContain("configuration=true");
  });

  test("fails where it cannot tell, and skips nothing for that", () => {
    const repository = createRepository({ "AGENTS.md": "" });
    const bin = tempFolder();
    writeFileSync(join(bin, "grep"), "#!/bin/sh\nexit 2\n", { mode: 0o755 });
    const { status } = changed(repository, "", [bin, process.env["PATH"]].join(delimiter));
    expect(status).toBe(2);
  });
});
