import { type ChangedFiles, changedFiles } from "../host/git/changed-files.ts";
import type { Git } from "../host/git/git.ts";
import { pullRequestOf } from "../host/pipeline/pipeline.ts";
import type { World } from "./world.ts";

/** `changed-since` for all findings, whatever changed. */
const BEGINNING = "beginning";

/**
 * The files of the change that a run is about; undefined where it is about everything. In a pull or merge request that
 * is what it changes, elsewhere what somebody asked for.
 */
export async function findChange(
  world: World,
  git: Git | undefined,
  since: string | undefined,
  prefix: string,
  baseOf: (since: string | undefined) => Promise<string | undefined>,
): Promise<ChangedFiles | undefined> {
  const request = pullRequestOf(world.env);
  if (since === BEGINNING || (since === undefined && !request)) return undefined;
  const base = await baseOf(since);
  return git && base !== undefined ? changedFiles(git, base, prefix, { committed: request !== undefined }) : undefined;
}
