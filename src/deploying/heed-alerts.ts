import type { StateRead } from "../host/state/state-branch.ts";
import { statePath } from "../ledger/coverage.ts";
import { rawDigest } from "../ledger/lines.ts";
import { isObject } from "../model/json.ts";
import { UsageError } from "../model/usage-error.ts";
import { CLOCK_SKEW } from "../rollout/clock-skew.ts";
import type { ToldAlert } from "../rollout/alerts/webhook.ts";
import { type RolloutRequest, VERBS } from "../rollout/reconcile/evidence.ts";
import type { Instant, RolloutState } from "../rollout/state.ts";
import { redact } from "../secrets/redact.ts";
import { refusedBy } from "./ask.ts";
import { FLAGS, flagsIn } from "./flags-file.ts";
import { stateIn } from "./read-state.ts";
import { requestsOf } from "./requests.ts";

/** What follows from the alerts of one rollout, by what its branch says: one request at most, the most urgent. */
export interface Heeded {
  readonly request: RolloutRequest | undefined;
  /** Why the others ask nothing, or not again. */
  readonly left: readonly { readonly alert: ToldAlert; readonly why: string }[];
}
const LONGEST = 300;

/**
 * An alert that comes twice, late or out of order asks once: what it asked has a name of its own, by which the branch
 * knows it. One that is over asks nothing: nothing is given back because a number looks well again.
 */
export function heedAlerts(read: StateRead, rollout: string, alerts: readonly ToldAlert[], now: Instant): Heeded {
  const state = stateOrNone(read, rollout);
  const step = stepOf(read, rollout);
  const asked = requestsOf(read.files, rollout);
  const left: { alert: ToldAlert; why: string }[] = [];
  let request: RolloutRequest | undefined;
  for (const alert of mostUrgentFirst(alerts)) {
    const made = requestOf(alert, now);
    const why = made
      ? (whyLeft(alert, made, [...asked, ...(request ? [request] : [])], state, step) ?? refusal(read, rollout, made))
      : "it asks nothing of the rollout";
    if (made && why === undefined) request = made;
    else left.push({ alert, why: why ?? "" });
  }
  return { request, left };
}

const urgency = ({ verb }: ToldAlert): number => (verb === undefined ? VERBS.length : VERBS.indexOf(verb));
const mostUrgentFirst = (alerts: readonly ToldAlert[]): readonly ToldAlert[] =>
  alerts.toSorted((one, other) => urgency(one) - urgency(other));

function requestOf(alert: ToldAlert, now: Instant): RolloutRequest | undefined {
  const { verb, fingerprint, startsAt, name, summary } = alert;
  if (verb === undefined) return undefined;
  const key = [fingerprint, String(startsAt), verb].join(" ");
  const why = `alert ${name} (${fingerprint}) since ${new Date(startsAt).toISOString()}: ${summary}`;
  return {
    id: `alert-${rawDigest(key).slice("sha256:".length).slice(0, 32)}`,
    verb,
    actor: "alertmanager",
    at: now,
    // Half of a character, which the cut may leave, is none; half of a secret nobody would know for one.
    why: Buffer.from(redact(why).slice(0, LONGEST)).toString(),
    full: false,
    force: false,
  };
}

function whyLeft(
  alert: ToldAlert,
  { id, verb }: RolloutRequest,
  open: readonly RolloutRequest[],
  state: RolloutState | undefined,
  step: string | undefined,
): string | undefined {
  if (!alert.isFiring) return "it is over, and nothing is given back for that";
  if (open.some((one) => one.id === id) || state?.answered.includes(id) === true) return `${verb} was asked for by it`;
  const stronger = open.find((one) => VERBS.indexOf(one.verb) <= VERBS.indexOf(verb));
  if (stronger) return `${stronger.verb} is asked for already`;
  if (!state) return undefined;
  if (alert.attempt !== undefined && alert.attempt !== state.id)
    return `it is about ${alert.attempt}, and this is ${state.id}`;
  if (alert.startsAt < state.startedAt - CLOCK_SKEW) return `it began before ${state.id} did`;
  if (alert.steps && step !== undefined && !alert.steps.includes(step))
    return `it does not count at ${step}, where the rollout stands`;
  return undefined;
}

/** Undefined where there is none, or none that can be read: what takes a release back waits for neither. */
export function stateOrNone({ files }: StateRead, rollout: string): RolloutState | undefined {
  const text = files.get(statePath(rollout));
  try {
    return text === undefined ? undefined : stateIn(text, rollout);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function refusal(read: StateRead, rollout: string, { verb }: RolloutRequest): string | undefined {
  try {
    return refusedBy(read, rollout, verb);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Where a rollout stands, as its flags say. */
export function stepOf({ files }: StateRead, rollout: string): string | undefined {
  for (const [, flag] of flagsIn(files.get(FLAGS))) {
    const metadata = flag.rollout === rollout && isObject(flag.text) ? flag.text["metadata"] : undefined;
    if (isObject(metadata) && typeof metadata["step"] === "string") return metadata["step"];
  }
  return undefined;
}
