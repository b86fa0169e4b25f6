import { basename, dirname, join, resolve } from "node:path";
import { compilePatterns } from "../conditions/glob.ts";
import type { Environment } from "../config/environment.ts";
import type { ConfigProblem, Origin } from "../config/origin.ts";
import { resolveConfig } from "../config/resolve.ts";
import type { Settings } from "../config/schema.ts";
import { currentBranch } from "../host/current-branch.ts";
import { findConfig, namedConfig, type FoundConfig } from "../host/find-config.ts";
import { commitOf, type Git, openGit } from "../host/git.ts";
import { findPlace, pathBelow, type Place } from "../host/place.ts";
import type { StagedPlace } from "../host/staged-place.ts";
import { diskTree, type Tree } from "../host/tree.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Files } from "../model/ports.ts";
import type { Run } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { terminal } from "../report/escape/terminal.ts";
import { baseSide } from "./base-side.ts";
import type { World } from "./command.ts";
import { policyTree } from "./policy-tree.ts";
import { settingFlags } from "./setting-flags.ts";
import { openSides, type Sides } from "./sides.ts";

/** Where a command works, and by which policy. */
export interface Workspace extends Sides {
  readonly files: Files;
  /** Undefined outside a repository. */
  readonly git: Git | undefined;
  readonly settings: Settings;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly environment: Environment;
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
  /** The repository's top on this machine; outside of one, the checked folder. */
  readonly top: string;
  /** The folder that the configuration's paths count from. */
  readonly folder: string;
  /** The path that the user named, if any: nothing found there is a mistake, not an empty repository. */
  readonly explicit?: string;
  readonly run: (endedAt: number) => Promise<Run>;
}

/** The index in the place of a folder on disk. */
export type Staged = StagedPlace & Pick<Workspace, "concerns">;

interface Asked {
  readonly config?: string;
  readonly base?: string;
  readonly "policy-from"?: string;
  readonly "github-token"?: string;
}

/**
 * Finds the folder, its repository and its configuration; throws UsageError where one of them is wrong. `staged` stands for
 * the folder on disk where the index is checked instead.
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
  const policy = await policyTree(world, git, values["policy-from"], values["github-token"]);
  const found = configuration(world, place, values.config, policy?.tree, staged?.tree);
  const resolved = resolveConfig({
    readText: found.readText,
    ...(values.config !== undefined && { file: basename(values.config) }),
    env: world.env,
    flags: settingFlags({ ...values }),
    environments: found.environments,
  });
  /** As somebody finds the file who stands at the repository's top. */
  const named = <T extends { readonly path?: string }>(one: T): T =>
    one.path === undefined ? one : { ...one, path: found.folder + one.path };
  if (!resolved.ok) throw new UsageError(resolved.problems.map((one) => describe(named(one))).join("\nagent-ci: "));
  const { settings, origins, environment, files } = resolved;
  const ignores = compilePatterns(settings.ignore);
  const inside = place.prefix.startsWith(found.folder);
  const up = inside ? place.prefix.slice(found.folder.length) : place.prefix;
  const fromConfig = (path: string): string => up + path;
  const ignored = (path: string): boolean => isIgnored(ignores, fromConfig(path));
  const { files: tree, prefix } = place;
  const branch = place.repository ? currentBranch(place.top, world.env) : undefined;
  return {
    ...openSides(tree, { ignored, prefix, ...(branch !== undefined && { branch }) }, git, () =>
      baseSide(world, git, values.base, values["github-token"]),
    ),
    files: tree,
    git,
    settings,
    origins: new Map(Array.from(origins, ([key, origin]) => [key, named(origin)])),
    environment,
    ignored,
    selects: place.selects,
    concerns: staged?.concerns ?? (({ path }) => place.selects(path)),
    prefix,
    fromConfig,
    top: place.top,
    folder: join(place.top, inside ? found.folder : ""),
    ...(target !== undefined && { explicit: target }),
    run: async (endedAt) => {
      const head = await commit;
      return {
        startedAt: new Date(startedAt).toISOString(),
        durationMs: Math.round(endedAt - startedAt),
        ...(head !== undefined && { commit: head }),
        root: prefix,
        policy: [files.map((file) => found.folder + file).join(" + ") || "defaults", policy?.described]
          .filter(Boolean)
          .join(" "),
      };
    },
  };
}

/** The configuration that judges. In a tree without any, the checked folder's own holds: its first adoption. */
function configuration(
  world: World,
  place: Place,
  named: string | undefined,
  judging: Tree | undefined,
  staged: Tree | undefined,
): FoundConfig {
  const disk = staged ?? diskTree(place.top);
  const path = named === undefined ? undefined : pathBelow(world.cwd, named, place.top);
  if (named !== undefined && path === undefined) {
    const file = resolve(world.cwd, named);
    return namedConfig(diskTree(dirname(file)), basename(file));
  }
  const find = (tree: Tree) => (path === undefined ? findConfig(tree, place.prefix) : namedConfig(tree, path));
  if (!judging) return find(disk);
  const judges = find(judging);
  if (judges.file !== undefined) return judges;
  const own = find(disk);
  if (own.file !== undefined)
    world.err(
      `agent-ci: the target branch has no configuration yet; ${terminal(own.folder + own.file)} of this change judges itself once.\n`,
    );
  return own;
}

/** A pattern that names a folder leaves out all that is in it. */
function isIgnored(ignores: ReturnType<typeof compilePatterns>, path: string): boolean {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
    if (ignores(path.slice(0, slash), true) === "ignored") return true;
  return ignores(path, false) === "ignored";
}

function describe({ message, path, line, column, help }: ConfigProblem): string {
  const at = [path, line, column].filter((part) => part !== undefined).join(":");
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  return `${at === "" ? "" : `${at}: `}${sentence}${help === undefined ? "" : ` ${help}`}`;
}
