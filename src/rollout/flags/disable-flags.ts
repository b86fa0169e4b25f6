import { isObject, type Json, objectOf, parsed } from "../../model/json.ts";
import { UsageError } from "../../model/usage-error.ts";
import { renderFlags } from "./compile-flags.ts";
import { CANARY, STABLE, targetingOf } from "./targeting.ts";

/**
 * The same flags, of which those of one rollout give stable to everybody: weight 0, lease in the past, no preview. It
 * needs nothing but the text: neither states nor plans, which may be what is broken. `state: DISABLED` would give each
 * caller its own default. Throws UsageError for a text that is no set of flags: what evaluators have then drains with
 * its lease.
 */
export function disableRollout(flagsText: string, rollout: string): string {
  const flags = flagsOf(flagsText);
  const isMeant = (flag: unknown): boolean => rolloutIdOf(flag).startsWith(`${rollout}/r`);
  const lowered = Object.entries(flags).map(([key, flag]) => [key, isMeant(flag) ? disabledFlag(flag) : flag]);
  return renderFlags(Object.fromEntries(lowered));
}

/** The id of the rollout that a flag belongs to, such as `team-a/r3`; empty where it says none. */
export function rolloutIdOf(flag: unknown): string {
  const metadata = isObject(flag) ? flag["metadata"] : undefined;
  const id = isObject(metadata) ? metadata["rollout"] : undefined;
  return typeof id === "string" ? id : "";
}

/** The flag with stable for everybody; what is no flag is left as it is. */
export function disabledFlag(flag: unknown): unknown {
  if (!isObject(flag) || !isObject(flag["variants"]) || !Object.hasOwn(flag["variants"], STABLE)) return flag;
  const split = { salt: rolloutIdOf(flag), weight: 0, until: 0, exclude: {}, preview: false };
  const targeting = Object.hasOwn(flag["variants"], CANARY) ? targetingOf(split) : {};
  return { ...flag, state: "ENABLED", defaultVariant: STABLE, targeting };
}

function flagsOf(text: string): Json {
  const { flags } = objectOf(parsed(text));
  if (isObject(flags)) return flags;
  throw new UsageError(
    "flags.json is no set of flags, so that nothing in it can be switched off. Evaluators keep what they had until its lease ends; `agent-ci deploy` writes it anew.",
  );
}
