import type { Digest, Span } from "../../rollout/plan.ts";
import type { DeploymentPlan, Health, StageReport } from "../../rollout/release/deployment.ts";
import type { ReleaseContents } from "../../rollout/release/release.ts";
import type { Pointers } from "../../rollout/state.ts";

/**
 * A place where releases are kept and read. Each call may be repeated, and makes of whatever it finds what it is asked
 * for: who was ended in the middle is finished by whoever asks again.
 */
export interface OpenTarget {
  /** Brings a release there without letting anybody read it. */
  readonly deploy: (contents: ReleaseContents, how?: HowDeployed) => Promise<Deployment>;
  /**
   * Moves the pointers, each at once and by itself; marks what is bad; then removes the releases that neither a pointer
   * nor `keep` needs.
   */
  readonly applyPointers: (
    pointers: Pointers,
    keep: readonly Digest[],
    bad: Readonly<Record<Digest, string>>,
  ) => Promise<Applied>;
  /** Whether a release is there, whole and with nothing else in it. */
  readonly verify: (digest: Digest) => Promise<Verified>;
  readonly read: () => Promise<TargetState>;
}

export interface HowDeployed {
  /** Why a release that was marked bad may return. */
  readonly force?: string;
  readonly told?: (report: StageReport) => void;
}
export interface Deployment {
  readonly ok: boolean;
  /** The release was there, whole: nothing was written. */
  readonly already: boolean;
  readonly plan?: DeploymentPlan;
  readonly stages: readonly StageReport[];
  readonly health?: Health;
  /** Of the release that was active: `none` where nothing was. */
  readonly backup: "verified" | "unverified" | "none";
  /** Why it did not end well. */
  readonly faults: readonly string[];
}
export interface Applied {
  readonly ok: boolean;
  readonly faults: readonly string[];
  /** The pointers that were somewhere else before. */
  readonly moved: readonly (keyof Pointers)[];
  readonly removed: readonly Digest[];
  readonly took: { readonly verify: Span; readonly switch: Span; readonly prune: Span };
}
export interface Verified {
  readonly ok: boolean;
  readonly faults: readonly string[];
  readonly took: Span;
}
export interface TargetState {
  readonly pointers: Pointers;
  readonly releases: readonly StoredRelease[];
  readonly bad: Readonly<Record<Digest, string>>;
}
export interface StoredRelease {
  readonly digest: Digest;
  /** When it was placed, in milliseconds since the epoch, by the clock of where it is. */
  readonly placedAt: number;
}
