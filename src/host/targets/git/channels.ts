import { UsageError } from "../../../model/usage-error.ts";
import type { Digest } from "../../../rollout/plan.ts";
import type { Pointers } from "../../../rollout/state.ts";
import type { Git } from "../../git/git.ts";
import type { StateRef } from "../../state/state-ref.ts";
import { commitTree } from "./objects.ts";

/** What stands behind the name of a target's branch, for those who read another pointer than the active one. */
export const SUFFIXES: Readonly<Record<keyof Pointers, string>> = { active: "", stable: "-stable", canary: "-canary" };
export const CHANNELS = ["active", "stable", "canary"] as const satisfies readonly (keyof Pointers)[];

/** What a branch shows: a release of its own, that of stable while nothing is tried, or nothing. */
export interface Shown {
  readonly digest: Digest | null;
  readonly own: boolean;
}

/** Whoever follows the canary has the stable release while nothing is tried: a branch is never taken away. */
export function shownBy(pointers: Pointers, channel: keyof Pointers): Shown {
  const digest = pointers[channel];
  return digest === null && channel === "canary" ? { digest: pointers.stable, own: false } : { digest, own: true };
}

const SUBJECT = /^(Show|Show stable) (sha256:[0-9a-f]{64}|nothing)$/;
const subjectOf = ({ digest, own }: Shown): string => `Show ${own ? "" : "stable "}${digest ?? "nothing"}`;

/** What a branch shows now; undefined where its last commit is not ours. */
export async function readShown(git: Git, tip: string | null): Promise<Shown | undefined> {
  if (tip === null) return { digest: null, own: true };
  const asked = await git.run(["log", "--max-count=1", "--format=%s", "--end-of-options", tip]);
  const [, how, digest] = SUBJECT.exec(asked.ok ? asked.output.trim() : "") ?? [];
  return digest === undefined ? undefined : { digest: digest === "nothing" ? null : digest, own: how === "Show" };
}

const MOST_TRIES = 5;

/**
 * Has a branch show a tree, in a commit behind those before: nothing is forced. Answers with whether it showed
 * something else. Throws UsageError where the branch has commits of somebody else at its end.
 */
export async function show(git: Git, branch: StateRef, shown: Shown, treeFor: () => Promise<string>): Promise<boolean> {
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const tip = await branch.tip();
    const now = await readShown(git, tip);
    if (!now)
      throw new UsageError(
        `${branch.name} ends in a commit that is none of agent-ci's: give releases a branch of their own.`,
      );
    if (now.digest === shown.digest && (now.own === shown.own || shown.digest === null)) return false;
    const commit = await commitTree(git, await treeFor(), tip, subjectOf(shown));
    if ((await branch.move(tip, commit)) === "written") return true;
  }
  throw new UsageError(`${branch.name} was written by somebody else ${MOST_TRIES} times meanwhile. Run this again.`);
}
