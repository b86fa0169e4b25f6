import type { SaidOfRules } from "../../../rollout/release/references.ts";
import type { ReleaseContents } from "../../../rollout/release/release.ts";
import type { Pointers } from "../../../rollout/state.ts";
import type { Git } from "../../git/git.ts";
import type { StateRef } from "../../state/state-ref.ts";

/** What a branch shows of a release, and what keeps a release from being shown. */
export interface Showing {
  /** The tree of a channel's branch; `commit` is that of the release. */
  readonly treeOf: (channel: keyof Pointers, release: ReleaseContents, commit: string) => Promise<string>;
  /** Why those who have one release would not get the other. */
  readonly faultsBetween: (before: ReleaseContents, after: ReleaseContents) => readonly string[];
}
export interface GitDeploying {
  readonly git: Git;
  /** The active branch. The others have its name with something behind. */
  readonly branch: string;
  readonly open: (branch: string) => StateRef;
  readonly needsBackup: boolean;
  readonly said: SaidOfRules;
  readonly showing?: Showing;
}
