import { weakenedIn } from "../../check/weakening/weakened-settings.ts";
import type { RolloutSpec } from "../spec/spec.ts";
import { TEMPLATE_WEAKENS } from "./metric-weakens.ts";
import { ROLLOUT_WEAKENS } from "./spec-weakens.ts";

/** What a specification holds its releases to less than the one before it, in words; each begins with the way to it. */
export function weakenedRollout(before: RolloutSpec, after: RolloutSpec): readonly string[] {
  const used = new Set(templatesIn(before.spec));
  return [
    ...weakenedIn({ each: ROLLOUT_WEAKENS }, before.spec, after.spec),
    ...[...before.templates].flatMap(([name, was]) => {
      const is = after.templates.get(name);
      // One that is not named any more is told where it was named.
      if (!is || !used.has(name)) return [];
      return weakenedIn({ each: TEMPLATE_WEAKENS }, was.spec, is.spec).map(
        (what) => `AnalysisTemplate ${name}: ${what}`,
      );
    }),
  ];
}

/** The names of templates that a part of a specification uses, wherever that is. */
function templatesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "templateName" && typeof one === "string" ? [one] : templatesIn(one),
  );
}
