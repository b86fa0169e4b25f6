import { type Baseline, type BaselineEntry, parseBaseline } from "../check/baseline/baseline.ts";
import { former } from "../config/rule-options.ts";
import { UsageError } from "../model/usage-error.ts";
import { onceEach, oncePer } from "../workspace/once-each.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type BaselineAsked, baselinePath } from "./baseline-asked.ts";

/** What a baseline of a million findings has; larger ones nobody wrote in good faith. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The baseline of whoever judges; none where there is no file, or `none` was asked for.
 * Throws UsageError where it is broken.
 */
export function openBaseline({ policy }: Pick<Workspace, "policy">, asked: BaselineAsked): Baseline {
  const path = baselinePath(asked);
  const baseline = path === undefined ? undefined : baselinesOf(policy)(path);
  if (baseline) return baseline;
  // Where the target branch does not have it yet, nothing of it is excused.
  const theirs = policy.commit !== undefined;
  if (asked.baseline !== undefined && path !== undefined && !asked["update-baseline"] && !theirs)
    throw new UsageError(`There is no baseline "${path}". Write it with --update-baseline, or leave --baseline out.`);
  return { entries: [] };
}

/** The baselines of a policy by their paths, each read once: it may be as large as the findings are many. */
const baselinesOf = oncePer(({ home, read }: Workspace["policy"]) =>
  onceEach((path: string): Baseline | undefined => {
    const text = read(path);
    if (text === undefined) return undefined;
    const parsed =
      text.length > LARGEST
        ? { ok: false as const, reason: `it has more than ${LARGEST} characters` }
        : parseBaseline(text);
    if (parsed.ok) return { ...parsed.baseline, entries: parsed.baseline.entries.map(present) };
    throw new UsageError(
      `The baseline "${home}${path}" cannot be read: ${parsed.reason}. Take it from an earlier commit, or remove it and run --update-baseline.`,
    );
  }),
);

/** An entry by the present name of its rule. */
const present = (entry: BaselineEntry): BaselineEntry => {
  const id = Object.hasOwn(former.rules, entry.rule) ? former.rules[entry.rule] : undefined;
  return id === undefined ? entry : { ...entry, rule: id };
};
