import type { Diagnostic, Engine } from "../model/diagnostic.ts";
import type { EngineRule, PlacedFinding } from "../model/rule.ts";
import type { Range, Source } from "../model/source.ts";
import { assign, type RulePolicy } from "./policy.ts";
import { sign } from "./sign.ts";

/** What the engine of a room found, with the rule that it found it by. `source` is the text that `finding.at` counts in. */
export interface Found {
  readonly rule: EngineRule;
  readonly finding: PlacedFinding;
  readonly source?: Source;
  /** The commit that it was found in, where that is not what is checked. */
  readonly commit?: string;
  /** The program of others that found it. */
  readonly engine?: Engine;
  /** All that such programs found in the source: our own engine need not know that it is secret. */
  readonly hides?: readonly Range[];
}

/** Gives findings of engines the severity that holds for their path, and signs them as those of all other rules. */
export function signFound(found: readonly Found[], policy: RulePolicy): readonly Diagnostic[] {
  return sign(
    found.flatMap(({ rule, finding, source = finding.artifact?.source, commit, engine, hides }) => {
      const path = finding.path ?? finding.artifact?.path;
      const { severity } = assign(rule, policy, path);
      if (severity === "off") return [];
      const { artifact } = finding;
      return [
        {
          rule,
          severity,
          finding,
          ...(source && { source }),
          ...(artifact && artifact.source === source && { artifact }),
          ...(path !== undefined && { path }),
          ...(commit !== undefined && { commit }),
          ...(engine && { engine }),
          ...(hides && { hides }),
        },
      ];
    }),
  );
}
