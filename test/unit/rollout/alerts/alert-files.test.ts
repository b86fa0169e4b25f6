import { expect, test } from "vitest";
import { alertFiles } from "../../../../src/rollout/alerts/alert-files.ts";
import { compileAlerts } from "../../../../src/rollout/alerts/alert-rules.ts";
import { alertingSpec, EVERY_ACTION } from "../../../support/prometheus.ts";

const TEMPLATE = `---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: safety }
spec:
  args: [{ name: limit }]
  metrics:
    - name: latency
      provider: { prometheus: { address: $PROMETHEUS_URL, query: "latency_ms{env='{{args.environment}}'} # of all" } }
      successCondition: value <= {{args.limit}}
      onFailure: stepDown
      interval: 5m
      failureLimit: 2
      for: 10m
    - name: cost
      provider: { prometheus: { address: $PROMETHEUS_URL, query: cost } }
      failureCondition: value > 1.5
      initialDelay: 30m
    - name: uneven
      provider: { prometheus: { address: $PROMETHEUS_URL, query: cost } }
      failureCondition: value > 1.5
      failureLimit: 1
    - name: several
      provider: { prometheus: { address: $PROMETHEUS_URL, query: cost } }
      failureCondition: result.exists(one, one > 2.0)
    - name: tasks
      provider: { jsonl: { path: "runs/*.jsonl", count: 'task.outcome == "error"' } }
      successCondition: value == 0
`;
const WATCHED = {
  canary: `analysis: { templates: [{ templateName: safety }], startingStep: 1, args: [{ name: limit, value: 800 }] }`,
  more: TEMPLATE,
};

test("metrics that Prometheus measures are alerts in the steps that watch them, never sooner than a tick would answer", () => {
  const { rules, leftOut } = compileAlerts(alertingSpec("gap: 5m", WATCHED));
  const alerts = rules.flatMap((rule) => ("alert" in rule ? [rule] : []));
  expect(
    alerts.map(({ alert, for: lasts, labels }) => [alert, lasts, labels["agent_ci_request"], labels["action"]]),
  ).toEqual([
    ["safety/latency[environment=production,limit=800]", "20m", "pause", "trigger_investigation"],
    ["safety/cost", "30m", "abort", "trigger_fallback"],
    ["NoData", "5m", undefined, "notify_oncall"],
    ["NoData", "5m", undefined, "notify_oncall"],
    ["ListenerSilent", "5m", undefined, "notify_oncall"],
  ]);
  expect(alerts[0]?.expr).toContain('step!~"canary/3|canary/4|unknown"');
  expect(alerts[0]?.annotations).toMatchObject({ agent_ci_steps: "canary/3 canary/4", condition: "value <= 800" });
  expect(rules.map((rule) => ("record" in rule ? rule.expr : ""))).toContain(
    "((latency_ms{env='production'} # of all\n) or last_over_time((latency_ms{env='production'} # of all\n)[5m:])) >= -Inf",
  );
  expect(leftOut).toEqual([
    { metric: "safety/uneven", why: "it may fail 1 time, and no `interval` says how long that takes" },
    {
      metric: "safety/several",
      why: "a function of a value has no equal in PromQL: use names, numbers, `+ - * /`, comparisons, `&&` and `||` (column 1 of its condition)",
    },
    { metric: "safety/tasks", why: "Prometheus does not have it: its numbers come from `jsonl`" },
  ]);
});

test("series are asked of Prometheus as a tick would take them; words for operators are read", () => {
  const template = `${TEMPLATE.slice(0, TEMPLATE.indexOf("    - name: latency"))}    - name: leak
      provider: { prometheus: { address: $PROMETHEUS_URL } }
      series:
        memory_kb: { of: memory_kb, over: 10m }
        growth: { of: "memory_kb # of all", over: 1h, take: growth }
        p95: { of: memory_kb, over: 1h, take: quantile, quantile: 0.95 }
        unrest: { of: memory_kb, over: 1h, take: variation }
      failureCondition: memory_kb > 8000000 AND growth > 1000 AND p95 > 1 AND unrest > 0.5
      interval: 5m
      consecutiveFailureLimit: 2
      for: 4h
`;
  const canary = WATCHED.canary.replace(", args: [{ name: limit, value: 800 }]", "");
  const { rules, leftOut } = compileAlerts(
    alertingSpec("gap: 5m", { canary, more: template.replace("args: [{ name: limit }]", "args: []") }),
  );
  expect(leftOut).toEqual([]);
  expect(rules.find((rule) => "alert" in rule)).toMatchObject({ alert: "safety/leak", for: "250m" });
  const asked = rules.flatMap((rule) =>
    "record" in rule ? [/last_over_time\(\(([^]*?)\)\[5m:\]\)/.exec(rule.expr)?.[1]] : [],
  );
  expect(asked.slice(1)).toEqual([
    "avg_over_time((memory_kb)[10m:])",
    "deriv((memory_kb # of all\n)[1h:]) * 3600\n",
    "quantile_over_time(0.95, (memory_kb)[1h:])",
    "stddev_over_time((memory_kb)[1h:]) / abs(avg_over_time((memory_kb)[1h:]))",
  ]);
});

