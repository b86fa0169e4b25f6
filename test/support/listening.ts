import { type Listener, type ListenValues, openListener } from "../../src/commands/rollout/listen.ts";
import { gitEnvironment } from "./git.ts";
import { onTestFinished } from "vitest";

export const TOKEN = "a-token-of-thirty-two-characters";

/** Somebody who listens for the alerts of a repository, and what they said. */
export interface Heard extends Listener {
  readonly said: () => string;
  readonly post: (body: string, token?: string) => Promise<number>;
  readonly metrics: () => Promise<{ readonly status: number; readonly text: string }>;
}

/** In this process, at a port that was free; ended with the running test. */
export async function listen(folder: string, values: ListenValues = {}, now: () => number = Date.now): Promise<Heard> {
  let said = "";
  const say = (text: string): void => void (said += text);
  const world = {
    cwd: folder,
    env: { ...gitEnvironment(), AGENT_CI_LISTEN_TOKEN: TOKEN },
    out: say,
    err: say,
    notice: say,
    terminal: { out: false, err: false },
    clock: { now },
    show: async () => {},
  };
  const listener = await openListener(world, { state: ".", listen: "127.0.0.1:0", ...values });
  onTestFinished(listener.close);
  return {
    ...listener,
    said: () => said,
    metrics: async () => {
      const answered = await fetch(`${listener.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
      return { status: answered.status, text: await answered.text() };
    },
    post: async (body, token = TOKEN) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${listener.url}/alerts`, { method: "POST", headers, body })).status;
    },
  };
}

/** One alert as Alertmanager tells of it. */
export interface Told {
  readonly fingerprint: string;
  readonly startsAt: number;
  readonly status?: "firing" | "resolved";
  readonly verb?: string;
  readonly rollout?: string;
  readonly attempt?: string;
  readonly steps?: string;
  readonly name?: string;
}

/** What a webhook of Alertmanager 0.27 holds. */
export const webhookOf = (...alerts: readonly Told[]): string =>
  JSON.stringify({
    version: "4",
    receiver: "team-a/agent-ci",
    status: alerts.some(({ status }) => status !== "resolved") ? "firing" : "resolved",
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: "http://alertmanager",
    groupKey: "{}",
    truncatedAlerts: 0,
    alerts: alerts.map(
      ({
        fingerprint,
        startsAt,
        status = "firing",
        verb = "abort",
        rollout = "team-a",
        attempt,
        steps,
        name = "Slow",
      }) => ({
        status,
        labels: {
          alertname: name,
          agent_ci_rollout: rollout,
          ...(verb !== "" && { agent_ci_request: verb }),
          ...(attempt !== undefined && { rollout: attempt }),
        },
        annotations: { summary: "too slow", ...(steps !== undefined && { agent_ci_steps: steps }) },
        startsAt: new Date(startsAt).toISOString(),
        endsAt: "0001-01-01T00:00:00Z",
        generatorURL: "http://prometheus",
        fingerprint,
      }),
    ),
  });
