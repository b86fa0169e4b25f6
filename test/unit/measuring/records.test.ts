import { describe, expect, test } from "vitest";
import { openGit } from "../../../src/host/git/git.ts";
import type { RecordRepository } from "../../../src/host/measuring/record-branch.ts";
import type { MeasuredFrom } from "../../../src/measuring/ask-provider.ts";
import { measureMetrics } from "../../../src/measuring/measure-metrics.ts";
import type { WrittenMetric } from "../../../src/rollout/spec/spec.ts";
import { createRepository, type FileChanges, gitEnvironment } from "../../support/git.ts";
import { loopback } from "../../support/loopback.ts";
import { HOUR, MINUTE, NOON } from "../../support/rollouts.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const MOMENT = {
  id: "party-mode/r1",
  release: "sha256:b",
  stable: "sha256:a",
  since: NOON - HOUR,
  now: NOON,
  weight: 10,
  step: "canary/1",
};
const record = (task: number, facts: object = {}): string =>
  JSON.stringify({ task_id: `t${task}`, rollout: MOMENT.id, variant: "canary", started: NOON - MINUTE, ...facts });

const metric = (jsonl: Readonly<Record<string, unknown>>, facts: Partial<WrittenMetric> = {}): WrittenMetric => ({
  name: "m",
  provider: { jsonl },
  method: "threshold",
  alpha: 0.05,
  direction: "either",
  onNoData: "inconclusive",
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  onFailure: "abort",
  successCondition: "value >= 1",
  ...facts,
});
const counted = (jsonl: Readonly<Record<string, unknown>>): WrittenMetric => metric({ count: "true", ...jsonl });
const measure = async (from: Partial<MeasuredFrom>, one: WrittenMetric) => {
  const { verdicts, samples, left } = await measureMetrics(
    { top: tempFolder(), env: {}, ...from },
    new Map([["m", one]]),
    MOMENT,
  );
  return { ...verdicts["m"], samples, left };
};

/** A repository with a branch `agent-ci/records`. */
function recorded(files: FileChanges): RecordRepository {
  const { folder, git } = createRepository(files);
  git("branch", "agent-ci/records");
  return { git: openGit(folder, gitEnvironment()), remote: undefined };
}

describe("records are read from", () => {
  test("a folder: all that ends with .jsonl, below it too", async () => {
    const top = tempFolder({
      "runs/a.jsonl": record(1),
      "runs/deep/b.ndjson": `${record(2)}\n${record(3)}`,
      "runs/notes.json": record(4),
    });
    expect(await measure({ top }, counted({ path: "runs" }))).toMatchObject({ samples: 3, verdict: "pass" });
    expect(await measure({ top }, counted({ path: "runs/" }))).toMatchObject({ samples: 3 });
    expect(await measure({ top }, counted({ path: "none/" }))).toMatchObject({ samples: 0, verdict: "noData" });
  });

  test("a branch: all of it, or what a glob names", async () => {
    const repository = recorded({ "a.jsonl": record(1), "b/c.jsonl": `${record(2)}\n{`, "README.md": "Hi" });
    const all = await measure({ repository }, counted({ branch: "agent-ci/records" }));
    expect(all).toMatchObject({ samples: 2, verdict: "pass" });
    expect(all.left).toEqual(["agent-ci/records: 1 line is no task record, and was not counted: 1 no JSON."]);
    expect(await measure({ repository }, counted({ branch: "agent-ci/records", path: "b/*" }))).toMatchObject({
      samples: 1,
    });
  });

  test("a branch at a remote, which is fetched", async () => {
    const there = createRepository({ "a.jsonl": record(1) });
    there.git("branch", "agent-ci/records");
    const here = openGit(createRepository().folder, gitEnvironment());
    const repository = { git: here, remote: { address: there.folder, credentials: {} } };
    expect(await measure({ repository }, counted({ branch: "agent-ci/records" }))).toMatchObject({ samples: 1 });
    there.git("checkout", "--quiet", "agent-ci/records");
    there.commit({ "b.jsonl": `${record(2)}\n${record(3)}\n` });
    expect(await measure({ repository }, counted({ branch: "agent-ci/records" }))).toMatchObject({ samples: 3 });
  });

  test("an address, such as that of a variable", async () => {
    const { url } = await loopback(() => ({ body: `${record(1)}\n${record(2)}\n` }));
    const env = { RECORDS_URL: `${url}/tasks` };
    expect(await measure({ env }, counted({ url: "$RECORDS_URL" }))).toMatchObject({ samples: 2, verdict: "pass" });
  });
});

