import { findPlace, type Place } from "../host/files/place.ts";
import { type Git, openGit } from "../host/git/git.ts";
import { addressOfOrigin, authorization, authorizationAt } from "../host/git/remote.ts";
import { forgeOf } from "../host/pipeline/pipeline.ts";
import type { RemoteOf } from "../host/state/remote-ref.ts";
import { openStateBranch, STATE_BRANCH, type StateBranch } from "../host/state/state-branch.ts";
import { UsageError } from "../model/usage-error.ts";
import type { World } from "./world.ts";

/** An access token that may push the branch, where what the checkout kept may not, or nothing was kept. */
const TOKEN = "AGENT_CI_STATE_TOKEN";
/** The `--state` of this repository itself. */
const HERE = ".";

/** The branch of states of the repository that a command works in. */
export interface OpenedState {
  readonly place: Place;
  readonly git: Git;
  readonly branch: StateBranch;
  /** The remote that holds the branch; undefined where this repository does. */
  readonly address: string | undefined;
  readonly remote: RemoteOf | undefined;
  /** What it is called in messages. */
  readonly name: string;
}

/**
 * `asked`: the address of the repository that holds the branch, or `.` for this one; `origin` if not given, where there
 * is one. `token` is what the job has for its own repository. Throws UsageError outside one, and where git reads none.
 */
export async function openState(world: World, asked: string | undefined, token?: string): Promise<OpenedState> {
  const place = findPlace(world.cwd, undefined);
  if (!place.repository) throw new UsageError("Rollouts are remembered on a branch, and there is no repository here.");
  const git = openGit(place.top, world.env);
  await expectRead(git);
  const address = asked === HERE ? undefined : (asked ?? (await addressOfOrigin(git)));
  const remote =
    address === undefined ? undefined : { address, credentials: credentialsFor(world.env, address, token) };
  const branch = openStateBranch(git, remote ? { remote } : {});
  return { place, git, branch, address, remote, name: STATE_BRANCH };
}

/** Where git reads nothing there is no branch to be seen either, and nobody shall make another one for that. */
async function expectRead(git: Git): Promise<void> {
  const repository = await git.run(["rev-parse", "--git-dir"]);
  if (!repository.ok) throw new UsageError(`git does not read this repository. It says: ${repository.reason}`);
}

/** A token that was given, else what the job has anyway; nothing where git finds its own way, as over SSH. */
function credentialsFor(env: World["env"], address: string, given: string | undefined): RemoteOf["credentials"] {
  const token = env[TOKEN];
  if (token) return authorizationAt(env, address, token);
  const forge = forgeOf(env);
  return forge === undefined ? {} : authorization(env, forge, given);
}
