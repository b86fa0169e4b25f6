import { commitFiles } from "../host/git/commit-files.ts";
import { takeInventory } from "../inventory/take-inventory.ts";
import type { Repository } from "../model/rule.ts";
import type { Workspace } from "./workspace.ts";

const taken = new WeakMap<Workspace, Promise<Repository>>();

/**
 * The checked folder as the policy's own commit has it: where scenarios, recordings and what is expected of them are
 * policy too. The folder as it is where its own policy judges.
 */
export function policySide(workspace: Workspace): Promise<Repository> {
  const known = taken.get(workspace);
  if (known) return known;
  const side = take(workspace);
  taken.set(workspace, side);
  return side;
}

function take({ policy, place: { git, prefix }, sides }: Workspace): Promise<Repository> {
  const needs = { outline: false };
  if (!git || policy.commit === undefined) return sides.head(needs);
  return takeInventory(commitFiles(git, policy.commit, prefix), { ignored: policy.ignored, prefix }, needs);
}

/** Asks the policy for a file of the checked folder, so that it is known what another policy would have to agree in. */
export function askPolicy({ policy, place: { prefix } }: Workspace, path: string): void {
  const fromTop = prefix + path;
  if (fromTop.startsWith(policy.home)) policy.read(fromTop.slice(policy.home.length));
}

/** Whether the policy's own commit has folders of a name anywhere in the checked folder; asked of git alone. */
export function policyHas({ policy, place: { git, prefix } }: Workspace, folder: string): boolean {
  if (!git || policy.commit === undefined) return false;
  const listed = git.runSync([
    "ls-tree",
    "-r",
    "-d",
    "-z",
    "--name-only",
    "--full-tree",
    "--end-of-options",
    policy.commit,
    ...(prefix === "" ? [] : [prefix]),
  ]);
  return listed.ok && listed.output.split("\0").some((path) => `/${path}`.endsWith(`/${folder}`));
}
