import { isObject } from "../../model/json.ts";
import { renderFlags } from "./compile-flags.ts";
import { disabledFlag } from "./disable-flags.ts";
import { CANARY, STABLE } from "./targeting.ts";

/**
 * The same set of flags (flagd's `flags.json`), of which one gives the canary to so many percent of the tasks at most:
 * to some of those that have it anyway, and to no other. With 0 it gives stable to everybody, as in an emergency.
 * Throws where the text is no JSON.
 */
export function limitFlag(flagsText: string, flagKey: string, most: number): string {
  if (most >= 100) return flagsText;
  const set: unknown = JSON.parse(flagsText);
  const flags = isObject(set) && isObject(set["flags"]) ? set["flags"] : {};
  const limited = (flag: unknown): unknown =>
    most <= 0 || !isObject(flag) ? disabledFlag(flag) : { ...flag, targeting: lowered(flag["targeting"], most) };
  return renderFlags(
    Object.fromEntries(Object.entries(flags).map(([key, flag]) => [key, key === flagKey ? limited(flag) : flag])),
  );
}

/** A rule with less for the canary in each of its splits; a split that cannot be read gives stable. */
function lowered(rule: unknown, most: number): unknown {
  if (Array.isArray(rule)) return rule.map((one) => lowered(one, most));
  if (!isObject(rule)) return rule;
  const { fractional } = rule;
  if (fractional !== undefined) return splitLowered(fractional, most) ?? STABLE;
  return Object.fromEntries(Object.entries(rule).map(([operator, operands]) => [operator, lowered(operands, most)]));
}

/** The sum of the weights stays what it is, so that each task keeps its place among them. */
function splitLowered(split: unknown, most: number): object | undefined {
  if (!Array.isArray(split)) return undefined;
  const [key, canary, stable, ...others]: readonly unknown[] = Array.isArray(split[0]) ? [undefined, ...split] : split;
  const [has, hasNot] = [weightIn(canary, CANARY), weightIn(stable, STABLE)];
  if (has === undefined || hasNot === undefined || others.length > 0) return undefined;
  const less = Math.min(has, Math.floor(((has + hasNot) * most) / 100));
  const entries = [
    [CANARY, less],
    [STABLE, has + hasNot - less],
  ];
  return { fractional: key === undefined ? entries : [key, ...entries] };
}

function weightIn(entry: unknown, variant: string): number | undefined {
  const [name, weight]: readonly unknown[] = Array.isArray(entry) ? entry : [];
  return name === variant && typeof weight === "number" && Number.isInteger(weight) && weight >= 0 ? weight : undefined;
}
