import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgeTasks } from "../../../../src/rollout/analysis/judge-tasks.ts";
import { createRepository } from "../../../support/git.ts";
import { HOUR, MINUTE, NOON } from "../../../support/rollouts.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const spec = (metric: string, more = ""): string => `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    production: { target: { git: { branch: agents/production } } }
  strategy:
    canary:
      steps:
        - setWeight: 10
        - pause: { duration: 24h }
        - analysis: { templates: [{ templateName: q }] }
        - setWeight: 100
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: q }
spec:
  metrics:
    - name: success
${metric}${more}`;
const SEQUENTIAL = `      provider: { jsonl: { path: runs/*.jsonl } }
      method: sequential
      objective: { successWhen: 'task.outcome == "success"', min: 0.95 }
`;

/** A task every ten minutes, so that so many are known at `NOON`. */
const BEGAN = NOON - 100 * 10 * MINUTE;
const tasks = (facts: (index: number) => object, count = 100): string =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      task_id: `t${index}`,
      variant: "canary",
      rollout: "team-a/r7",
      started: BEGAN + index * 10 * MINUTE,
      duration_ms: 60_000,
      ...facts(index),
    }),
  ).join("\n");

const analyze = async (files: Readonly<Record<string, string>>, ...options: readonly string[]) => {
  const folder = tempFolder(files);
  const argv = ["rollout", "analyze", "team-a", "--retrospective", "--format", "json", ...options];
  const { code, out, err } = await runCli(folder, argv, {}, "", NOON);
  return { code, err, folder, found: out === "" ? undefined : JSON.parse(out) };
};
const iso = (at: number): string => new Date(at).toISOString();

/** After how many tasks the judge of the tick first says that it fails. */
function firstFailing(outcomes: readonly string[]): number {
  const asked = {
    name: "q/success",
    method: "sequential",
    alpha: 0.05,
    direction: "either",
    allowedIncrease: 1,
    onNoData: "inconclusive",
    successWhen: 'task.outcome == "success"',
    min: 0.95,
  } as const;
  const judge = judgeTasks(asked, 100);
  return outcomes.findIndex((outcome) => {
    judge.take({ variant: "canary", at: 0, ended: 0, task: { outcome } });
    return judge.verdict(0).verdict === "fail";
  });
}

test("it says at which tick a specification would have taken the release back, by what was known then", async () => {
  const outcome = (index: number): string => (index >= 60 && index % 2 === 0 ? "error" : "success");
  const records = tasks((index) => ({ outcome: outcome(index) }));
  const { code, found } = await analyze(
    { "rollouts/team-a.yaml": spec(SEQUENTIAL), "runs/a.jsonl": records },
    "--every",
    "10m",
  );
  const decisive = firstFailing(Array.from({ length: 100 }, (_, index) => outcome(index)));
  expect(decisive).toBeGreaterThan(60);
  expect(code).toBe(1);
  // A tick comes a millisecond before a task begins, and knows those that ended before it.
  expect(found.ended).toMatchObject({
    at: BEGAN - 1 + (decisive + 1) * 10 * MINUTE,
    phase: "RollingBack",
    why: expect.stringMatching(/^q\/success fails: /),
  });
  expect(found.verdicts["q/success"]).toMatchObject({ verdict: "fail", at: found.ended.at });
  expect(found.tasks).toEqual({ canary: 100, stable: 0, bad: 0, again: 0 });
});

test("a time that no calendar has, and lists that can be read and not be written, are no records", async () => {
  const [open, close] = ["[", "]"].map((bracket) => bracket.repeat(100_000));
  const hostile = [
    `{"task_id":"deep","started":${BEGAN},"variant":"canary","rollout":"team-a/r7","outcome":"error","x":${open}${close}}`,
    '{"task_id":"early","started":-1e308,"variant":"canary","rollout":"team-a/r7","outcome":"error"}',
    '{"task_id":"first","started":"-271821-04-20T00:00:00.000Z","variant":"canary","rollout":"team-a/r7"}',
    '{"task_id":"last","started":"+275760-09-13T00:00:00.000Z","variant":"canary","rollout":"team-a/r7"}',
  ];
  const records = `${tasks(() => ({ outcome: "success" }))}\n${hostile.join("\n")}\n`;
  const { code, found } = await analyze({ "rollouts/team-a.yaml": spec(SEQUENTIAL), "runs/a.jsonl": records });
  expect([code, found.tasks]).toEqual([0, { canary: 100, stable: 0, bad: 4, again: 0 }]);
});

