import { describe, expect, test } from "vitest";
import { metrics } from "../../../src/report/formats/metrics.ts";
import { fail, pass, reportOf, richReport } from "../../support/reports.ts";
import { ATTACKS, hostile } from "./attacks.ts";

const tokens = { metric: "tokens", value: 12, unit: "tokens" };

test("totals, and numbers with a limit; those of single files are left to other formats", () => {
  const measurements = [
    { ...tokens, labels: { client: "codex", when: "always" } },
    { ...tokens, labels: { kind: "skill" }, path: "a/SKILL.md" },
    { ...tokens, labels: { kind: "skill" }, path: "b/SKILL.md", limit: 10 },
  ];
  expect(metrics({ report: { ...reportOf(), measurements }, verdict: pass })).toBe(
    [
      "# TYPE agent_ci_errors gauge",
      "agent_ci_errors 0",
      "# TYPE agent_ci_warnings gauge",
      "agent_ci_warnings 0",
      "# TYPE agent_ci_tokens gauge",
      'agent_ci_tokens{client="codex",when="always"} 12',
      'agent_ci_tokens{kind="skill",path="b/SKILL.md"} 12',
      "# EOF\n",
    ].join("\n"),
  );
});

test("a metric's name holds only what a name may", () => {
  expect(metrics({ report: richReport, verdict: fail })).toContain('\nagent_ci_cost_monthly{agent="reviewer"} 12.5\n');
});

/** https://prometheus.io/docs/specs/om/open_metrics_spec/, read 2026-11-25: the lines that we may write. */
const LINE =
  /^(?:# TYPE [a-z_][\w]* gauge|# EOF|[a-z_]\w*(?:\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*")*\})? -?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/;

describe("stays OpenMetrics whatever a name holds", () => {
  test.each(Object.entries(ATTACKS))("%s", (_, attack) => {
    const { report, verdict } = hostile(attack);
    const measurements = report.measurements.map((one) => ({ ...one, limit: 1 }));
    const lines = metrics({ report: { ...report, measurements }, verdict }).split("\n");
    expect(lines.at(-2)).toBe("# EOF");
    expect(lines.slice(0, -1).filter((line) => !LINE.test(line))).toEqual([]);
  });
});