describe("what cannot be read is an error of its metric", () => {
  test.each([
    [{ url: "$NOBODY_URL" }, "an address of records: that is no address"],
    [{ branch: "agent-ci/records" }, "agent-ci/records is a branch, and there is no repository here"],
  ])("%j", async (jsonl, why) => {
    expect(await measure({}, counted(jsonl))).toMatchObject({ verdict: "error", why: expect.stringContaining(why) });
  });

  test("a server that does not answer with records, or without end", async () => {
    const refuses = await loopback(() => ({ status: 404 }));
    expect(await measure({}, counted({ url: refuses.url }))).toMatchObject({
      verdict: "error",
      why: "an address of records: the server answers 404",
    });
    const endless = await loopback(() => ({ body: "x".repeat(65 * 1024 * 1024) }));
    expect(await measure({}, counted({ url: endless.url }))).toMatchObject({
      verdict: "error",
      why: "an address of records: it is larger than 67108864 bytes",
    });
  });

  test("a branch that is not there yet has no records, and that is no error", async () => {
    const repository = { git: openGit(createRepository().folder, gitEnvironment()), remote: undefined };
    expect(await measure({ repository }, counted({ branch: "agent-ci/records" }))).toMatchObject({ verdict: "noData" });
  });

  test("a file on a branch that is larger than any worker would write", async () => {
    const repository = recorded({ "a.jsonl": `${record(1)}\n${" ".repeat(32 * 1024 * 1024)}` });
    expect(await measure({ repository }, counted({ branch: "agent-ci/records" }))).toMatchObject({
      verdict: "error",
      why: expect.stringContaining("Delete those of rollouts that are over, with a commit."),
    });
  });
});

test("what whoever pushes to the branch writes moves nothing but the counts of its lines", async () => {
  const repository = recorded({
    "a.jsonl": [
      record(1),
      record(2, { rollout: "party-mode/r2" }),
      record(3, { started: NOON + 12 * MINUTE }),
      record(4, { tasks: 1e9, count: 1e9 }),
      record(5, { release: "sha256:a" }),
      '{"__proto__":{"task_id":"6"}}',
      "\u001b]0;x\u0007::error::x",
      `{"task_id":"${"7".repeat(400_000)}"}`,
    ].join("\n"),
  });
  const { samples, left, why } = await measure({ repository }, counted({ branch: "agent-ci/records" }));
  expect([samples, why]).toEqual([2, "2 of 2 (34.2 % to 100.0 %)"]);
  expect(left).toEqual([
    "agent-ci/records: 4 lines are no task records, and were not counted: 1 no JSON, 1 without a task_id, 1 in the future, 1 too long.",
  ]);
});

test("records of something else are told where nothing else is there", async () => {
  const top = tempFolder({ "a.jsonl": `${record(1, { rollout: "party-mode/r0" })}\n` });
  expect(await measure({ top }, counted({ path: "a.jsonl" }))).toMatchObject({
    samples: 0,
    verdict: "noData",
    left: ["a.jsonl: none of 1 records is of party-mode/r1 since it last changed, with the releases that it gives."],
  });
});

