import { running } from "../../check/diagnose.ts";
import { foundAt } from "../../check/found-at.ts";
import type { WrittenAt } from "../../check/suppressions/suppression.ts";
import type { RulePolicy } from "../../check/policy.ts";
import type { Found } from "../../check/found.ts";
import { matches } from "../../conditions/glob.ts";
import { projectContext } from "../../context/client-context.ts";
import { viewFolders } from "../../context/folders/views.ts";
import type { Measurement } from "../../model/measurement.ts";
import type { EngineRule, Repository, Rule } from "../../model/rule.ts";
import { type Budgets, budgetSubjects } from "../../tokens/budget-subjects.ts";
import { judgeClientLimits, lockProblems } from "../../tokens/client-limits.ts";
import { readFiles, type TextFile } from "../../tokens/count-files.ts";
import type { Counter } from "../../tokens/counter.ts";
import { judgeBudgets } from "../../tokens/judge-budgets.ts";
import { shareOf } from "../../tokens/limit.ts";
import * as rules from "../../tokens/rules.ts";
import { BUDGET_CLIENTS } from "../../tokens/classes.ts";

/** The sides that budgets are judged on, and by what. */
export interface TokenSides {
  readonly head: Repository;
  readonly base?: Repository | undefined;
  readonly budgets: Budgets;
  readonly policy: RulePolicy;
  /** A path as the configuration's globs see it. */
  readonly fromConfig: (path: string) => string;
  /** Where an entry of the configuration is written. Absent where no more than a part of the files is looked at. */
  readonly writtenAt?: ((key: string) => WrittenAt | undefined) | undefined;
}

/** What exceeds a budget of the configuration, or a client's own limit. */
export async function judgeTokens(
  { head, base, budgets, policy, fromConfig, writtenAt }: TokenSides,
  counter: Counter,
): Promise<{
  readonly found: readonly Found[];
  readonly measurements: readonly Measurement[];
  readonly rules: readonly Rule[];
}> {
  const wanted = running(Object.values(rules), policy);
  const isMeant = (glob: string, path: string): boolean => matches(glob, fromConfig(path));
  const subjects = (side: Repository) =>
    budgetSubjects(sideOf(side, budgets), budgets, isMeant).filter(({ rule }) => wanted.includes(rule));
  const judged = await judgeBudgets(subjects(head), base && subjects(base), counter, shareOf(budgets.headroom));
  const limits = await judgeClientLimits(head, counter, (rule: EngineRule) => wanted.includes(rule));
  return {
    found: [
      ...judged.findings,
      ...(writtenAt && wanted.includes(rules.budgetUnmatched)
        ? unmatched(budgets.files, readFiles(head), isMeant, writtenAt)
        : []),
      ...limits,
      ...(wanted.some(({ id }) => id === rules.budgetMcpLock.id) ? lockProblems(head) : []),
    ],
    measurements: judged.measurements,
    rules: wanted,
  };
}

/** Entries for single files that no file is meant by. */
const unmatched = (
  entries: Budgets["files"],
  files: readonly TextFile[],
  isMeant: (glob: string, path: string) => boolean,
  writtenAt: NonNullable<TokenSides["writtenAt"]>,
): readonly Found[] =>
  entries.flatMap(({ path: glob }, index) =>
    files.some(({ path }) => isMeant(glob, path))
      ? []
      : foundAt(
          rules.budgetUnmatched,
          `No file of agent configuration matches "${glob}": nothing is held to this budget.`,
          writtenAt(`budgets.files[${index}].path`),
        ),
  );

/** Nothing is read for budgets that nobody has set. */
function sideOf(repository: Repository, { files, classes, skill, fleet, clients = {} }: Budgets) {
  const asked = files.length > 0 || classes !== undefined || skill !== undefined || fleet !== undefined;
  return {
    files: asked ? readFiles(repository) : [],
    contexts: BUDGET_CLIENTS.filter((client) => clients[client] !== undefined).flatMap((client) =>
      viewFolders(repository, client).map((folder) => projectContext(repository, client, folder)),
    ),
  };
}
