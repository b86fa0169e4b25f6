import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository } from "../../../support/git.ts";
import { runCli } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const SPEC = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  environments: { production: { target: { directory: { path: /srv/agents } } } }
  strategy: { canary: { steps: [{ setWeight: 10 }, { setWeight: 100 }] } }
`;
const ALERTS = `  alerts:
    rules: [{ name: Slow, condition: coordination_time > 15000, action: trigger_fallback }]
`;

test("what is written for Prometheus and Alertmanager is printed, or put into a folder", async () => {
  const { folder } = createRepository({ "rollouts/team-a.yaml": SPEC + ALERTS });
  const printed = await runCli(folder, ["rollout", "alerts", "team-a"]);
  expect(printed.code).toBe(0);
  expect(printed.out).toMatch(
    /^# team-a\.rules\.yml\n# Of the rollout team-a, [^]*\n---\n# team-a\.alertmanager\.yml\n/,
  );
  expect(printed.err).toContain("No alert changes the rollout: `alerts.listener` says where it is listened for.");
  const written = await runCli(folder, ["rollout", "alerts", "rollouts/team-a.yaml", "--out", "monitoring"]);
  expect(written.out).toBe("monitoring/team-a.rules.yml\nmonitoring/team-a.alertmanager.yml\n");
  const rules = readFileSync(join(folder, "monitoring/team-a.rules.yml"), "utf8");
  expect(printed.out).toContain(rules);
  const elsewhere = tempFolder();
  expect((await runCli(folder, ["rollout", "alerts", "team-a", "--out", elsewhere])).code).toBe(0);
  expect(readFileSync(join(elsewhere, "team-a.rules.yml"), "utf8")).toBe(rules);
});

test("what cannot be done is said with what to do next", async () => {
  const { folder } = createRepository({ "rollouts/team-a.yaml": SPEC });
  const run = async (...args: readonly string[]) => runCli(folder, ["rollout", "alerts", ...args]);
  expect(await run("team-a")).toMatchObject({ code: 2, err: expect.stringContaining("no `alerts.rules`") });
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining("agent-ci rollout alerts <name>") });
  expect(await run("team-b")).toMatchObject({ code: 2, err: expect.stringContaining('There is no rollout "team-b"') });
});

test("nothing is written through a link that a repository has in the place of the folder", async () => {
  const { folder } = createRepository({ "rollouts/team-a.yaml": SPEC + ALERTS });
  const outside = tempFolder();
  symlinkSync(outside, join(folder, "monitoring"));
  const { code, err } = await runCli(folder, ["rollout", "alerts", "team-a", "--out", "monitoring"]);
  expect([code, err]).toEqual([2, expect.stringContaining("Cannot write monitoring/team-a.rules.yml")]);
  expect(existsSync(join(outside, "team-a.rules.yml"))).toBe(false);
});

test("names and messages of a specification move no cursor, reorder nothing, and are no commands of a runner", async () => {
  const hostile = ALERTS.replace("name: Slow", String.raw`name: "a\x9b31m\u202e", message: "b\e]0;\a\n::error::no"`);
  const { folder } = createRepository({ "rollouts/team-a.yaml": SPEC + hostile });
  const { code, out } = await runCli(folder, ["rollout", "alerts", "team-a"]);
  expect(code).toBe(0);
  expect(out).toContain("31m");
  expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(out).not.toMatch(/^\s*::/m);
});
