import type { ChangedFiles } from "../host/git/changed-files.ts";
import { commitFiles } from "../host/git/commit-files.ts";
import { currentBranch } from "../host/git/current-branch.ts";
import { commitOf, type Git, openGit } from "../host/git/git.ts";
import type { StagedPlace } from "../host/git/staged-place.ts";
import { headCommit } from "../host/git/head-commit.ts";
import { findPlace, type Place } from "../host/files/place.ts";
import { diskTree } from "../host/files/tree.ts";
import type { Run } from "../model/report.ts";
import { baseSide } from "./base-side.ts";
import { findChange } from "./find-change.ts";
import { inPlace, type PolicyInPlace } from "./policy-in-place.ts";
import { onceEach } from "./once-each.ts";
import { policyTree } from "./policy-tree.ts";
import { whoJudges } from "./who-judges.ts";
import type { Policy, PolicyAsked } from "./policy.ts";
import { openSides, type Sides } from "./sides.ts";
import type { World } from "./world.ts";

/** Where a command works, and by which policy. */
export interface Workspace {
  readonly place: WorkPlace;
  /** Both sides of the difference, where there is one. */
  readonly sides: Sides;
  /** By what it is judged: settings, and the files beside them. */
  readonly policy: PolicyInPlace;
  /** The same folder under its own policy, where another one judges. */
  readonly own?: Workspace;
  /** Whether that own policy is the first that the repository has, so that defaults judge. */
  readonly first?: boolean;
  /** The files that changed since a ref, or in the request; undefined where they are about everything. */
  readonly change: (since: string | undefined) => Promise<ChangedFiles | undefined>;
  readonly run: (endedAt: number) => Promise<Run>;
}

/** The checked folder in its repository, and what of it the user named. */
export interface WorkPlace extends Pick<Place, "files" | "top" | "prefix" | "selects"> {
  /** Undefined outside a repository. */
  readonly git: Git | undefined;
  /** Whether a diagnostic is about what the user named. */
  readonly concerns: (one: { readonly path?: string }) => boolean;
  /** The change that an index is about, whoever asks since when. */
  readonly change?: ChangedFiles;
  /** The path that the user named, if any: nothing found there is a mistake, not an empty repository. */
  readonly explicit?: string;
}

/** The index in the place of a folder on disk. */
export type Staged = StagedPlace & Pick<WorkPlace, "concerns" | "change">;

interface Asked extends PolicyAsked {
  readonly base?: string;
  readonly "policy-from"?: string;
  readonly "github-token"?: string;
}

/**
 * Finds the folder, its repository and its policy; throws UsageError where one of them is wrong. `staged` stands for
 * the folder on disk where the index is checked instead.
 */
export async function openWorkspace(
  world: World,
  target: string | undefined,
  values: Asked,
  staged?: Staged,
): Promise<Workspace> {
  const startedAt = world.clock.now();
  const found = staged ?? findPlace(world.cwd, target);
  const git = staged?.git ?? (found.repository ? openGit(found.top, world.env) : undefined);
  // What is staged is no commit yet.
  const commit = staged ? undefined : git && (headCommit(found.top) ?? commitOf(git, "HEAD"));
  const judging = await policyTree(world, git, values["policy-from"], values["github-token"]);
  const { own, theirs, first } = whoJudges(world, found, values, staged?.tree ?? diskTree(found.top), judging);
  const { files, top, prefix, selects } = found;
  const place: WorkPlace = {
    files,
    top,
    prefix,
    selects,
    git,
    concerns: staged?.concerns ?? (({ path }) => selects(path)),
    ...(staged?.change && { change: staged.change }),
    ...(target !== undefined && { explicit: target }),
  };
  const branch = found.repository ? currentBranch(top, world.env) : undefined;
  // Two policies may judge, and both compare: what they ask git is the same.
  const baseOf = onceEach(async (asked: string | undefined) => baseSide(world, git, asked, values["github-token"]));
  const changeSince = onceEach(async (since: string | undefined) =>
    staged ? staged.change : findChange(world, git, since, prefix, baseOf),
  );
  const commits = git && { git, filesAt: onceEach((id: string) => commitFiles(git, id, prefix)) };
  const under = (policy: Policy): Workspace => {
    const bound = inPlace(policy, place);
    const scope = { ignored: bound.ignored, kindOf: bound.kindOf, prefix, ...(branch !== undefined && { branch }) };
    return {
      place,
      sides: openSides(files, scope, commits, async () => baseOf(values.base)),
      policy: bound,
      change: changeSince,
      run: async (endedAt) => runOf({ startedAt, endedAt, commit: await commit, prefix, policy }),
    };
  };
  if (!theirs) return under(own());
  return { ...under(theirs), own: under(own()), ...(first && { first }) };
}

interface Ran {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly commit: string | undefined;
  readonly prefix: string;
  readonly policy: Policy;
}

const runOf = ({ startedAt, endedAt, commit, prefix, policy }: Ran): Run => ({
  startedAt: new Date(startedAt).toISOString(),
  durationMs: Math.round(endedAt - startedAt),
  ...(commit !== undefined && { commit }),
  root: prefix,
  policy: [policy.files.join(" + ") || "defaults", policy.described].filter(Boolean).join(" "),
});

/**
 * Whether a run looks at all that the configuration speaks of. Where it looks at a part, an entry that matches nothing
 * may be about another part.
 */
export const seesAll = ({ place, policy }: Pick<Workspace, "place" | "policy">): boolean =>
  place.selects(undefined) && policy.fromConfig("") === "";
