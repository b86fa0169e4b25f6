import { describe, expect, test } from "vitest";
import { readSpec } from "../../../../src/rollout/spec/read-spec.ts";
import { weakenedRollout } from "../../../../src/rollout/weakening/weakened-rollout.ts";

const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments:
    staging: { target: { directory: { path: staging } } }
    preview: { target: { directory: { path: preview } } }
    production: { target: { directory: { path: production } } }
  routing: { flagd: { leaseDuration: 2h, exclude: { task_class: [audit, legal] } } }
  prerequisites:
    - { name: disk, job: { command: [df], timeout: 5m } }
    - { name: machine, environment: production }
  strategy:
    staging:
      smokeTests: [{ name: load, command: [npm, run, smoke], timeout: 5m }]
      goldenReference: { dataset: golden/a.yaml, nonInferiorityMargin: 0.05 }
      steps:
        - benchmarks:
            - { job: { name: bench, command: [bench] }, metric: spawn_ms, quantile: 0.95, target: 100, maxRegression: 0.1 }
            - { metric: sessions, better: higher, target: 5 }
        - burnIn:
            duration: 24h
            every: 2h
            job: { name: sessions, command: [sessions], timeout: 30m }
            limits: [{ of: memory_mb, max: 500, maxGrowth: 5 }, { of: left, max: 0 }]
        - signOffs: [qa, security]
    canary:
      analysis: { templates: [{ templateName: quality }], args: [{ name: min, value: 0.95 }], startingStep: 1 }
      steps:
        - setWeight: 10
        - pause: { duration: 24h, minSamples: 59, maxDuration: 14d }
        - analysis: { templates: [{ templateName: memory }], timeout: 2h }
        - setWeight: 50
          prerequisites: [disk]
        - pause: { duration: 48h }
        - pause: {}
        - setWeight: 100
  approval: { when: always, count: 2, roles: [lead], timeout: 72h }
  monitoring:
    schedule: [{ for: 1h, every: 5m }, { for: 23h, every: 1h }]
    templates: [{ templateName: memory }]
    checkpoints:
      - { name: day, after: 24h, templates: [{ templateName: memory }], confirmations: [Users were asked], roles: [qa], timeout: 24h, onTimeout: abort }
  rollback: { rollbackTimeTarget: 5m, inFlight: drain }
  waits: { begin: 24h, decision: 7d, onTimeout: abort }
  escalation: { stepDowns: 3, retries: 1 }
  progressDeadlineSeconds: 2419200
  revisionHistoryLimit: 10
  rollbackWindow: { revisions: 3 }
  alerts:
    rules: [{ name: Leak, condition: memory_kb > 8000000, action: trigger_fallback, severity: critical, for: 1m }]
    queries: { memory_kb: sum(memory_kb) }
    listener: { tokenFile: /etc/token }
    receivers: { trigger_fallback: { webhook: { url: "https://example.com/hook" } } }
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: quality }
spec:
  args: [{ name: min }]
  metrics:
    - name: success
      provider: { prometheus: { address: $PROMETHEUS_URL, query: success } }
      successCondition: value >= {{args.min}}
      interval: 5m
      failureLimit: 1
      consecutiveSuccessLimit: 2
      inconclusiveLimit: 3
      for: 10m
      onFailure: abort
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: memory }
spec:
  metrics:
    - name: tasks
      provider: { jsonl: { path: runs/*.jsonl } }
      method: sequential
      objective: { successWhen: 'task.outcome == "success"', min: 0.95 }
      freshness: 12h
      onNoData: fail
---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: unused }
spec:
  metrics:
    - name: any
      provider: { prometheus: { address: $PROMETHEUS_URL, query: any } }
      successCondition: value > 1
`;

function read(text: string) {
  const found = readSpec(text, "rollouts/team-a.yaml");
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.spec;
}

/** What is told where one text of the specification gives way to another. */
function told(from: string, to: string): readonly string[] {
  if (SPEC.split(from).length !== 2) throw new Error(`${from} is not there once`);
  return weakenedRollout(read(SPEC), read(SPEC.replace(from, to)));
}
/** A line, with what follows in it. */
const line = (begins: string): string =>
  SPEC.split("\n")
    .find((one) => one.trimStart().startsWith(begins))
    ?.concat("\n") ?? "not there";

describe("what holds a release back to a lesser degree is told", () => {
  test.each([
    ["leaseDuration: 2h", "leaseDuration: 4h", "routing.flagd.leaseDuration 2h became 4h"],
    ["[audit, legal]", "[audit]", "routing.flagd.exclude task_class legal is gone"],
    ["command: [df]", "command: ['true']", 'prerequisites.disk.job.command ["df"] became ["true"]'],
    ["[df], timeout: 5m", "[df], timeout: 1h", "prerequisites.disk.job.timeout 5m became 1h"],
    [line("- { name: machine"), "", "prerequisites.machine is gone"],
    [line("smokeTests"), "", "strategy.staging.smokeTests.load is gone"],
    ["[npm, run, smoke]", "['true']", 'strategy.staging.smokeTests.load.command ["npm","run","smoke"] became ["true"]'],
    [line("goldenReference"), "", "strategy.staging.goldenReference is gone"],
    [
      "nonInferiorityMargin: 0.05",
      "nonInferiorityMargin: 0.3",
      "strategy.staging.goldenReference.nonInferiorityMargin 0.05 became 0.3",
    ],
    ["target: 100", "target: 200", "strategy.staging.steps at 100 %: benchmarks.spawn_ms 0.95.target 100 became 200"],
    ["target: 5 }", "target: 4 }", "strategy.staging.steps at 100 %: benchmarks.sessions.target 5 became 4"],
    [
      ", maxRegression: 0.1",
      "",
      "strategy.staging.steps at 100 %: benchmarks.spawn_ms 0.95.maxRegression 0.1 became nothing",
    ],
    [
      "duration: 24h\n            every: 2h",
      "duration: 12h\n            every: 2h",
      "strategy.staging.steps at 100 %: burnIn.duration 24h became 12h",
    ],
    ["every: 2h\n", "every: 6h\n", "strategy.staging.steps at 100 %: burnIn.every 2h became 6h"],
    [
      "max: 500, maxGrowth: 5",
      "max: 500",
      "strategy.staging.steps at 100 %: burnIn.limits.memory_mb.maxGrowth 5 became nothing",
    ],
    [", { of: left, max: 0 }", "", "strategy.staging.steps at 100 %: burnIn.limits.left is gone"],
    ["[qa, security]", "[qa]", "strategy.staging.steps at 100 %: signOffs security is gone"],
    [line("- signOffs"), "", 'strategy.staging.steps at 100 %: signOffs ["qa","security"] is gone'],
    ["value: 0.95", "value: 0.9", "strategy.canary.analysis.args min: 0.95 became 0.9"],
    ["startingStep: 1", "startingStep: 4", "strategy.canary.analysis.startingStep 1 became 4"],
    [
      "duration: 24h, minSamples",
      "duration: 1h, minSamples",
      "strategy.canary.steps at 10 %: pause.duration 24h became 1h",
    ],
    ["minSamples: 59", "minSamples: 5", "strategy.canary.steps at 10 %: pause.minSamples 59 became 5"],
    [", maxDuration: 14d", "", "strategy.canary.steps at 10 %: pause.maxDuration 14d became nothing"],
    [
      line("- analysis"),
      "",
      'strategy.canary.steps at 10 %: analysis {"templates":[{"templateName":"memory"}],"timeout":"2h","args":[]} is gone',
    ],
    ["          prerequisites: [disk]\n", "", 'strategy.canary.steps at 10 %: prerequisites ["disk"] is gone'],
    [line("- pause: {}"), "", 'strategy.canary.steps at 50 %: pause {"minSamples":0,"onTimeout":"hold"} is gone'],
    ["when: always", "when: firstOrRisk", "approval.when always became firstOrRisk"],
    ["count: 2", "count: 1", "approval.count 2 became 1"],
    ["roles: [lead]", "roles: []", "approval.roles lead is gone"],
    ["timeout: 72h", "timeout: 7d", "approval.timeout 72h became 7d"],
    ["every: 5m", "every: 10m", "monitoring.duration every 5m became every 10m after 0s"],
    ["every: 1h }]", "every: 2h }]", "monitoring.duration every 1h became every 2h after 1h"],
    [
      "    templates: [{ templateName: memory }]\n    checkpoints",
      "    checkpoints",
      "monitoring.templates.memory is gone",
    ],
    [line("- { name: day"), "      []\n", "monitoring.checkpoints.day is gone"],
    ["confirmations: [Users were asked], ", "", "monitoring.checkpoints.day.confirmations Users were asked is gone"],
    [
      "onTimeout: abort }\n  rollback",
      "onTimeout: hold }\n  rollback",
      "monitoring.checkpoints.day.onTimeout abort became hold",
    ],
    ["rollbackTimeTarget: 5m", "rollbackTimeTarget: 1h", "rollback.rollbackTimeTarget 5m became 1h"],
    ["inFlight: drain", "inFlight: let-finish", "rollback.inFlight drain became let-finish"],
    ["inFlight: drain", "automatic: false", "rollback.automatic true became false"],
    ["begin: 24h", "begin: 48h", "waits.begin 24h became 48h"],
    ["onTimeout: abort }\n  escalation", "onTimeout: hold }\n  escalation", "waits.onTimeout abort became hold"],
    ["retries: 1", "retries: 5", "escalation.retries 1 became 5"],
    ["2419200", "9000000", "progressDeadlineSeconds 2419200 became 9000000"],
    ["revisions: 3", "revisions: 1", "rollbackWindow.revisions 3 became 1"],
    ["revisionHistoryLimit: 10", "onNewRelease: queue", "onNewRelease restart became queue"],
    [line("rules: [{"), "", "alerts.rules.Leak is gone"],
    ["severity: critical", "severity: warning", "alerts.rules.Leak.severity critical became warning"],
    [
      "action: trigger_fallback",
      "action: trigger_fallback, onFiring: warn",
      "alerts.rules.Leak.onFiring nothing became warn",
    ],
    [line("listener: {"), "", "alerts.listener is gone"],
    [
      line("receivers: {"),
      "",
      'alerts.receivers trigger_fallback: {"webhook":{"url":"https://example.com/hook"}} is gone',
    ],
    ["revisionHistoryLimit: 10", "decommissionAfter: 1h", "decommissionAfter nothing became 1h"],
    [
      "query: success }",
      "query: vector(1) }",
      'AnalysisTemplate quality: metrics.success.provider {"prometheus":{"address":"$PROMETHEUS_URL","query":"success"}} became {"prometheus":{"address":"$PROMETHEUS_URL","query":"vector(1)"}}',
    ],
    [
      "value >= {{args.min}}",
      "value >= 0 * {{args.min}}",
      "AnalysisTemplate quality: metrics.success.successCondition value >= {{args.min}} became value >= 0 * {{args.min}}",
    ],
    ["interval: 5m", "interval: 1h", "AnalysisTemplate quality: metrics.success.interval 5m became 1h"],
    ["failureLimit: 1", "failureLimit: 5", "AnalysisTemplate quality: metrics.success.failureLimit 1 became 5"],
    [
      "failureLimit: 1",
      "consecutiveFailureLimit: 1",
      "AnalysisTemplate quality: metrics.success.failureLimit 1 became any number",
    ],
    [
      "consecutiveSuccessLimit: 2",
      "consecutiveSuccessLimit: 1",
      "AnalysisTemplate quality: metrics.success.consecutiveSuccessLimit 2 became 1",
    ],
    [
      "      inconclusiveLimit: 3\n",
      "",
      "AnalysisTemplate quality: metrics.success.inconclusiveLimit 3 became nothing",
    ],
    ["for: 10m", "for: 1h", "AnalysisTemplate quality: metrics.success.for 10m became 1h"],
    [
      "      onFailure: abort\n",
      "      onFailure: warn\n",
      "AnalysisTemplate quality: metrics.success.onFailure abort became warn",
    ],
    ["min: 0.95 }\n", "min: 0.5 }\n", "AnalysisTemplate memory: metrics.tasks.objective.min 0.95 became 0.5"],
    ["freshness: 12h", "freshness: 7d", "AnalysisTemplate memory: metrics.tasks.freshness 12h became 7d"],
    ["      freshness: 12h\n", "", "AnalysisTemplate memory: metrics.tasks.freshness 12h became nothing"],
    [
      "onNoData: fail",
      "onNoData: inconclusive",
      "AnalysisTemplate memory: metrics.tasks.onNoData fail became inconclusive",
    ],
    [
      "onNoData: fail",
      "onNoData: fail\n  dryRun: [{ metricName: tasks }]",
      'AnalysisTemplate memory: dryRun {"metricName":"tasks"} is new',
    ],
  ])("%j → %j", (from, to, what) => {
    expect(told(from, to)).toEqual([what]);
  });
});

test("a gate that stands behind the weight that it held back is gone from there", () => {
  const early = "        - setWeight: 10\n        - pause: { duration: 24h, minSamples: 59, maxDuration: 14d }\n";
  const late = "        - setWeight: 10\n";
  const moved = SPEC.replace(early, late).replace(
    "        - pause: { duration: 48h }\n",
    "        - pause: { duration: 48h }\n        - pause: { duration: 24h, minSamples: 59, maxDuration: 14d }\n",
  );
  expect(weakenedRollout(read(SPEC), read(moved))).toEqual([
    'strategy.canary.steps at 10 %: pause {"duration":"24h","minSamples":59,"maxDuration":"14d","onTimeout":"hold"} is gone',
  ]);
});

test("what nobody has to promote any longer", () => {
  expect(told("- pause: {}", "- pause: { timeout: 1h, onTimeout: promote }")).toEqual([
    "strategy.canary.steps at 50 %: pause.timeout nothing became 1h",
    "strategy.canary.steps at 50 %: pause.onTimeout hold became promote",
  ]);
  expect(told("- pause: {}", "- pause: { duration: 1h }")).toEqual([
    "strategy.canary.steps at 50 %: pause.duration 1h: nobody has to promote any more",
  ]);
});

test("a step that is given between two needs what the second one needs", () => {
  expect(told("        - setWeight: 50\n", "        - setWeight: 20\n        - setWeight: 50\n")).toEqual([
    'strategy.canary.steps at 10 %: prerequisites ["disk"] is gone',
  ]);
});

test("a release that is watched for a shorter time", () => {
  const short = SPEC.replace("for: 23h", "for: 11h").replace("after: 24h", "after: 12h");
  expect(weakenedRollout(read(SPEC), read(short))).toEqual([
    "monitoring.duration 24h became 12h",
    "monitoring.checkpoints.day.after 24h became 12h",
  ]);
});

test("a weight that is larger than it was is told, and what it held is looked for at the next", () => {
  expect(told("setWeight: 10\n", "setWeight: 40\n")).toEqual(["strategy.canary.steps setWeight 10 is gone"]);
});

test.each([
  ["setWeight: 10\n", "setWeight: 5\n", "a smaller weight"],
  ["- setWeight: 100", "- setWeight: 75\n        - pause: { duration: 1h }\n        - setWeight: 100", "more steps"],
  ["{ for: 23h, every: 1h }", "{ for: 23h, every: 1h }, { for: 24h, every: 24h }", "a longer watch"],
  ["duration: 24h, minSamples", "duration: 36h, minSamples", "a longer hold"],
  ["max: 500", "max: 400", "a lower limit"],
  ["every: 5m", "every: 1m", "a closer look"],
  ["- pause: {}", "- pause: { timeout: 1h, onTimeout: abort }", "a wait that ends"],
  ["query: any", "query: other", "a template that nothing uses"],
  ["metadata: { name: unused }", "metadata: { name: unheard }", "another name for one"],
  ["name: sessions, command", "name: renamed, command", "another name for a job"],
  ["setWeight: 100", "setValues: { max_agents: 300 }\n        - setWeight: 100", "what the canary is given"],
])("%j → %j weakens nothing: %s", (from, to) => {
  expect(told(from, to)).toEqual([]);
});

test.each([
  [
    "a share that was said by nobody",
    `successWhen: 'task.outcome == "success"'`,
    `successWhen: 'task.outcome == "success"', min: 0.9`,
    "0.95 became 0.9",
  ],
  [
    "a quantile",
    "of: duration_ms, quantile: 0.99, max: 5",
    "of: duration_ms, quantile: 0.5, max: 5",
    "0.99 became 0.5",
  ],
])("of how many tasks it holds is compared where it is %s", (_what, before, after, says) => {
  const spec = (objective: string): string => SPEC.replace(/objective: \{.*\}/, `objective: { ${objective} }`);
  expect(weakenedRollout(read(spec(before)), read(spec(after)))).toEqual([
    `AnalysisTemplate memory: metrics.tasks.objective.min ${says}`,
  ]);
});

test("holds that change their order at one weight are the same holds", () => {
  const [first, second] = ["        - pause: { duration: 48h }\n", "        - pause: {}\n"];
  expect(told(first + second, second + first)).toEqual([]);
});

test("a canary that becomes blue-green is gone, with all that it asked", () => {
  const from = SPEC.indexOf("    canary:");
  const until = SPEC.indexOf("  approval:");
  const text = `${SPEC.slice(0, from)}    blueGreen: {}\n${SPEC.slice(until)}`;
  expect(weakenedRollout(read(SPEC), read(text))).toEqual(["strategy.canary is gone"]);
});
