import { UsageError } from "../../model/usage-error.ts";
import type { ReleaseTarget } from "../../rollout/plan.ts";
import type { SaidOfRules } from "../../rollout/release/references.ts";
import type { Git } from "../git/git.ts";
import { withoutCredentials } from "../git/remote.ts";
import { localRef } from "../state/local-ref.ts";
import { remoteRef, type RemoteOf } from "../state/remote-ref.ts";
import { answering } from "./answering.ts";
import { findTargetProgram } from "./command/ask-program.ts";
import { commandTarget } from "./command/command-target.ts";
import { freeSpace } from "./directory/deploy.ts";
import { directoryTarget } from "./directory/directory-target.ts";
import { openStore } from "./directory/store.ts";
import { realDisk } from "./disk.ts";
import { gitTarget } from "./git/git-target.ts";
import { marketplaceShowing } from "./git/marketplace-showing.ts";
import type { OpenTarget } from "./target.ts";

export interface Surroundings {
  /** What relative paths of a target count from, and where its program runs. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The top of the checked-out repository: no link of it leads a target elsewhere, and no program of it is started. */
  readonly checkout?: string;
  /** As in production: a backup that was not read back stops a deployment. */
  readonly needsBackup: boolean;
  /** What the policy says of rules, of which some follow references. */
  readonly said?: SaidOfRules;
  /** The repository whose branches a target may be, and where those lie if that is not here. */
  readonly git?: Git;
  readonly remote?: RemoteOf;
}

/**
 * The target of an environment. Throws UsageError where what it names cannot be one. A registry or a bucket would be
 * one kind more: a function to OpenTarget, and a line here.
 */
export const openTarget = (spec: ReleaseTarget, surroundings: Surroundings): OpenTarget =>
  answering(targetOf(spec, surroundings));

function targetOf(spec: ReleaseTarget, surroundings: Surroundings): OpenTarget {
  const { cwd, env, checkout, needsBackup, said = {} } = surroundings;
  switch (spec.kind) {
    case "directory": {
      const store = openStore(spec.path, cwd, checkout);
      return directoryTarget({ disk: realDisk, store, needsBackup, free: freeSpace, said });
    }
    case "git":
      return branchesTarget(spec.branch, surroundings);
    case "marketplace":
      return branchesTarget(spec.branch, surroundings, spec.file);
    default: {
      const untrusted = checkout === undefined ? [] : [checkout];
      const program = findTargetProgram(spec.command, spec.timeout, { cwd, env, untrusted });
      return commandTarget({ program, needsBackup, said });
    }
  }
}

function branchesTarget(
  branch: string,
  { git, remote, needsBackup, said = {} }: Surroundings,
  file?: string,
): OpenTarget {
  if (!git) throw new UsageError("Releases on branches need a git repository, and there is none here.");
  const open = (name: string) => (remote ? remoteRef(git, name, remote) : localRef(git, name));
  if (file === undefined) return gitTarget({ git, branch, open, needsBackup, said });
  if (!remote)
    throw new UsageError(
      "A marketplace names the address that its readers fetch releases from: the repository needs a remote.",
    );
  const showing = marketplaceShowing(git, file, branch, withoutCredentials(remote.address));
  return gitTarget({ git, branch, open, needsBackup, said, showing });
}