test("the same specification gives the same bytes, and what nobody is told or asked is said", () => {
  const [one, other] = [alertFiles(alertingSpec(EVERY_ACTION)), alertFiles(alertingSpec(EVERY_ACTION))];
  expect([...one.files]).toEqual([...other.files]);
  expect(one.notices).toEqual([]);
  // As the words of a plan have it.
  expect(one.files.get("team-a.rules.yml")).toContain("> 8000000) and on (rollout, variant) (");
  expect(alertFiles(alertingSpec("gap: 5m", WATCHED)).notices).toEqual([
    "No alert changes the rollout: `alerts.listener` says where it is listened for.",
    "Nobody is told of alerts: `alerts.receivers.notify_oncall` says who.",
  ]);
  expect(alertFiles(alertingSpec("gap: 5m")).files.size).toBe(0);
});

test("where nothing is rolled back by itself, an alert pauses at most; an emergency is one all the same", () => {
  const asked = (onFiring: string) => {
    const spec = alertingSpec(`rules: [{ name: Slow, condition: a > 1, action: trigger_cleanup, onFiring: ${onFiring} }]
`);
    const manual = { ...spec, spec: { ...spec.spec, rollback: { ...spec.spec.rollback, automatic: false } } };
    return [spec, manual].map(
      (one) =>
        compileAlerts(one).rules.flatMap((rule) =>
          "alert" in rule && rule.alert === "Slow" ? (rule.labels["agent_ci_request"] ?? "") : [],
        )[0],
    );
  };
  expect(asked("abort")).toEqual(["abort", "pause"]);
  expect(asked("emergencyDisable")).toEqual(["emergency-disable", "emergency-disable"]);
  expect(asked("warn")).toEqual(["", ""]);
});

test("what a team writes is text: no template of Prometheus, no key of YAML", () => {
  const hostile = "{{ query `up` }}: &a *b\\u001b[31m";
  const spec = alertingSpec(`rules:
  - { name: Slow, condition: a > 1, action: notify_oncall, message: "${hostile}" }
`);
  const text = alertFiles(spec).files.get("team-a.rules.yml") ?? "";
  expect(text).toContain('summary: "{{ \\"{{\\" }} query `up` }}: &a *b\\e[31m"');
});

test.each([
  ["rules: [{ name: A, condition: size(a) > 1, action: notify_oncall }]", "12: `size()` has no equal in PromQL"],
  ["rules: [{ name: A, condition: a > > 1, action: notify_oncall }]", "no condition: "],
  ["rules: [{ name: NoData, condition: a > 1, action: notify_oncall }]", "`NoData` is an alert of its own"],
  [
    "rules: [{ name: A, condition: 'increase(q, duration(\"5m\")) > 1', action: notify_oncall }]\nqueries: { q: 'deriv(x[5m])' }",
    "`q` is a query, and increase() is of a counter",
  ],
  ["rules: [{ name: A, condition: a > threshold, action: notify_oncall }]", "there are none"],
  [
    "rules: [{ name: A, condition: a > 1, thresholds: [70], action: notify_oncall }]",
    "it has `thresholds`, and does not say `threshold`",
  ],
  ["rules: [{ name: A, condition: a > 1, until: a, action: notify_oncall }]", "it is a number: compare it"],
  [
    "listener: { url: 'http://alerts.example.com/', tokenFile: t }",
    "the token would be sent for everybody on the way to read",
  ],
  ["listener: { url: 'file:///etc', tokenFile: t }", "that is no address"],
  [
    "receivers: { trigger_cleanup: { webhook: { url: 'https://me:secret@example.com/' } } }",
    "a secret stands in the address",
  ],
  [
    "rules: [{ name: A, condition: a > 1, action: rollback }]",
    "`rollback` is not one of `notify_oncall`, `trigger_fallback`",
  ],
])("%s is refused where it stands", (alerts, message) => {
  expect(() => alertingSpec(`${alerts}\n`)).toThrow(message);
});
