import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { alertFiles } from "../../src/rollout/alerts/alert-files.ts";
import { readSpec } from "../../src/rollout/spec/read-spec.ts";
import type { RolloutSpec } from "../../src/rollout/spec/spec.ts";
import { client } from "./clients.ts";
import { tempFolder } from "./temp-folder.ts";

/** The clients whose programs judge what is written for them. */
export const MONITORING = ["prometheus", "alertmanager"] as const;

/** A specification of one canary with these lines of `alerts:`, and these documents behind it. */
export function alertingSpec(alerts: string, { more = "", canary = "" } = {}): RolloutSpec {
  const text = `apiVersion: agent-ci.dev/v1alpha1
kind: Rollout
metadata: { name: team-a }
spec:
  bundle: { include: [AGENTS.md] }
  environments: { production: { target: { directory: { path: /srv/agents } } } }
  strategy:
    canary:
      ${canary}
      steps: [{ setWeight: 10 }, { pause: { duration: 1h } }, { setWeight: 100 }]
  alerts:
${alerts.replaceAll(/^(?=.)/gm, "    ")}
${more}`;
  const read = readSpec(text, "rollouts/team-a.yaml");
  if (!read.ok) throw new Error(read.problems.map(({ line, message }) => `${line}: ${message}`).join("\n"));
  return read.spec;
}

/** Writes what a specification comes to, with other files; answers with the folder. */
export function writeAlerts(spec: RolloutSpec, others: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder();
  for (const [name, text] of [...alertFiles(spec).files, ...Object.entries(others)]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

interface Said {
  readonly code: number | null;
  readonly said: string;
}
/** The tools that come with the servers stand beside them. */
const run = (program: string, folder: string, args: readonly string[]): Said => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  return { code: status, said: `${stdout}${stderr}` };
};
export const promtool = (folder: string, ...args: readonly string[]): Said =>
  run(join(dirname(client("prometheus")), "promtool"), folder, args);
export const amtool = (folder: string, ...args: readonly string[]): Said =>
  run(join(dirname(client("alertmanager")), "amtool"), folder, args);

/** Alerts of each of the five actions, and receivers of each kind. */
export const EVERY_ACTION = `rules:
  - { name: V2 Coordination Time High, condition: coordination_time > 15000, action: notify_oncall }
  - { name: V2 Coordination Time Critical, condition: coordination_time > 30000, severity: critical, action: trigger_fallback }
  - { name: V2 Memory Leak, condition: memory_kb > 8000000 AND memory_growth_rate > 1000, severity: critical, action: trigger_investigation }
  - { name: V2 tmpfs Full, condition: tmpfs_pct > 90, severity: critical, action: trigger_cleanup }
  - { name: V2 Coordinator Down, condition: coordinator_health < 7, severity: critical, action: trigger_failover }
listener: { tokenFile: /etc/alertmanager/agent-ci.token }
receivers:
  notify_oncall:
    slack: { channel: "#oncall", apiUrlFile: /etc/alertmanager/slack.url }
    pagerduty: { routingKeyFile: /etc/alertmanager/pagerduty.key }
    email: { to: oncall@example.com, from: alerts@example.com, smarthost: "mail.example.com:587", username: alerts, passwordFile: /etc/alertmanager/mail.password }
  trigger_cleanup: { webhook: { url: "https://cleanup.example.com/", tokenFile: /etc/alertmanager/cleanup.token } }
  trigger_failover: { webhook: { url: "https://failover.example.com/" } }
`;
