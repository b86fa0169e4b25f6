import {
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../../model/read-value.ts";
import type { Instant } from "../state.ts";
import { type AlertVerb, ASKING, LABELS } from "./actions.ts";

/** An alert as Alertmanager tells of it: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface ToldAlert {
  readonly isFiring: boolean;
  /** Of its labels: the same alert has the same, whichever Alertmanager tells of it. */
  readonly fingerprint: string;
  readonly startsAt: Instant;
  readonly name: string;
  readonly summary: string;
  readonly rollout: string;
  /** `<rollout>/r<number>`, where its series say so. */
  readonly attempt: string | undefined;
  /** Undefined where it asks nothing. */
  readonly verb: AlertVerb | undefined;
  /** Undefined where it counts in all of them. */
  readonly steps: readonly string[] | undefined;
}

const MOST_ALERTS = 1000;
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const FINGERPRINT = /^[0-9a-f]{1,64}$/;

const texts = recordOf(string);
const told = object({
  status: oneOf(["firing", "resolved"]),
  labels: texts,
  startsAt: ((value, at) => {
    const time = Date.parse(string(value, at));
    if (Number.isNaN(time)) throw new Mismatch(`${at} is no time`);
    return time;
  }) satisfies Read<Instant>,
  fingerprint: ((value, at) => {
    const text = string(value, at);
    if (!FINGERPRINT.test(text)) throw new Mismatch(`${at} is no fingerprint`);
    return text;
  }) satisfies Read<string>,
});
const notes = optional({ annotations: texts });

/** What a webhook of Alertmanager holds about rollouts, without all else. Throws Mismatch where it is none. */
export function readWebhook(text: string): readonly ToldAlert[] {
  const { alerts } = object({ alerts: list((value: unknown) => value) })(readJson(text), "");
  if (alerts.length > MOST_ALERTS) throw new Mismatch(`it has more than ${MOST_ALERTS} alerts: set \`max_alerts\``);
  return alerts.flatMap((value, index) => {
    const at = `/alerts/${index}`;
    const { status, labels, startsAt, fingerprint } = told(value, at);
    const { annotations = {} } = notes(value, at);
    const rollout = labels[LABELS.rollout] ?? "";
    if (!NAME.test(rollout)) return [];
    const attempt = labels["rollout"] ?? "";
    const steps = annotations[LABELS.steps]?.split(" ");
    return {
      isFiring: status === "firing",
      fingerprint,
      startsAt,
      name: labels["alertname"] ?? "",
      summary: annotations["summary"] ?? "",
      rollout,
      attempt: attempt.startsWith(`${rollout}/r`) ? attempt : undefined,
      verb: ASKING.find((verb) => verb === labels[LABELS.verb]),
      steps,
    };
  });
}