test("a good release is not taken back; that it would have waited for data is said", async () => {
  const records = tasks(() => ({ outcome: "success" }));
  const files = { "rollouts/team-a.yaml": spec(SEQUENTIAL), "runs/a.jsonl": records };
  expect((await analyze(files, "--every", "1h")).found.pauses).toEqual([]);
  const strict = { ...files, "rollouts/team-a.yaml": spec(`${SEQUENTIAL}      inconclusiveLimit: 0\n`) };
  const { code, found } = await analyze(strict, "--every", "1h");
  expect(code).toBe(0);
  expect(found.ended).toBeUndefined();
  // Fewer than 59 tasks say nothing: an hourly tick has 60 after ten hours, and each of those before pauses.
  expect(found.pauses).toHaveLength(9);
  expect(found.verdicts["q/success"]).toMatchObject({ verdict: "pass", figures: [{ n: 100 }] });
  const folder = tempFolder(files);
  const { out } = await runCli(folder, ["rollout", "analyze", "team-a", "--retrospective"], {}, "", NOON);
  expect(out).toContain("100 tasks of the canary, 0 of stable, a tick every 15m");
  expect(out).toContain("would not have been taken back by");
  expect(out).toContain("  q/success: pass (sequential at 0.05: at most 5.0 % fail; n 100): 0 of 100 fail");
});

test("only what lies between --since and --until counts", async () => {
  const files = {
    "rollouts/team-a.yaml": spec(SEQUENTIAL),
    "runs/a.jsonl": tasks((index) => ({ outcome: index < 20 || index >= 90 ? "error" : "success" })),
  };
  const inside = [iso(BEGAN + 200 * MINUTE), iso(BEGAN + 900 * MINUTE - 1)] as const;
  const { code, found } = await analyze(files, "--since", inside[0], "--until", inside[1]);
  expect([code, found.tasks.canary]).toEqual([0, 70]);
  expect((await analyze(files)).code).toBe(1);
  expect((await analyze(files, "--since", "24h")).found.tasks.canary).toBe(100);
});

test("whose tasks are the canary's is said by their release, against one or all others", async () => {
  const comparison = `      provider: { jsonl: { path: runs/*.jsonl } }
      method: fisher
      objective: { successWhen: 'task.outcome == "success"' }
`;
  const records = tasks(
    (index) => ({
      variant: undefined,
      release: ["new", "old", "older"][index % 3],
      outcome: index % 3 === 0 && index > 60 ? "error" : "success",
    }),
    300,
  );
  const files = { "rollouts/team-a.yaml": spec(comparison), "runs/a.jsonl": records };
  const until = ["--until", iso(BEGAN + 3000 * MINUTE)];
  const all = await analyze(files, "--canary", "new", ...until);
  expect(all.found).toMatchObject({ tasks: { canary: 100, stable: 200 }, ended: { phase: "RollingBack" } });
  const one = await analyze(files, "--canary", "new", "--stable", "old", ...until);
  expect(one.found.tasks).toMatchObject({ canary: 100, stable: 100 });
  const good = await analyze(files, "--canary", "older", "--stable", "old", ...until);
  expect(good.found).toMatchObject({ verdicts: { "q/success": { verdict: "pass" } } });
  expect((await analyze(files, "--canary", "newest", ...until)).code).toBe(2);
});

test("an attempt is picked by its name, and records of others are read by their own fields", async () => {
  const mapped = SEQUENTIAL.replace(
    "path: runs/*.jsonl",
    "path: runs/*.jsonl, fields: { task_id: event.id, outcome: event.result }",
  );
  const records = tasks((index) => ({
    task_id: undefined,
    event: { id: `e${index}`, result: index % 2 === 0 ? "success" : "error" },
    rollout: index % 2 === 0 ? "team-a/r7" : "team-a/r6",
  }));
  const files = { "rollouts/team-a.yaml": spec(mapped), "runs/a.jsonl": records };
  expect((await analyze(files, "--of", "team-a/r7")).found).toMatchObject({ tasks: { canary: 50, bad: 0 } });
  expect((await analyze(files, "--of", "team-a/r7")).found.ended).toBeUndefined();
  expect((await analyze(files, "--of", "team-a/r6")).found.ended).toMatchObject({ phase: "RollingBack" });
});

test("a limit of failures and a grace are those of the tick", async () => {
  const count = `      provider: { jsonl: { path: runs/*.jsonl, count: 'task.critical == true' } }
      successCondition: value == 0
`;
  const records = tasks((index) => ({ critical: index === 50 }));
  const at = async (more: string) =>
    (await analyze({ "rollouts/team-a.yaml": spec(count, more), "runs/a.jsonl": records }, "--every", "10m")).found
      .ended?.at;
  const first = BEGAN - 1 + 51 * 10 * MINUTE;
  expect(await at("")).toBe(first);
  expect(await at("      failureLimit: 2\n")).toBe(first + 20 * MINUTE);
  expect(await at("      for: 1h\n")).toBe(first + HOUR);
  expect(await at("      onFailure: warn\n")).toBeUndefined();
});

