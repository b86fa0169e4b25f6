import { lstatSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { findTop, type Git, openGit } from "./git.ts";
import { isInside, posix } from "../files/inside.ts";
import { gitFolders } from "./git-index.ts";
import { indexFiles } from "./index-files.ts";
import type { Place } from "../files/place.ts";
import { filesTree, type FileTree } from "../files/tree.ts";

/** The repository that a hook runs in. */
export interface HookedRepository {
  readonly git: Git;
  readonly top: string;
  /** Its own git folder, where a merge in progress is known. */
  readonly folder: string;
  /** From the top to the working directory: empty, or POSIX with a slash at its end. */
  readonly prefix: string;
  /** A file that somebody named, by its path from the working directory; undefined where it lies elsewhere. */
  readonly pathOf: (file: string) => string | undefined;
}
/** The working directory as the next commit has it. */
export interface StagedPlace extends Place {
  readonly git: Git;
  /** The whole index, for the configuration. */
  readonly tree: FileTree;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Throws UsageError outside a repository. */
export function hookedRepository(cwd: string, env: Env): HookedRepository {
  const here = realpathSync(cwd);
  const top = topOf(here, env);
  if (top === undefined) throw new UsageError("What is staged is known to git, and there is no repository here.");
  const folder = env["GIT_DIR"] === undefined ? gitFolders(top).own : resolve(top, env["GIT_DIR"]);
  if (env["GIT_DIR"] !== undefined && !isGitFolder(folder))
    throw new UsageError(
      `GIT_DIR says "${env["GIT_DIR"]}", and there is no git repository there. Unset it, or let git call the hook.`,
    );
  const git = openGit(top, env, { hook: true });
  return {
    // To wait for git is faster here: an asynchronous call loads all that Node needs to listen to a program first.
    git: { ...git, run: async (args) => git.runSync(args) },
    top,
    folder,
    prefix: top === here ? "" : `${posix(relative(top, here))}/`,
    pathOf: (file) => {
      const path = realName(resolve(cwd, file));
      return isInside(here, path) ? posix(relative(here, path)) : undefined;
    },
  };
}

export function stagedPlace({ git, top, prefix }: HookedRepository): StagedPlace {
  const files = indexFiles(git, prefix);
  const tree = filesTree(prefix === "" ? files : indexFiles(git, ""));
  return { files, git, top, prefix, repository: true, selects: () => true, tree };
}

/** A repository whose folder lies elsewhere says so in the environment, as git does to its hooks. */
function topOf(here: string, { GIT_DIR: folder, GIT_WORK_TREE: tree }: Env): string | undefined {
  if (folder !== undefined && tree !== undefined) return realpathSync(resolve(here, tree));
  return findTop(here) ?? (folder === undefined ? undefined : here);
}

/** Where HEAD is, even as a link to a branch that has no commit yet; or a file that says where the folder is. */
function isGitFolder(folder: string): boolean {
  const quiet = { throwIfNoEntry: false } as const;
  return lstatSync(join(folder, "HEAD"), quiet) !== undefined || statSync(folder, quiet)?.isFile() === true;
}

/** The file's own name in its folder's real place: a link stands for itself. */
function realName(file: string): string {
  try {
    return join(realpathSync(dirname(file)), basename(file));
  } catch {
    return file; // its folder went with it
  }
}
