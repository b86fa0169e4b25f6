import { briefly } from "../host/machine/sparing.ts";
import { lastChanges } from "../host/git/history.ts";
import type { Git } from "../host/git/git.ts";
import { type Needs, type InventoryScope, takeInventory } from "../inventory/take-inventory.ts";
import type { Files, Progress } from "../model/ports.ts";
import type { Repository } from "../model/rule.ts";
import { onceEach } from "./once-each.ts";

/** Both sides of a difference, and other commits. Each inventory is taken once, however many checks ask for it. */
export interface Sides {
  readonly head: (needs: Needs, progress?: Progress) => Promise<Repository>;
  /** The head as other files would make it. */
  readonly headOf: (files: Files) => Sides["head"];
  /** Undefined where there is nothing to compare with: neither `--base` nor a pull or merge request. */
  readonly base: (needs: Needs) => Promise<Repository | undefined>;
  readonly baseCommit: () => Promise<string | undefined>;
  /** The same folder in any commit, such as the one that a policy is from; undefined outside a repository. */
  readonly at: (commit: string, needs: Needs) => Promise<Repository | undefined>;
}

/** The repository behind the sides. */
export interface Commits {
  readonly git: Git;
  /** The checked folder as a commit has it. */
  readonly filesAt: (commit: string) => Files;
}

export function openSides(
  files: Files,
  { branch, ...scope }: InventoryScope & { readonly prefix: string },
  commits: Commits | undefined,
  baseCommit: Sides["baseCommit"],
): Sides {
  const inventoryAt = onceEach((commit: string) =>
    onceFor(async (needs) => commits && takeInventory(commits.filesAt(commit), scope, needs)),
  );
  const at: Sides["at"] = async (commit, needs) => inventoryAt(commit)(needs);
  const headOf = (other: Files): Sides["head"] =>
    onceFor(async (needs, progress?: Progress) => {
      const history = needs.history === true && commits ? await lastChanges(commits.git, scope.prefix) : undefined;
      const known = { ...scope, briefly, ...(branch !== undefined && { branch }), ...(progress && { progress }) };
      const inventory = await takeInventory(other, known, needs);
      return history ? { ...inventory, history } : inventory;
    });
  return {
    head: headOf(files),
    headOf,
    base: async (needs) => {
      const commit = await baseCommit();
      return commit === undefined ? undefined : at(commit, needs);
    },
    baseCommit,
    at,
  };
}

/** Takes again only where something is wanted that was not before. */
function onceFor<T, More extends readonly unknown[]>(
  take: (needs: Needs, ...more: More) => Promise<T>,
): (needs: Needs, ...more: More) => Promise<T> {
  let taken: (Needs & { readonly result: Promise<T> }) | undefined;
  return (needs, ...more) => {
    const { outline, history, data = [] } = taken ?? {};
    const lacking =
      taken &&
      ((needs.outline && !outline) || (needs.history && !history) || needs.data?.some((file) => !data.includes(file)));
    if (!taken || lacking) taken = { ...needs, result: take(needs, ...more) };
    return taken.result;
  };
}
