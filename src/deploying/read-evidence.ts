import {
  integer,
  list,
  Mismatch,
  object,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../model/read-value.ts";
import { judgement } from "../rollout/state-parts.ts";
import { redact } from "../secrets/redact.ts";
import { figure } from "./read-state.ts";
import type { MetricVerdict } from "../rollout/reconcile/evidence.ts";
import type { Instant } from "../rollout/state.ts";

/** More of a text the log has no room for; and half of a character it cannot say. */
const LONGEST = 500;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What somebody else has measured of a rollout, as a file tells it. */
export interface MeasuredElsewhere {
  readonly verdicts: Readonly<Record<string, MetricVerdict>>;
  readonly samples: number;
  readonly acknowledged: Instant | "unobserved" | null;
  readonly drained: Instant | null;
}

const instant = integer(0);
const unobserved: Read<Instant | "unobserved" | null> = (value, at) => {
  if (value === null || value === "unobserved") return value;
  return instant(value, at);
};
/** What a job printed may hold a secret, and the log keeps what it is told for ever. */
const told: Read<string> = (value, at) =>
  redact(string(value, at)).slice(0, LONGEST).replaceAll(LONE_SURROGATE, "\u{fffd}");
const required = object({ verdict: judgement, why: told });
const more = optional({ at: instant, since: instant, rule: told, figures: list(figure) });
const TOLD = { rule: "told by --evidence", figures: [] } as const;
const members = {
  /** Of which rollout: evidence about another one proves nothing. */
  rollout: string,
  verdicts: recordOf<Omit<MetricVerdict, "at"> & Partial<MetricVerdict>>((value, at) => ({
    ...TOLD,
    ...required(value, at),
    ...more(value, at),
  })),
  samples: integer(0),
  acknowledged: unobserved,
  drained: instant,
};
const file = optional(members);

/** Nothing is known, and nobody acknowledges. */
export const NOTHING_MEASURED: MeasuredElsewhere = {
  verdicts: {},
  samples: 0,
  acknowledged: "unobserved",
  drained: null,
};

/**
 * Reads what was measured; a verdict without a time is of `now`. Throws Mismatch where it is none, or about another
 * rollout than `id`: a retry begins with nothing.
 */
export function readEvidence(text: string, id: string | undefined, now: Instant): MeasuredElsewhere {
  const value = readJson(text);
  const { rollout, verdicts = {}, ...rest } = file(value, "");
  const other = Object.keys(Object(value)).find((name) => !Object.hasOwn(members, name));
  // What is told in a hurry counts for nothing under a name that nobody reads.
  if (other !== undefined)
    throw new Mismatch(`nobody reads ${JSON.stringify(other)}; it may have ${Object.keys(members).join(", ")}`);
  if (rollout !== undefined && rollout !== id)
    throw new Mismatch(`it is about ${rollout}, and this is ${id ?? "no rollout yet"}`);
  const measured = Object.entries(verdicts).map(([name, one]) => [name, { at: now, ...one }] as const);
  return { ...NOTHING_MEASURED, ...rest, verdicts: Object.fromEntries(measured) };
}