describe("events of an audit log, as a team has them", () => {
  const event = (session: number, eventType: string, facts: object) =>
    JSON.stringify({ sessionId: `sess-${session}`, eventType, timestamp: new Date(NOON - MINUTE), ...facts });
  const sessions = (count: number, failing: number) =>
    Array.from({ length: count }, (_, index) => [
      event(index, "AGENT_SPAWN", { agentId: "developer", spawnDuration: index % 70 === 69 ? 240 : 85 }),
      event(index, "ROUND_COMPLETE", { consensus: "strong", duration: 58_000 }),
      event(index, "SESSION_END", { totalRounds: 3, status: index < failing ? "failed" : "completed" }),
    ]).flat();
  const AUDIT = {
    path: ".claude/context/metrics/party-mode-audit.jsonl",
    fields: { task_id: "sessionId", started: "timestamp" },
    variant: "canary",
  };
  const judged = async (lines: readonly string[], jsonl: object, facts: Partial<WrittenMetric>) =>
    measure({ top: tempFolder({ [AUDIT.path]: lines.join("\n") }) }, metric({ ...AUDIT, ...jsonl }, facts));
  const success = {
    method: "sequential",
    objective: { successWhen: 'task.status == "completed"', min: 0.95 },
  } as const;

  test("session success above 95 %: the ends of sessions are the tasks", async () => {
    const where = 'task.eventType == "SESSION_END"';
    expect(await judged(sessions(59, 0), { where }, success)).toMatchObject({ samples: 59, verdict: "pass" });
    expect(await judged(sessions(59, 20), { where }, success)).toMatchObject({ samples: 59, verdict: "fail" });
    expect(await judged(sessions(30, 0), { where }, success)).toMatchObject({ samples: 30, verdict: "inconclusive" });
  });

  test("spawns within 100 ms in 95 of 100", async () => {
    const spawns = { method: "sequential", objective: { of: "spawnDuration", quantile: 0.95, max: 100 } } as const;
    expect(await judged(sessions(200, 0), { where: 'task.eventType == "AGENT_SPAWN"' }, spawns)).toMatchObject({
      samples: 200,
      verdict: "pass",
      why: expect.stringMatching(/^2 of 200 fail/),
    });
  });

  test("no critical event of security", async () => {
    const none = { successCondition: "value == 0" };
    const count = 'task.eventType == "SECURITY_EVENT" && task.severity == "CRITICAL"';
    expect(await judged(sessions(5, 0), { count }, none)).toMatchObject({ verdict: "pass" });
    const critical = event(1, "SECURITY_EVENT", { control: "SEC-PM-004", severity: "CRITICAL" });
    expect(await judged([...sessions(5, 0), critical], { count }, none)).toMatchObject({
      verdict: "fail",
      why: "1 of 16 (1.1 % to 28.3 %)",
    });
  });
});

describe("a condition with lists within lists", () => {
  const lists = { count: 'task.tags.all(one, task.tags.all(other, one != "" && other != ""))' };
  const tags = Array.from({ length: 200 }, (_, index) => `t${index}`);

  test("has no verdict but an error where it takes too many steps", async () => {
    const of = async (tasks: number) => {
      const top = tempFolder({
        "runs/a.jsonl": Array.from({ length: tasks }, (_, task) => record(task, { tags })).join("\n"),
      });
      return measure({ top }, counted({ path: "runs", ...lists }));
    };
    // Each takes some 360,000 steps, and there are ten million.
    expect(await of(20)).toMatchObject({ verdict: "pass", samples: 20 });
    expect(await of(100)).toMatchObject({
      verdict: "error",
      why: 'runs: its condition takes too many steps for so many tasks: task.tags.all(one, task.tags.all(other, one != "" && other != ""…',
      samples: 0,
    });
  });

  test("that is asked of a few tasks among many others counts them, however many there are", async () => {
    const lines = Array.from({ length: 10_000 }, (_, task) => record(task, { at: task, tags: task < 20 ? tags : [] }));
    const top = tempFolder({ "runs/a.jsonl": lines.join("\n") });
    const one = counted({ path: "runs", count: `task.at >= 0 && ${lists.count}` });
    expect(await measure({ top }, one)).toMatchObject({ verdict: "pass", samples: 10_000 });
  });
});
