import { withNoun } from "../../model/numbers.ts";
import type { Digest, Span } from "../plan.ts";
import type { Release } from "./release.ts";

/** What a deployment consists of, in its order. None moves a pointer: whoever reads, reads what was there before. */
export const STAGES = ["space", "snapshot", "backup", "files", "file-set", "references", "health", "place"] as const;
export type DeploymentStage = (typeof STAGES)[number];

/** A deployment as data: a dry run prints it, a real one obeys it. */
export interface DeploymentPlan {
  readonly release: Digest;
  readonly stages: readonly PlannedStage[];
  /** In the order in which files are written: each behind those that it needs. */
  readonly order: readonly string[];
  /** Free bytes that it begins with at the least. */
  readonly space: number;
}
export interface PlannedStage {
  readonly stage: DeploymentStage;
  readonly does: string;
  /** What leads back from here, for people; nothing where nothing was changed yet. */
  readonly undo?: string;
}

/** How a stage went. */
export interface StageReport {
  readonly stage: DeploymentStage;
  readonly took: Span;
  /** Why it failed; absent where it did not. */
  readonly failed?: string;
  /** How long the way back took, where it failed. */
  readonly undone?: Span;
  /** What was found that stops nothing. */
  readonly notes?: readonly string[];
}

/** What is asked of a target before anything is written to it. */
export interface TargetBaseline {
  readonly active: Digest | null;
  /** Bytes of the release that is active. */
  readonly activeSize: number;
  readonly free: number;
}

/** Room for a release twice: once while it is written, once for what a disk needs besides. */
const ROOM = 2;

/** The stages of one deployment. `active`: the release that is read now, which is what a backup is made of. */
export function planDeployment(
  release: Release,
  order: readonly string[],
  { active, activeSize }: Pick<TargetBaseline, "active" | "activeSize">,
): DeploymentPlan {
  const size = sizeOfRelease(release);
  const space = size * ROOM + activeSize;
  const forget = "remove what was written: nobody reads it yet";
  return {
    release: release.digest,
    order,
    space,
    stages: [
      { stage: "space", does: `see that ${space} bytes are free` },
      { stage: "snapshot", does: `write down what is there: ${active ?? "nothing is active"}` },
      {
        stage: "backup",
        does: active === null ? "no backup: nothing is active" : `archive ${active}, and read the archive back`,
      },
      {
        stage: "files",
        does: `write ${withNoun(release.files.length, "file")}, each behind those that it needs`,
        undo: forget,
      },
      { stage: "file-set", does: "read them back: these files and no others, byte for byte", undo: forget },
      { stage: "references", does: "follow each reference in what was read back", undo: forget },
      { stage: "health", does: "judge what was found: excellent, acceptable or critical", undo: forget },
      { stage: "place", does: "give it its name: from now on a pointer may lead to it", undo: forget },
    ],
  };
}

export const sizeOfRelease = ({ files, description, sums }: Release): number =>
  files.reduce((sum, { size }) => sum + size, description.length + sums.length);

export type Health = "excellent" | "acceptable" | "critical";

/** What a look at a release in its place has found. */
export interface Examination {
  readonly expected: number;
  /** Files that are there, whole. */
  readonly whole: number;
  /** Files and folders that are none of the release's. */
  readonly strange: number;
  readonly unresolved: number;
  /** Milliseconds in which one of its files was opened and read: the median of all. */
  readonly access: Span;
}
/** Milliseconds, from what teams ask of such files. */
const EXCELLENT_ACCESS = 5;
const ACCEPTABLE_ACCESS = 50;

/** A file that is missing, wrong or too much is critical; slow ones are by how slow they are. */
export function judgeHealth({ expected, whole, strange, unresolved, access }: Examination): Health {
  if (whole < expected || strange > 0 || unresolved > 0 || access >= ACCEPTABLE_ACCESS) return "critical";
  return access < EXCELLENT_ACCESS ? "excellent" : "acceptable";
}
