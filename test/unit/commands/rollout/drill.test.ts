import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { NOON } from "../../../support/rollouts.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { signedBranch } from "../../../support/ticks.ts";

const spec = (...metrics: readonly string[]): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    staging: { target: { directory: { path: /srv/staging } } }
    live: { target: { git: { branch: agents/live } } }
  strategy:
    staging:
      steps:
        - analysis: { templates: [{ templateName: q }] }
    canary:
      environment: live
      steps:
        - setWeight: 100
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: q }
spec:
  metrics:
${metrics.join("")}`;
const SUCCESS = `    - name: success
      provider: { jsonl: { path: runs/*.jsonl } }
      method: sequential
      objective: { successWhen: 'task.outcome == "success"', min: 0.95 }
`;
const VIOLATIONS = `    - name: violations
      provider: { jsonl: { path: runs/*.jsonl, count: 'task.severity == "critical"', where: 'task.kind == "session"' } }
      successCondition: value == 0
      onFailure: emergencyDisable
`;
const LATENCY = `    - name: latency
      provider: { prometheus: { address: $PROMETHEUS_URL, query: p95 } }
      successCondition: value < 60
      failureCondition: value > 135
      onFailure: stepDown
      for: 4h
`;
const ERRORS = `    - name: errors
      provider: { web: { url: $ERRORS_URL } }
      failureCondition: value > 20
      failureLimit: 2
      onFailure: pause
`;
const COMPARED = `    - name: compared
      provider: { jsonl: { path: runs/*.jsonl } }
      method: mannWhitney
      objective: { of: duration_ms }
`;
const JOB = `    - name: style
      provider: { job: { command: [touch, gone] } }
      successCondition: value > 0.5
`;

async function drillable(text: string) {
  const { folder, commit, git } = createRepository({ "rollouts/team-a.yaml": text });
  const { branch, pair } = await signedBranch(folder);
  commit({ ".agent-ci/audit-key.pub": `${pair.verifying}\n` });
  return {
    folder,
    git,
    branch,
    key: { AGENT_CI_AUDIT_KEY: pair.signing },
    drill: async (env: Readonly<Record<string, string>> = {}, environment = "staging") => {
      const argv = ["rollout", "drill", "team-a", "--environment", environment, "--format", "json"];
      const { code, out, err } = await runCli(folder, argv, env, "", NOON);
      return { code, err, found: out === "" ? undefined : JSON.parse(out) };
    },
  };
}

test("each metric is degraded by itself, and answered as it says: by tasks, by a count, by a number that is asked for", async () => {
  const { drill, folder } = await drillable(spec(SUCCESS, VIOLATIONS, LATENCY, ERRORS, COMPARED, JOB));
  const { code, found } = await drill();
  expect(found.results).toMatchObject([
    { metric: "q/success", onFailure: "abort", well: "pass", phase: "Degraded", stable: expect.any(Number) },
    {
      metric: "q/violations",
      onFailure: "emergencyDisable",
      well: "pass",
      phase: "Frozen",
      stable: expect.any(Number),
    },
    {
      metric: "q/latency",
      onFailure: "stepDown",
      well: "pass",
      phase: "Paused (SteppedDown)",
      stable: expect.any(Number),
    },
    { metric: "q/errors", onFailure: "pause", well: "pass", phase: "Paused (MetricFailed)", stable: null },
    { metric: "q/compared", onFailure: "abort", well: "pass", phase: "Degraded", stable: expect.any(Number) },
  ]);
  // The grace of four hours is not waited for: the clock is put forward, and that is said.
  expect(found.results[2].forward).toBeGreaterThanOrEqual(4 * 3_600_000);
  expect(found.left).toEqual(["q/style: it runs a command, or asks a forge, and neither is done in a drill"]);
  expect(existsSync(join(folder, "gone"))).toBe(false);
  expect([code, found.passed, found.stored, found.notExercised.length]).toEqual([0, true, false, 3]);
});

test("a metric that nothing follows from, or only after a long time, is no pass", async () => {
  const warned = await drillable(spec(`${SUCCESS}      onFailure: warn\n`));
  expect(await warned.drill()).toMatchObject({
    code: 1,
    found: { passed: false, results: [], left: ["q/success: nothing follows from it"] },
  });
  const patient = await drillable(spec(ERRORS.replace("failureLimit: 2", "failureLimit: 5000")));
  expect(await patient.drill()).toMatchObject({
    code: 1,
    found: { passed: false, left: ["q/errors: more than 50 failures may be"] },
  });
});

test("where nothing is rolled back by itself, somebody is called, and that is as it is written", async () => {
  const { drill } = await drillable(
    spec(SUCCESS).replace("  strategy:", "  rollback: { automatic: false }\n  strategy:"),
  );
  expect(await drill()).toMatchObject({
    code: 0,
    found: { results: [{ phase: "Paused (MetricFailed)", stable: null }] },
  });
});

test("without the key nothing is written, with it the drill stands in the log, dated and signed", async () => {
  const { drill, branch, key, folder, git } = await drillable(spec(SUCCESS));
  const before = [(await branch.read()).commit, git("status", "--porcelain")];
  await drill();
  expect([(await branch.read()).commit, git("status", "--porcelain")]).toEqual(before);
  expect((await drill(key)).found.stored).toBe(true);
  const log = [...(await branch.read()).files].find(([path]) => path.startsWith("audit"))?.[1] ?? "";
  const entry = JSON.parse(log.trim().split("\n").at(-1) ?? "");
  expect(entry).toMatchObject({ event: "drill", env: "staging", rollout: null, ts: new Date(NOON).toISOString() });
  expect(entry.evidence[0]).toMatch(/^team-a, sha256:[0-9a-f]{64}: passed$/);
  expect(entry.evidence[1]).toMatch(/^q\/success \(abort\): pass while all was well; t0 degraded, t1 verdict after /);
  expect((await runCli(folder, ["audit", "verify", "--state", "."], {}, "", NOON)).code).toBe(0);
});

test("what it was rehearsed in is gone", async () => {
  const { drill } = await drillable(spec(SUCCESS));
  const own = tempFolder();
  vi.stubEnv("TMPDIR", own);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect((await drill()).code).toBe(0);
  expect(readdirSync(own)).toEqual([]);
});

describe("what is refused", () => {
  test.each([
    ["production", '"production" is in use'],
    ["live", '"live" is in use: a drill is for an environment where nobody works, such as staging'],
    ["stagin", 'There is no environment "stagin" in team-a. There is: staging, live.'],
  ])("%s", async (environment, message) => {
    const { drill } = await drillable(spec(SUCCESS));
    const { code, err } = await drill({}, environment);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test("a key that the repository does not know, and the key in a job of a pull request, before anything is rehearsed", async () => {
    const { drill, key } = await drillable(spec(SUCCESS));
    const other = await drillable(spec(SUCCESS));
    expect(await drill(other.key)).toMatchObject({ code: 2, found: undefined });
    const request = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_PROTECTED: "true" };
    expect(await drill({ ...key, ...request })).toMatchObject({ code: 2, found: undefined });
  });

  test("nobody, and nowhere", async () => {
    const { folder } = await drillable(spec(SUCCESS));
    const run = async (...argv: readonly string[]) => runCli(folder, ["rollout", "drill", ...argv]);
    expect((await run()).err).toContain("Say of which rollout: agent-ci rollout drill");
    expect((await run("team-a")).err).toContain("Say for which environment: --environment staging.");
  });
});
