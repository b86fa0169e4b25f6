import { describe, expect, test } from "vitest";
import { measureMetrics } from "../../../src/measuring/measure-metrics.ts";
import type { WrittenMetric } from "../../../src/rollout/spec/spec.ts";
import { playApi } from "../../support/api.ts";
import { HOUR, MINUTE, NOON } from "../../support/rollouts.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const MOMENT = {
  id: "team-a/r1",
  release: "new",
  stable: "old",
  since: NOON - 10 * HOUR,
  now: NOON,
  weight: 100,
  step: "canary/1",
};
const at = (minutesAgo: number): string => new Date(NOON - minutesAgo * MINUTE).toISOString();
const OWN = { full_name: "Octo/agents" };

/** A run that ended so many minutes before noon, newest first where a test lists several. */
const run = (minutesAgo: number, facts: Readonly<Record<string, unknown>> = {}) => ({
  id: 1000 - minutesAgo,
  head_branch: "main",
  head_repository: OWN,
  event: "schedule",
  status: "completed",
  conclusion: "success",
  run_attempt: 1,
  created_at: at(minutesAgo + 6),
  run_started_at: at(minutesAgo + 5),
  updated_at: at(minutesAgo),
  ...facts,
});
const metric = (facts: Partial<WrittenMetric> & { readonly asks?: object }): WrittenMetric => {
  const { asks, ...rest } = facts;
  return {
    name: "runs",
    provider: { githubActions: { workflow: "agents.yml", branch: "main", ...asks } },
    method: "threshold",
    alpha: 0.05,
    direction: "either",
    onNoData: "inconclusive",
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    onFailure: "abort",
    ...rest,
  };
};
const SEQUENTIAL = {
  method: "sequential",
  objective: { successWhen: 'task.outcome == "success"', min: 0.9 },
} as const;

async function measure(
  one: WrittenMetric,
  runs: readonly object[],
  { env = {}, ...world }: { env?: Readonly<Record<string, string>> } & Parameters<typeof playApi>[1] = {},
) {
  const api = await playApi("github", { answers: { "actions/list-workflow-runs": { workflow_runs: runs } }, ...world });
  const variables = { GITHUB_API_URL: api.url, GITHUB_REPOSITORY: "octo/agents", GITHUB_TOKEN: "secret", ...env };
  const { verdicts, samples } = await measureMetrics(
    { top: tempFolder(), env: variables },
    new Map([["runs", one]]),
    MOMENT,
  );
  expect(api.violations).toEqual([]);
  return { ...verdicts["runs"], samples, requests: api.requests };
}

