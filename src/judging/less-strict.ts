import { wholeText } from "../check/weakening/shown.ts";
import { type Ruling, weakenedRules } from "../check/weakening/weakened-rules.ts";
import { weakenedSettings } from "../check/weakening/weakened-settings.ts";
import { weakens } from "../config/schema.ts";
import type { PolicyInPlace } from "../workspace/policy-in-place.ts";
import { registry } from "./registry.ts";
import { movedFolder, weakenedPaths } from "./weakened-paths.ts";

/** What a policy lets through of these paths that another refused, in words. */
export function lessStrict(before: PolicyInPlace, after: PolicyInPlace, paths: readonly string[]): readonly string[] {
  if (before.folder === after.folder && wholeText(before.settings) === wholeText(after.settings)) return [];
  return [
    ...weakenedRules(registry, ruling(before), ruling(after), paths),
    ...movedFolder(before, after),
    ...weakenedSettings(weakens, before.settings, after.settings, weakenedPaths(before, after, paths)),
  ];
}

const ruling = ({ rules, settings }: PolicyInPlace): Ruling => ({ policy: rules, overrides: settings.overrides });
