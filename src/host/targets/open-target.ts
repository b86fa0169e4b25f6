import type { ReleaseTarget } from "../../rollout/plan.ts";
import type { SaidOfRules } from "../../rollout/release/references.ts";
import { freeSpace } from "./directory/deploy.ts";
import { directoryTarget } from "./directory/directory-target.ts";
import { openStore } from "./directory/store.ts";
import { realDisk } from "./disk.ts";
import type { OpenTarget } from "./target.ts";

export interface Surroundings {
  /** What relative paths of a target count from. */
  readonly cwd: string;
  /** The top of the checked-out repository, whose links must not lead a target elsewhere. */
  readonly checkout?: string;
  /** As in production: a backup that was not read back stops a deployment. */
  readonly needsBackup: boolean;
  /** What the policy says of rules, of which some follow references. */
  readonly said?: SaidOfRules;
}

/** The target of an environment. Throws UsageError where what it names cannot be one. */
export function openTarget(
  spec: Extract<ReleaseTarget, { readonly kind: "directory" }>,
  { cwd, checkout, needsBackup, said = {} }: Surroundings,
): OpenTarget {
  const store = openStore(spec.path, cwd, checkout);
  return directoryTarget({ disk: realDisk, store, needsBackup, free: freeSpace, said });
}
