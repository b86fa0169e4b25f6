import type { Baselining } from "../check/baseline/match-baseline.ts";
import type { Repository } from "../model/rule.ts";
import { BASELINE_FILE } from "../workspace/find-policy.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type BaselineAsked, baselinePath } from "./baseline-asked.ts";

/** Entries name files from the policy's folder, which may lie above the checked one. */
export function baselineOf(
  { policy, place: { prefix, selects } }: Workspace,
  asked: BaselineAsked,
  head: Pick<Repository, "entry">,
  judged: (rule: string, path: string | undefined) => boolean,
): Omit<Baselining, "entries" | "fresh"> & { readonly file?: string } {
  const { home } = policy;
  const below = (path: string): string | undefined => {
    const whole = home + path;
    return whole.startsWith(prefix) ? whole.slice(prefix.length) : undefined;
  };
  const file = below(baselinePath(asked) ?? BASELINE_FILE);
  return {
    ...(file !== undefined && { file }),
    entryPath: (path) => {
      if (path === undefined) return prefix === home ? "" : undefined;
      return prefix.startsWith(home) ? prefix.slice(home.length) + path : undefined;
    },
    exists: (entry) => {
      const path = below(entry);
      return path === undefined || head.entry(path)?.type === "file"; // elsewhere nobody looked
    },
    looked: ({ rule, path: entry, commit }) => {
      if (commit !== undefined && asked.commits !== "all") return false;
      const path = entry === "" ? undefined : below(entry);
      if (entry === "" ? prefix !== home : path === undefined) return false;
      return selects(path) && judged(rule, path);
    },
  };
}
