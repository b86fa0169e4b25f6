import { confine } from "../config/confine.ts";
import { UsageError } from "../model/usage-error.ts";
import { BASELINE_FILE } from "../workspace/find-policy.ts";

/** The options of the baseline, as far as they were given. */
export interface BaselineAsked {
  readonly baseline?: string;
  readonly "update-baseline"?: boolean;
  readonly "grow-baseline"?: boolean;
  readonly "accept-secrets"?: boolean;
  /** Which commits were searched as well. */
  readonly commits?: string;
}

/** The path of its file from the policy's folder; undefined for `none`. Throws UsageError for one outside of that. */
export function baselinePath({ baseline = BASELINE_FILE }: BaselineAsked): string | undefined {
  if (baseline === "none") return undefined;
  const confined = confine("", baseline);
  if (confined.ok) return confined.path;
  throw new UsageError(`--baseline: "${baseline}" ${confined.why}. Name a file below the configuration's folder.`);
}
