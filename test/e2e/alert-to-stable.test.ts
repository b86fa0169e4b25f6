import { expect, test } from "vitest";
import { canariesOf } from "../../scripts/bench/alert-path.ts";
import { monitorRollout, until } from "../../scripts/bench/monitored-rollout.ts";
import { describeWithClients } from "../support/clients.ts";
import { MONITORING } from "../support/prometheus.ts";

describeWithClients("with a real Prometheus and a real Alertmanager", MONITORING, () => {
  test("a release that gets slow is taken from everybody, and stays it", async () => {
    const rollout = await monitorRollout();
    try {
      const holds = async (query: string): Promise<true | undefined> =>
        (await rollout.query(query)).length > 0 ? true : undefined;
      await until(() => holds('agent_ci:given{step="canary/3"} == 1 and on () agent_ci:value == 5000'));
      expect(await rollout.query("ALERTS")).toEqual([]);
      expect(canariesOf(await rollout.flags())).toBeGreaterThan(50);

      rollout.takes(20_000);
      await rollout.heard("team-a: abort is asked for: alert Slow ");
      expect(canariesOf(await rollout.flags())).toBe(0);

      // Well again: the alert is over, and nobody is given anything for it.
      rollout.takes(5000);
      await until(() => holds("agent_ci:given == 0 and on () agent_ci:value == 5000"));
      expect(canariesOf(await rollout.flags())).toBe(0);
      const ticked = await rollout.run("deploy team-a");
      expect([ticked.code, ticked.out]).toEqual([1, expect.stringContaining("RollingBack (alert Slow ")]);
      const after = await rollout.run("deploy team-a");
      expect(after.out).toContain("Degraded");
      expect(canariesOf(await rollout.flags())).toBe(0);
    } finally {
      await rollout.end();
    }
  });
});