test("series of samples are looked back on as well: what grew too much for as long as it may", async () => {
  const memory = `      provider: { jsonl: { path: "runs/*.jsonl" } }
      series: { memory: { of: memory_kb, over: 1h, take: mean } }
      failureCondition: memory > 8000
      for: 2h
`;
  const samples = tasks((index) => ({ task_id: undefined, duration_ms: 0, memory_kb: index < 50 ? 1000 : 9000 }));
  const { code, found } = await analyze(
    { "rollouts/team-a.yaml": spec(memory), "runs/a.jsonl": samples },
    "--every",
    "10m",
  );
  expect(code).toBe(1);
  expect(found.ended).toMatchObject({ phase: "RollingBack", why: expect.stringMatching(/^q\/success fails: /) });
  // Not before the hour's mean is beyond it and two hours have passed; and soon after that.
  expect(found.ended.at).toBeGreaterThan(BEGAN + 500 * MINUTE + 2 * HOUR);
  expect(found.ended.at).toBeLessThan(BEGAN + 500 * MINUTE + 4 * HOUR);
});

test("what has no records and no series is not judged, and said not to be", async () => {
  const job = spec(
    SEQUENTIAL,
    "    - name: style\n      provider: { job: { command: [touch, gone] } }\n      successCondition: value > 0\n",
  );
  const { found, folder } = await analyze({
    "rollouts/team-a.yaml": job,
    "runs/a.jsonl": tasks(() => ({ outcome: "success" })),
  });
  expect(found.left).toEqual(["q/style"]);
  expect(existsSync(join(folder, "gone"))).toBe(false);
});

test("nothing is written", async () => {
  const { folder, git } = createRepository({
    "rollouts/team-a.yaml": spec(SEQUENTIAL),
    "runs/a.jsonl": tasks(() => ({ outcome: "error" })),
  });
  const before = [git("for-each-ref"), readdirSync(folder, { recursive: true }).length];
  const { code } = await runCli(folder, ["rollout", "analyze", "team-a", "--retrospective"], {}, "", NOON);
  expect(code).toBe(1);
  expect([git("for-each-ref"), readdirSync(folder, { recursive: true }).length]).toEqual(before);
  expect(git("status", "--porcelain")).toBe("");
});

describe("what is refused", () => {
  const files = { "rollouts/team-a.yaml": spec(SEQUENTIAL), "runs/a.jsonl": tasks(() => ({ outcome: "success" })) };
  test.each([
    [["--since", "soon"], '--since: "soon" is no time'],
    [["--until", "30/11/2026"], "--until: "],
    [["--every", "often"], "--every: "],
    [["--every", "1s"], "makes more than 5000 ticks"],
    [["--since", "1h", "--until", "2h"], "--since is not before --until"],
    [["--of", "team-a/r9"], "No record is of the attempt team-a/r9 then"],
    [["--canary", "sha256:7f3a"], "No record is of the release sha256:7f3a then"],
  ])("%j", async (options, message) => {
    const { code, err } = await analyze(files, ...options);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  test("the present, and nobody", async () => {
    const run = async (...argv: readonly string[]) => runCli(tempFolder(files), ["rollout", "analyze", ...argv]);
    expect((await run("team-a")).err).toContain("give it --retrospective");
    expect((await run("--retrospective")).err).toContain("Say of which rollout: agent-ci rollout analyze");
    expect((await run("team-b", "--retrospective")).err).toContain('There is no rollout "team-b"');
  });
});

test("a task knows where it was: conditions may ask for that, and other environments are left out", async () => {
  const staged = spec(SEQUENTIAL.replace("runs/*.jsonl", "runs/*.jsonl, where: 'task.environment != \"lab\"'")).replace(
    "  environments:\n",
    "  environments:\n    staging: { target: { git: { branch: agents/staging } } }\n",
  );
  const where = ["production", "staging", "lab"];
  const records = tasks((index) => ({
    environment: where[index % 3],
    outcome: index % 3 === 0 ? "success" : "error",
  }));
  const { found } = await analyze({ "rollouts/team-a.yaml": staged, "runs/a.jsonl": records });
  expect(found.ended).toBeUndefined();
  expect(found.verdicts["q/success"]).toMatchObject({ figures: [{ n: 34, value: 0 }] });
  expect(found.tasks.canary).toBe(67);
});

test("weeks are looked back on as a whole: nobody is waited for in the past", async () => {
  const day = 24 * HOUR;
  const records = tasks((index) => ({ started: NOON - 20 * day + index * 4 * HOUR, outcome: "success" }));
  const { code, found } = await analyze({ "rollouts/team-a.yaml": spec(SEQUENTIAL), "runs/a.jsonl": records });
  expect(found.ended).toBeUndefined();
  expect(found.verdicts["q/success"]).toMatchObject({ figures: [{ n: 100 }] });
  // The newest task of these is three days old: freshness is a day.
  expect([code, found.verdicts["q/success"].verdict]).toEqual([1, "noData"]);
});