describe("runs of a workflow", () => {
  test("are tasks: their conclusion, their attempt, how long they took", async () => {
    const runs = Array.from({ length: 30 }, (_, index) => run(index * 10));
    const { verdict, samples, requests } = await measure(metric(SEQUENTIAL), runs);
    expect([verdict, samples]).toEqual(["pass", 30]);
    expect(
      requests.map(({ path, query, headers }) => [path, Object.fromEntries(query), headers.authorization]),
    ).toEqual([
      [
        "/repos/octo/agents/actions/workflows/agents.yml/runs",
        { branch: "main", status: "completed", per_page: "100", page: "1" },
        "token secret",
      ],
    ]);
    const slow = metric({
      asks: { count: "task.duration_ms > 300000.0 || task.attempt > 1" },
      successCondition: "value == 0",
    });
    expect(await measure(slow, [run(0), run(1, { run_attempt: 3 })])).toMatchObject({
      verdict: "fail",
      why: "1 of 2 (9.5 % to 90.5 %)",
    });
  });

  test("that failed or took too long are failures; what was cancelled or skipped tells nothing", async () => {
    const failed = ["failure", "timed_out", "startup_failure"].flatMap((conclusion, index) =>
      [0, 1].map((more) => run(index * 2 + more, { conclusion })),
    );
    expect(await measure(metric(SEQUENTIAL), failed)).toMatchObject({ verdict: "fail", figures: [{ value: 1, n: 6 }] });
    const silent = ["cancelled", "skipped", "neutral", "action_required", null].map((conclusion, index) =>
      run(index, { conclusion }),
    );
    expect(await measure(metric(SEQUENTIAL), silent)).toMatchObject({ verdict: "noData", why: "5 tasks do not tell" });
  });

  test("of a fork, of a request, of another branch or of before the last change are nobody's word", async () => {
    const failing = { conclusion: "failure" };
    const others = [
      run(1, { ...failing, head_repository: { full_name: "mallory/agents" } }),
      run(1, { ...failing, head_repository: null }),
      run(2, { ...failing, event: "pull_request" }),
      run(3, { ...failing, event: "pull_request_target" }),
      run(4, { ...failing, head_branch: "mine" }),
      run(11 * 60, failing),
      // Begun anew since, and made before.
      run(5, { ...failing, created_at: at(11 * 60) }),
    ];
    const api = await playApi("github", { answers: { "actions/list-workflow-runs": { workflow_runs: others } } });
    const env = { GITHUB_API_URL: api.url, GITHUB_REPOSITORY: "octo/agents", GITHUB_TOKEN: "secret" };
    const { verdicts, samples } = await measureMetrics(
      { top: tempFolder(), env },
      new Map([["runs", metric(SEQUENTIAL)]]),
      MOMENT,
    );
    expect([verdicts["runs"]?.verdict, samples]).toEqual(["noData", 0]);
  });

  test("are asked for page by page, as far back as they count", async () => {
    const runs = Array.from({ length: 250 }, (_, index) => run(index * 3));
    const { samples, requests } = await measure(metric(SEQUENTIAL), runs);
    // Ten hours are 600 minutes, and a run was made six before it ended: 0 to 594 in steps of three.
    expect([samples, requests.length]).toEqual([199, 2]);
  });

  test("that ended too long ago are no data", async () => {
    const runs = Array.from({ length: 40 }, (_, index) => run(90 + index));
    const { verdict, why } = await measure(metric({ ...SEQUENTIAL, freshness: "1h" }), runs);
    expect([verdict, why]).toEqual(["noData", "the newest task of the canary ended 1h 30m ago, more than 1h"]);
  });
});

describe("what cannot be asked is an error of its metric, and says what to do", () => {
  test.each([
    [{ GITHUB_TOKEN: "" }, {}, "agents.yml: GITHUB_TOKEN is not set: give the job a token with `actions: read`"],
    [{}, { token: "OTHER_TOKEN" }, "agents.yml: OTHER_TOKEN is not set: give the job a token with `actions: read`"],
    [{ GITHUB_REPOSITORY: "" }, {}, "agents.yml: nothing says of which repository: give it `repository`"],
  ])("%j %j", async (env, asks, why) => {
    const { verdict, ...found } = await measure(metric({ ...SEQUENTIAL, asks }), [], { env });
    expect([verdict, found.why, found.requests]).toEqual(["error", why, []]);
  });

  test("the token is that of the variable that is named, and the repository may be another", async () => {
    const asks = { token: "OTHER_TOKEN", repository: "Octo/Agents", event: "schedule" };
    const { requests } = await measure(metric({ ...SEQUENTIAL, asks }), [run(0)], { env: { OTHER_TOKEN: "theirs" } });
    expect(requests.map(({ path, query, headers }) => [path, query.get("event"), headers.authorization])).toEqual([
      ["/repos/Octo/Agents/actions/workflows/agents.yml/runs", "schedule", "token theirs"],
    ]);
  });

  test.each([403, 404, 500])("GitHub answers %i", async (status) => {
    const faults = [{ operation: "actions/list-workflow-runs", status }];
    const { verdict, why } = await measure(metric(SEQUENTIAL), [], { faults });
    expect([verdict, why]).toEqual(["error", expect.stringMatching(/^agents\.yml: ./)]);
    expect(why).not.toContain("secret");
  });
});
