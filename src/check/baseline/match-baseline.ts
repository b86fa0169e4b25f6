import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Rule } from "../../model/rule.ts";
import { isExempt } from "../exempt.ts";
import type { BaselineEntry } from "./baseline.ts";
import { group } from "../../model/group.ts";

export interface Baselining {
  readonly entries: readonly BaselineEntry[];
  /** By whom the secrets among them were found, and by whom they are searched now; absent where nobody searches. */
  readonly engines?: { readonly before: string; readonly now: string };
  /** A path of the checked folder as entries have it; undefined where none can be about it. */
  readonly entryPath: (path: string | undefined) => string | undefined;
  /** Whether a file is there, by the path of an entry. */
  readonly exists: (path: string) => boolean;
  /** Whether no entry can be about a finding, though it reads as one: a secret of another value. */
  readonly fresh?: (diagnostic: Diagnostic) => boolean;
  /** Whether all was looked at that an entry is about. */
  readonly looked: (entry: BaselineEntry) => boolean;
}

export interface Moved {
  readonly entry: BaselineEntry;
  readonly to: string;
}
export interface Matched {
  readonly kept: readonly Diagnostic[];
  readonly known: readonly Diagnostic[];
  /** Entries of files that are gone, whose finding is elsewhere. */
  readonly moved: readonly Moved[];
  /** Entries that match nothing, and could. */
  readonly stale: readonly BaselineEntry[];
  /** Those that match nothing because nobody looked. */
  readonly unseen: readonly BaselineEntry[];
}

/**
 * Whether findings of a rule can be in a baseline. Those about the baseline itself would hide themselves, and those of
 * scope `change` end with the change.
 */
export const isBaselined = (rule: string, registry: ReadonlyMap<string, Rule>): boolean =>
  !isExempt(rule, "baseline") && registry.get(rule)?.scope !== "change";

/** Each entry takes one finding of its rule, path and fingerprint; where its file is gone, one elsewhere. */
export function matchBaseline(
  diagnostics: readonly Diagnostic[],
  { entries, entryPath, exists, fresh = () => false, looked }: Baselining,
  registry: ReadonlyMap<string, Rule>,
): Matched {
  const eligible = diagnostics.filter((one) => isBaselined(one.rule, registry) && !fresh(one));
  const known = new Set<Diagnostic>();
  const here = piles(eligible, known, ({ rule, path, fingerprint }) => [rule, entryPath(path), fingerprint]);
  const open = entries.filter(({ rule, path, fingerprint }) => !here([rule, path, fingerprint]));
  const sameName = piles(eligible, known, ({ rule, path = "", fingerprint }) => [rule, nameOf(path), fingerprint]);
  const anywhere = piles(eligible, known, ({ rule, fingerprint }) => [rule, fingerprint]);
  const moved: Moved[] = [];
  const unmatched = open.filter((entry) => {
    const { rule, path, fingerprint } = entry;
    if (path === "" || exists(path)) return true;
    const found = sameName([rule, nameOf(path), fingerprint]) ?? anywhere([rule, fingerprint]);
    if (found) moved.push({ entry, to: entryPath(found.path) ?? path });
    return !found;
  });
  return {
    kept: diagnostics.filter((one) => !known.has(one)),
    known: diagnostics.filter((one) => known.has(one)),
    moved,
    stale: unmatched.filter(looked),
    unseen: unmatched.filter((entry) => !looked(entry)),
  };
}

type Key = readonly (string | undefined)[];

/** Takes one that nobody has taken from the findings of a key, in their order. */
function piles(
  diagnostics: readonly Diagnostic[],
  taken: Set<Diagnostic>,
  keyOf: (diagnostic: Diagnostic) => Key,
): (key: Key) => Diagnostic | undefined {
  const byKey = new Map<string, Diagnostic[]>();
  for (const [key, all] of group(diagnostics, (one) => JSON.stringify(keyOf(one)))) byKey.set(key, all.toReversed());
  return (key) => {
    const pile = byKey.get(JSON.stringify(key)) ?? [];
    for (let one = pile.pop(); one; one = pile.pop()) {
      if (taken.has(one)) continue;
      taken.add(one);
      return one;
    }
    return undefined;
  };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
