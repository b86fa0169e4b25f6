import { join } from "node:path";
import { compilePatterns } from "../conditions/glob.ts";
import type { ChangedFiles } from "../host/git/changed-files.ts";
import { currentBranch } from "../host/git/current-branch.ts";
import { commitOf, type Git, openGit } from "../host/git/git.ts";
import { findPlace, type Place } from "../host/files/place.ts";
import type { StagedPlace } from "../host/git/staged-place.ts";
import { diskTree, type Tree } from "../host/files/tree.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Files } from "../model/ports.ts";
import type { Run } from "../model/report.ts";
import { terminal } from "../report/escape/terminal.ts";
import { baseSide } from "./base-side.ts";
import type { World } from "./world.ts";
import { findChange } from "./find-change.ts";
import { findPolicy, hasPolicy, type Policy, type PolicyAsked, readPolicy } from "./policy.ts";
import { policyTree } from "./policy-tree.ts";
import { openSides, type Sides } from "./sides.ts";

/** Where a command works, and by which policy. */
export interface Workspace extends Sides, Pick<Policy, "settings" | "origins" | "environment"> {
  readonly files: Files;
  /** Undefined outside a repository. */
  readonly git: Git | undefined;
  /** Leaves a path out of everything. */
  readonly ignored: (path: string) => boolean;
  /** Whether a path belongs to what the user named: all, or the one file. No path: what is said of the repository. */
  readonly selects: (path: string | undefined) => boolean;
  /** Whether a diagnostic is about what the user named. */
  readonly concerns: (diagnostic: Diagnostic) => boolean;
  /** The way from the repository's top to the checked folder: empty, or with a slash at its end. */
  readonly prefix: string;
  /** A path of the checked folder as the configuration's globs see it. */
  readonly fromConfig: (path: string) => string;
  /** The repository's top folder on this machine; the checked folder itself where there is no repository. */
  readonly top: string;
  /** The folder that the configuration's paths count from. */
  readonly folder: string;
  /** The settings' own, and the files beside them: from whoever judges. */
  readonly policy: Policy;
  /** The same folder under its own policy, where another one judges. */
  readonly own?: Workspace;
  /** The files that changed since a ref, or in the request; undefined where they are about everything. */
  readonly change: (since: string | undefined) => Promise<ChangedFiles | undefined>;
  /** The path that the user named, if any: nothing found there is a mistake, not an empty repository. */
  readonly explicit?: string;
  readonly run: (endedAt: number) => Promise<Run>;
}

/** The index in the place of a folder on disk. */
export type Staged = StagedPlace & Pick<Workspace, "concerns">;

interface Asked extends PolicyAsked {
  readonly base?: string;
  readonly "policy-from"?: string;
  readonly "github-token"?: string;
}

/**
 * Finds the folder, its repository and its policy; throws UsageError where one of them is wrong. `staged` stands for the
 * folder on disk where the index is checked instead.
 */
export async function openWorkspace(
  world: World,
  target: string | undefined,
  values: Asked,
  staged?: Staged,
): Promise<Workspace> {
  const startedAt = world.clock.now();
  const place = staged ?? findPlace(world.cwd, target);
  const git = staged?.git ?? (place.repository ? openGit(place.top, world.env) : undefined);
  const commit = staged ? undefined : git && commitOf(git, "HEAD"); // what is staged is no commit yet
  const judging = await policyTree(world, git, values["policy-from"], values["github-token"]);
  const { own, theirs } = policies(world, place, values, staged?.tree ?? diskTree(place.top), judging);
  const branch = place.repository ? currentBranch(place.top, world.env) : undefined;
  const opened: Opened = {
    place,
    git,
    commit,
    startedAt,
    findBase: () => baseSide(world, git, values.base, values["github-token"]),
    findChange: async (since) => findChange(world, git, since, place.prefix, values["github-token"]),
    concerns: staged?.concerns ?? (({ path }) => place.selects(path)),
    ...(branch !== undefined && { branch }),
    ...(target !== undefined && { explicit: target }),
  };
  if (!theirs) return under(own(), opened);
  return { ...under(theirs, opened), own: under(own(), opened) };
}

interface Policies {
  readonly own: () => Policy;
  /** Undefined where the checked folder's own judges. */
  readonly theirs?: Policy;
}

/** A tree without any policy leaves the judging to the checked folder's own: its first adoption. */
function policies(
  world: World,
  place: Place,
  values: PolicyAsked,
  checked: Tree,
  judging: Awaited<ReturnType<typeof policyTree>>,
): Policies {
  const disk = findPolicy(world, place, values.config, checked);
  const own = (): Policy => readPolicy(world, disk, values);
  const theirs = judging && findPolicy(world, place, values.config, judging.tree);
  if (!theirs) return { own };
  if (hasPolicy(theirs))
    return { own, theirs: readPolicy(world, theirs, values, { described: judging.described, commit: judging.commit }) };
  if (hasPolicy(disk))
    world.notice(
      `the target branch has no configuration yet; ${terminal(disk.found.folder + (disk.found.file ?? "the baseline"))} of this change judges itself once.`,
    );
  return { own: () => readPolicy(world, disk, values, undefined, judging.tree) };
}

interface Opened {
  readonly place: Place;
  readonly git: Git | undefined;
  readonly commit: Promise<string | undefined> | undefined;
  readonly startedAt: number;
  readonly findBase: () => Promise<string | undefined>;
  readonly findChange: (since: string | undefined) => Promise<ChangedFiles | undefined>;
  readonly concerns: Workspace["concerns"];
  readonly branch?: string;
  readonly explicit?: string;
}

function under(policy: Policy, opened: Opened): Workspace {
  const { place, git, commit, startedAt, findBase, concerns, branch, explicit } = opened;
  const { settings, folder } = policy;
  const { files, prefix, top, selects } = place;
  const ignores = compilePatterns(settings.ignore);
  const inside = prefix.startsWith(folder);
  const up = inside ? prefix.slice(folder.length) : prefix;
  const fromConfig = (path: string): string => up + path;
  const ignored = (path: string): boolean => isIgnored(ignores, fromConfig(path));
  return {
    ...openSides(files, { ignored, prefix, ...(branch !== undefined && { branch }) }, git, findBase),
    files,
    git,
    settings,
    origins: policy.origins,
    environment: policy.environment,
    policy,
    change: opened.findChange,
    ignored,
    selects,
    concerns,
    prefix,
    fromConfig,
    top,
    folder: join(top, inside ? folder : ""),
    ...(explicit !== undefined && { explicit }),
    run: async (endedAt) => {
      const head = await commit;
      return {
        startedAt: new Date(startedAt).toISOString(),
        durationMs: Math.round(endedAt - startedAt),
        ...(head !== undefined && { commit: head }),
        root: prefix,
        policy: [policy.files.join(" + ") || "defaults", policy.described].filter(Boolean).join(" "),
      };
    },
  };
}

/** Whether all that the configuration speaks of is looked at: who checks a part finds nothing for an entry that is about another. */
export const seesAll = ({ selects, fromConfig }: Workspace): boolean => selects(undefined) && fromConfig("") === "";

/** A pattern that names a folder leaves out all that is in it. */
function isIgnored(ignores: ReturnType<typeof compilePatterns>, path: string): boolean {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
    if (ignores(path.slice(0, slash), true) === "ignored") return true;
  return ignores(path, false) === "ignored";
}
