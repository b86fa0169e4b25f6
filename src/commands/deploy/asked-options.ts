import { UsageError } from "../../model/usage-error.ts";
import { VERBS } from "../../rollout/reconcile/evidence.ts";
import { isGiven } from "../without-effect.ts";

type AskedVerb = (typeof VERBS)[number] | "approve" | "reject";

const MORE: Readonly<Partial<Record<(typeof VERBS)[number], readonly string[]>>> = {
  start: ["force"],
  retry: ["force"],
  promote: ["full"],
};

/** What each request, approval and rejection takes, besides what a tick takes. */
export const ASKED_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(VERBS.map((verb) => [verb, ["reason", ...(MORE[verb] ?? [])]])),
  approve: ["role", "checkpoint", "seen"],
  reject: ["reason", "role", "checkpoint", "seen"],
};

/**
 * Throws UsageError for an option of another verb than the one that is asked: it would change nothing. A reason beside
 * no verb is left alone, for the forms of pipelines hand it on with every tick.
 */
export function expectTaken(verb: AskedVerb | undefined, values: Readonly<Record<string, unknown>>): void {
  const takes = verb === undefined ? ["reason"] : (ASKED_OPTIONS[verb] ?? []);
  for (const option of new Set(Object.values(ASKED_OPTIONS).flat())) {
    if (!isGiven(values[option]) || takes.includes(option)) continue;
    const verbs = Object.keys(ASKED_OPTIONS).filter((one) => ASKED_OPTIONS[one]?.includes(option));
    throw new UsageError(
      `deploy${verb === undefined ? "" : ` --verb ${verb}`} does not take --${option}: that goes with --verb ${verbs.join(", ")}. Nothing was done.`,
    );
  }
}
