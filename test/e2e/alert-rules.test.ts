import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileAlerts } from "../../src/rollout/alerts/alert-rules.ts";
import { readSpec } from "../../src/rollout/spec/read-spec.ts";
import { describeWithClients } from "../support/clients.ts";
import { alertingSpec, amtool, EVERY_ACTION, MONITORING, promtool, writeAlerts } from "../support/prometheus.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples/rollouts");
const CANARY = 'rollout="team-a/r1",variant="canary"';
const GIVEN = 'agent_ci_rollout_given{agent_ci_rollout="team-a",step="canary/1"}';

interface Moment {
  readonly at: string;
  readonly alert: string;
  /** How many of it fire. */
  readonly fires: number;
}
/** What Prometheus' own tests of rules say of series, one sample every 15 s, and of which alerts fire when. */
function judged(
  alerts: string,
  series: Readonly<Record<string, string>>,
  moments: readonly Moment[],
  watched: Parameters<typeof alertingSpec>[1] = {},
) {
  const spec = alertingSpec(alerts, watched);
  const all = { [GIVEN]: "1x400", agent_ci_listening: "1x400", ...series };
  const tests = {
    rule_files: ["team-a.rules.yml"],
    evaluation_interval: "15s",
    tests: [
      {
        interval: "15s",
        input_series: Object.entries(all).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: moments.map(({ at, alert, fires }) => ({
          expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
          eval_time: at,
          exp_samples: [{ labels: "{}", value: fires }],
        })),
      },
    ],
  };
  return promtool(writeAlerts(spec, { "tests.yml": JSON.stringify(tests) }), "test", "rules", "tests.yml");
}
const fires = (alert: string, at: string): Moment => ({ at, alert, fires: 1 });
const silent = (alert: string, at: string): Moment => ({ at, alert, fires: 0 });

const SLOW = `rules:
  - { name: Slow, condition: coordination_time > 15000, for: 1m, action: trigger_fallback }
gap: 5m
keepFiringFor: 2m
`;
const TIME = `coordination_time{${CANARY}}`;

