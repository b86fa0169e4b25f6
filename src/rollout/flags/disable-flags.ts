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
  const { flags } = parsed(flagsText);
  const isMeant = (flag: unknown): boolean => idOf(flag).startsWith(`${rollout}/r`);
  const lowered = Object.entries(flags).map(([key, flag]) => [key, isMeant(flag) ? disabled(flag) : flag]);
  return renderFlags(Object.fromEntries(lowered));
}

/** Of the rollout that a flag belongs to; empty where it says none. */
function idOf(flag: unknown): string {
  const metadata = isMap(flag) ? flag["metadata"] : undefined;
  const id = isMap(metadata) ? metadata["rollout"] : undefined;
  return typeof id === "string" ? id : "";
}

function disabled(flag: unknown): unknown {
  if (!isMap(flag) || !isMap(flag["variants"]) || !Object.hasOwn(flag["variants"], STABLE)) return flag;
  const split = { salt: idOf(flag), weight: 0, until: 0, exclude: {}, preview: false };
  const targeting = Object.hasOwn(flag["variants"], CANARY) ? targetingOf(split) : {};
  return { ...flag, state: "ENABLED", defaultVariant: STABLE, targeting };
}

function parsed(text: string): { readonly flags: Readonly<Record<string, unknown>> } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isMap(value) && isMap(value["flags"])) return { flags: value["flags"] };
  throw new UsageError(
    "flags.json is no set of flags, so that nothing in it can be switched off. Evaluators keep what they had until its lease ends; `agent-ci deploy` writes it anew.",
  );
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