describeWithClients("what Prometheus and Alertmanager make of alerts", MONITORING, () => {
  test.each(readdirSync(EXAMPLES))("%s: both tools take what it comes to", (file) => {
    const read = readSpec(readFileSync(join(EXAMPLES, file), "utf8"), file);
    if (!read.ok) throw new Error(file);
    const folder = writeAlerts(read.spec);
    for (const name of readdirSync(folder)) {
      const { code, said } = name.endsWith(".rules.yml")
        ? promtool(folder, "check", "rules", name)
        : amtool(folder, "check-config", name);
      expect([code, said]).toEqual([0, expect.stringContaining("SUCCESS")]);
    }
  });

  test("both tools take what the examples of the page come to", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/alerts.md"), "utf8");
    const [alerts = "", budget = ""] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, block = ""]) => block);
    const shown = alerts.replace(/^spec:\n {2}alerts:\n/, "").replaceAll(/^ {4}/gm, "");
    const folder = writeAlerts(
      alertingSpec(shown.replace("rules:\n", `rules:\n${budget.replaceAll(/^/gm, "  ").trimEnd()}\n`)),
    );
    // Who is given it; five series and their silence; three alerts, and one for each threshold; nobody who listens.
    expect(promtool(folder, "check", "rules", "team-a.rules.yml").said).toContain("SUCCESS: 18 rules found");
    expect(amtool(folder, "check-config", "team-a.alertmanager.yml")).toMatchObject({ code: 0 });
    const [, routed = ""] = /^amtool (config routes test .*)$/m.exec(page) ?? [];
    const asked = routed.replace("monitoring/", "").split(" ");
    expect(amtool(folder, ...asked).said).toBe("team-a/agent-ci,team-a/notify_oncall\n");
  });

  test("each of the five actions has its way: people hear of all, who listens of what asks something", () => {
    const folder = writeAlerts(alertingSpec(EVERY_ACTION));
    for (const [name, tool] of [
      ["team-a.rules.yml", (file: string) => promtool(folder, "check", "rules", file)],
      ["team-a.alertmanager.yml", (file: string) => amtool(folder, "check-config", file)],
    ] as const)
      expect(tool(name)).toMatchObject({ code: 0 });
    const { rules } = compileAlerts(alertingSpec(EVERY_ACTION));
    const routed = rules.flatMap((rule) => {
      if (!("alert" in rule)) return [];
      const labels = Object.entries({ alertname: rule.alert, ...rule.labels }).map(
        ([key, value]) => `${key}="${value}"`,
      );
      const said = amtool(folder, "config", "routes", "test", "--config.file=team-a.alertmanager.yml", ...labels).said;
      return [[rule.alert, said.trim().replaceAll("team-a/", "")]];
    });
    expect(Object.fromEntries(routed)).toEqual({
      "V2 Coordination Time High": "notify_oncall",
      "V2 Coordination Time Critical": "agent-ci,notify_oncall",
      "V2 Memory Leak": "agent-ci,notify_oncall",
      "V2 tmpfs Full": "trigger_cleanup,notify_oncall",
      "V2 Coordinator Down": "trigger_failover,notify_oncall",
      NoData: "notify_oncall",
      ListenerSilent: "notify_oncall",
    });
    const other = ['agent_ci_rollout="team-b"', 'agent_ci_request="abort"'];
    expect(amtool(folder, "config", "routes", "test", "--config.file=team-a.alertmanager.yml", ...other).said).toBe(
      "nobody\n",
    );
  });

  test("the first event of a counter that is born with it is seen, and so is a later one over a restart", () => {
    const alerts = `rules:
  - { name: Violation, condition: 'increase(violations_total, duration("15m")) > 0', action: trigger_fallback }
`;
    const born = { [`violations_total{${CANARY},severity="critical"}`]: "_ _ 1x100" };
    expect(
      judged(alerts, born, [silent("Violation", "15s"), fires("Violation", "30s"), fires("Violation", "15m")]),
    ).toMatchObject({ code: 0 });
    // Fifteen minutes and keepFiringFor later it is over.
    expect(judged(alerts, born, [silent("Violation", "18m")])).toMatchObject({ code: 0 });
    // Away for ten minutes, and there again with what it had: nothing rose.
    const away = { [`violations_total{${CANARY}}`]: "500x120 stale _x39 500x100" };
    const none = ["29m", "41m", "50m"].map((at) => silent("Violation", at));
    expect(judged(alerts, away, none)).toMatchObject({ code: 0 });
    // Began anew at 0, and counted two.
    const restarted = { [`violations_total{${CANARY}}`]: "500x120 0 0 2x20" };
    const risen = [silent("Violation", "30m"), fires("Violation", "30m45s")];
    expect(judged(alerts, restarted, risen)).toMatchObject({ code: 0 });
  });

  test("gaps neither reset the time that it holds nor end an alert; what is false does, after keepFiringFor", () => {
    const flapping = { [TIME]: "20000 stale ".repeat(60) };
    expect(judged(SLOW, flapping, [silent("Slow", "45s"), fires("Slow", "1m"), fires("Slow", "10m")])).toMatchObject({
      code: 0,
    });
    // True for two minutes, then silent for twenty, then true again: one alert, which fires all the time.
    const gone = { [TIME]: "20000x8 stale _x79 20000x20 10000x80" };
    expect(
      judged(SLOW, gone, [
        fires("Slow", "2m"),
        fires("Slow", "12m"),
        fires("Slow", "20m"),
        fires("Slow", "27m"),
        fires("Slow", "29m"),
        silent("Slow", "31m"),
        // One message about the silence, and none once it is over.
        silent("NoData", "11m"),
        fires("NoData", "13m"),
        fires("NoData", "20m"),
        silent("NoData", "23m"),
      ]),
    ).toMatchObject({ code: 0 });
  });

  test("nobody is given the release: nothing fires, whatever is measured", () => {
    const over = { [GIVEN]: "0x400", [TIME]: "20000x400" };
    expect(judged(SLOW, over, [silent("Slow", "10m"), silent("NoData", "10m")])).toMatchObject({ code: 0 });
    const never = { [GIVEN]: "stale", [TIME]: "20000x400" };
    expect(
      judged(SLOW, never, [silent("Slow", "10m"), silent("NoData", "10m"), silent("ListenerSilent", "10m")]),
    ).toMatchObject({
      code: 0,
    });
    const ended = { [GIVEN]: "1x40 0x100", [TIME]: "20000x40 stale" };
    expect(judged(SLOW, ended, [fires("Slow", "10m"), silent("Slow", "13m"), silent("NoData", "30m")])).toMatchObject({
      code: 0,
    });
  });

  test("where nobody tells whether it is given, alerts fire all the same, and that it is not told is one", () => {
    const unheard = { [GIVEN]: "stale", agent_ci_listening: "stale", [TIME]: "20000x400" };
    const moments = [fires("Slow", "2m"), fires("ListenerSilent", "6m"), fires("Slow", "20m")];
    expect(judged(SLOW, unheard, moments)).toMatchObject({ code: 0 });
    const away = { [GIVEN]: "1x20 stale", agent_ci_listening: "1x20 stale", [TIME]: "20000x400" };
    expect(judged(SLOW, away, [silent("ListenerSilent", "14m"), fires("ListenerSilent", "16m")])).toMatchObject({
      code: 0,
    });
  });

  test("two series are of one canary where rollout and variant agree, and NaN is no data", () => {
    const leak = `rules:
  - { name: Leak, condition: memory_kb > 8000000 && memory_growth_rate > 1000, action: trigger_investigation }
  - { name: Either, condition: memory_kb > 8000000 || memory_growth_rate > 1000, action: notify_oncall }
`;
    const series = (memory: string, growth: string) => ({
      [`memory_kb{${CANARY},instance="a"}`]: memory,
      [`memory_growth_rate{${CANARY},job="b"}`]: growth,
    });
    expect(judged(leak, series("9000000x20", "2000x20"), [fires("Leak", "1m")])).toMatchObject({ code: 0 });
    expect(judged(leak, series("9000000x20", "0x20"), [silent("Leak", "1m"), fires("Either", "1m")])).toMatchObject({
      code: 0,
    });
    expect(
      judged(leak, series("9000000x20", "NaN NaN NaN"), [silent("Leak", "30s"), fires("Either", "30s")]),
    ).toMatchObject({ code: 0 });
    // The one is false, and the other silent: an alert that fired ends by the false one.
    expect(
      judged(leak, series("9000000x8 1x100", "2000x8 stale"), [fires("Leak", "2m"), silent("Leak", "9m30s")]),
    ).toMatchObject({ code: 0 });
    const stable = { 'memory_kb{rollout="team-a/r1",variant="stable"}': "9000000x20" };
    expect(judged(leak, stable, [silent("Either", "2m"), silent("Leak", "2m")])).toMatchObject({ code: 0 });
  });

  test("series of a metric fire by what a tick would take them for", () => {
    const watched = {
      canary: "analysis: { templates: [{ templateName: safety }], startingStep: 1 }",
      more: `---
apiVersion: agent-ci.dev/v1alpha1
kind: AnalysisTemplate
metadata: { name: safety }
spec:
  metrics:
    - name: leak
      provider: { prometheus: { address: $PROMETHEUS_URL } }
      series:
        memory_kb: { of: memory_kb, over: 10m }
        growth: { of: memory_kb, over: 1h, take: growth }
        p95: { of: memory_kb, over: 10m, take: quantile, quantile: 0.95 }
        unrest: { of: memory_kb, over: 1h, take: variation }
      failureCondition: memory_kb > 8000000 AND growth > 1000 AND p95 > 8000000 AND unrest < 0.1
`,
    };
    const given = {
      [GIVEN]: "_x400",
      'agent_ci_rollout_given{agent_ci_rollout="team-a",step="canary/3"}': "1x400",
    };
    const memory = (values: string) => ({ ...given, [`memory_kb{${CANARY}}`]: values });
    const at = [silent("safety/leak", "5m"), fires("safety/leak", "65m")];
    // 5 kB in 15 s are 1,200 an hour; 4 kB are 960.
    expect(judged("gap: 5m", memory("7999000+5x400"), at, watched)).toMatchObject({ code: 0 });
    const none = [silent("safety/leak", "65m")];
    expect(judged("gap: 5m", memory("8100000+4x400"), none, watched)).toMatchObject({ code: 0 });
    expect(judged("gap: 5m", memory("1000000+5x400"), none, watched)).toMatchObject({ code: 0 });
  });

  test("numbers of several instances meet in their sums", () => {
    const share = `rules:
  - { name: Share, condition: errors_total / tasks_total > 0.2, action: trigger_fallback }
  - { name: More, condition: errors_total > retries_total, action: trigger_fallback }
`;
    const of = (instance: string, errors: number, tasks: number) => ({
      [`errors_total{${CANARY},instance="${instance}"}`]: `${errors}x20`,
      [`tasks_total{${CANARY},instance="${instance}"}`]: `${tasks}x20`,
      [`retries_total{${CANARY},instance="${instance}"}`]: "10x20",
    });
    // 25 of 100 fail, and more than 20 are tried again; then 20 of 100, of which one instance has 19 of 20.
    expect(
      judged(share, { ...of("a", 24, 50), ...of("b", 1, 50) }, [fires("Share", "1m"), fires("More", "1m")]),
    ).toEqual({ code: 0, said: expect.stringContaining("SUCCESS") });
    expect(
      judged(share, { ...of("a", 19, 20), ...of("b", 1, 80) }, [silent("Share", "1m"), silent("More", "1m")]),
    ).toMatchObject({ code: 0 });
  });

  test("thresholds of a budget: each once, all in one name, and again in the next period", () => {
    const budget = `rules:
  - name: Budget
    condition: spent_usd >= threshold
    thresholds: [70, 90, 100]
    until: spent_usd < 1
    action: notify_oncall
`;
    const spent = `spent_usd{${CANARY}}`;
    const moments = [0, 1, 1, 2, 2, 3, 3, 3, 0, 3].map((count, index) => ({
      at: `${index * 15}s`,
      alert: "Budget",
      fires: count,
    }));
    // 98 is a correction; then the next period begins, and one step crosses all three.
    expect(judged(budget, { [spent]: "69.99 70 71 95 96 101 98 101 0 101" }, moments)).toMatchObject({ code: 0 });
    // Silent, it is neither over nor crossed anew.
    expect(
      judged(budget, { [spent]: "80 stale _x60 85x10" }, [
        { at: "0s", alert: "Budget", fires: 1 },
        { at: "10m", alert: "Budget", fires: 1 },
        { at: "16m", alert: "Budget", fires: 1 },
      ]),
    ).toMatchObject({ code: 0 });
  });
});
