import { countArtifacts } from "../../check/measure.ts";
import { policyWeakened } from "../../check/rules.ts";
import { foundAt } from "../../check/found-at.ts";
import type { Found } from "../../check/found.ts";
import { findPrices, type OpenBook } from "../../cost/book/find-prices.ts";
import { PRICE_LOCK } from "../../cost/book/price-lock.ts";
import { costData } from "../../cost/cost-section.ts";
import type { Estimate } from "../../cost/estimate/estimate.ts";
import { compareEstimates, monthlySum } from "../../cost/gate/compare.ts";
import { judgeCost, type BudgetVerdict, type JudgedBudget } from "../../cost/gate/judge-cost.ts";
import { inDollars, inNano } from "../../cost/money.ts";
import { PROFILE, type Workload } from "../../cost/profile/profile.ts";
import { weakenedProfile } from "../../cost/profile/weakened-profile.ts";
import { readProfile } from "../../cost/profile/read-profile.ts";
import {
  costFamilyPrice,
  costIncrease,
  costNearBudget,
  costOverBudget,
  costUnboundBudget,
  costUndecided,
  costUnknownPrice,
} from "../../cost/rules.ts";
import type { Evidence } from "../../judging/evidence.ts";
import type { Measurement } from "../../model/measurement.ts";
import type { EngineRule, Repository } from "../../model/rule.ts";
import { openWorkspaceCounter } from "../../workspace/open-counter.ts";
import { shownAt } from "../../workspace/shown-at.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import type { Captured } from "./captured.ts";
import { estimateSide } from "./estimate-sides.ts";
import { workloadsOf } from "./profile-models.ts";
import { openPrices } from "./open-prices.ts";

const RULES = [
  costOverBudget,
  costIncrease,
  costNearBudget,
  costUnknownPrice,
  costFamilyPrice,
  costUndecided,
  costUnboundBudget,
  policyWeakened,
];

/** The estimate of both sides, by the profile and prices of whoever judges. */
export async function judgedCost(world: World, workspace: Workspace, captured?: Captured): Promise<Evidence> {
  const { settings, environment } = workspace.policy;
  const needs = { outline: false };
  const [head, base] = [await workspace.sides.head(needs), await workspace.sides.base(needs)];
  const texts = [workspace.policy.read(PROFILE), workspace.own?.policy.read(PROFILE)];
  const workloads = workloadsOf(texts[0] ?? texts[1] ?? "", workspace);
  const open = await openPrices(workspace.policy);
  const { counter, save } = openWorkspaceCounter(world, workspace);
  const { models } = settings;
  // What was seen of one side alone would be compared with what files say of the other.
  const seen = (of: keyof Captured) => (base && captured?.base.size === 0 ? undefined : captured?.[of]);
  const after = await estimateSide({ repository: head, workloads, models, captured: seen("head") }, open, counter);
  const before =
    base &&
    (await estimateSide(
      {
        repository: base,
        workloads: baseWorkloads(base, workspace) ?? workloads,
        models,
        captured: seen("base"),
      },
      open,
      counter,
    ));
  const own = texts[1] === undefined || texts[1] === texts[0] ? undefined : readProfile(texts[1]);
  const theirs = own?.ok
    ? monthlySum(await estimateSide({ repository: head, workloads: own.workloads, models }, open, counter))
    : undefined;
  save();
  const budgets = judgeCost(settings.cost.budgets, { after, before, environment: environment.name });
  const book = {
    version: open.book.version,
    checkedOn: open.book.checkedOn,
    own: settings.prices.length,
    locked: lockedOf(open),
  };
  const told = costData({ rows: compareEstimates(after, before), after, before, budgets, book });
  const notes = [
    ...(theirs ? [`By the profile of the change, ${inDollars(theirs.expected)} a month are expected.`] : []),
    ...(captured && !seen("head")
      ? ["What the dry run saw is left out, for it did not run the base: both sides are counted in files."]
      : []),
  ];
  const data = { ...told, notes: [...notes, ...told.notes] };
  return {
    found: [
      ...unknown(after, head),
      ...byKin(after, open, head),
      ...budgets.flatMap((one) => foundOf(one, head, workspace)),
      ...weakened(workloads, head, workspace),
    ],
    rules: RULES,
    measurements: [...monthly(after, before), ...budgets.flatMap(measureBudget)],
    sections: [{ kind: "cost", version: 1, data }],
    checked: countArtifacts(head.artifacts.filter(({ path }) => workspace.place.selects(path))),
  };
}

const lockedOf = ({ locked }: OpenBook): number =>
  new Set([...locked.values()].flatMap((names) => [...names.values()])).size;

/** How the base says that its agents are used: a change of that is shown too. What cannot be read says nothing. */
function baseWorkloads(
  base: Repository,
  { policy: { home }, place: { prefix } }: Workspace,
): readonly Workload[] | undefined {
  const fromTop = home + PROFILE;
  const text = fromTop.startsWith(prefix) ? base.source(fromTop.slice(prefix.length))?.text : undefined;
  const profile = text === undefined ? undefined : readProfile(text);
  return profile?.ok ? profile.workloads : undefined;
}

function unknown(after: readonly Estimate[], head: Repository): readonly Found[] {
  const path = placed(PROFILE, head);
  return after.flatMap(({ workflow, agent, why }) => {
    const message = `${agent === undefined ? workflow : `${workflow}: ${agent}`}: ${why}.`;
    return why === undefined ? [] : [{ rule: costUnknownPrice, finding: { message, ...(path && { path }) } }];
  });
}

/** Models that are priced as another one, each once. */
function byKin(after: readonly Estimate[], open: OpenBook, head: Repository): readonly Found[] {
  const path = placed(PROFILE, head);
  return [...new Set(after.map(({ model }) => model))].flatMap((model) => {
    const found = findPrices(open, model);
    if (!found.prices || found.how !== "family") return [];
    const message = `${model} has no price, and is priced as ${found.prices.id}.`;
    return [{ rule: costFamilyPrice, finding: { message, ...(path && { path }) } }];
  });
}

/** What the change's own profile says less of, and that its lock is another one, where somebody else's judge. */
function weakened(workloads: readonly Workload[], head: Repository, { policy, own }: Workspace): readonly Found[] {
  if (!own) return [];
  const relocked = policy.read(PRICE_LOCK) !== own.policy.read(PRICE_LOCK);
  const lock = relocked ? [weakening(`${PRICE_LOCK} pins other prices than before.`, placed(PRICE_LOCK, head))] : [];
  const text = own.policy.read(PROFILE);
  if (text === undefined) return [weakening(`${PROFILE} is gone.`), ...lock];
  const profile = readProfile(text);
  const told = weakenedProfile(workloads, profile.ok ? profile.workloads : undefined);
  return [...told.map((one) => weakening(`${PROFILE}: ${one}.`, placed(PROFILE, head))), ...lock];
}

const placed = (path: string, head: Repository): string | undefined => head.entry(path) && path;

const weakening = (message: string, path?: string): Found => ({
  rule: policyWeakened,
  finding: { message, ...(path !== undefined && { path }) },
});

const RULE_OF: Readonly<Record<BudgetVerdict["kind"], EngineRule>> = {
  over: costOverBudget,
  before: costOverBudget,
  increase: costIncrease,
  near: costNearBudget,
  undecided: costUndecided,
  unbound: costUnboundBudget,
};

/** At the budget, where that is written in the checked folder. */
function foundOf({ name, verdicts }: JudgedBudget, head: Repository, workspace: Workspace): readonly Found[] {
  const index = workspace.policy.settings.cost.budgets.findIndex((one) => one.name === name);
  const shown = shownAt(head, workspace, `cost.budgets[${index}].name`);
  return verdicts.map(({ kind, severity, message }) => ({
    ...foundAt(RULE_OF[kind], message, shown),
    ...(severity && { severity }),
  }));
}

/**
 * Numbers for those who draw lines: dollars, as their axes say. The money that is compared is in the section. What has
 * no price has no number.
 */
function monthly(after: readonly Estimate[], before: readonly Estimate[] | undefined): readonly Measurement[] {
  const workflows = [...new Set(after.map(({ workflow }) => workflow))];
  const was = before && monthlySum(before);
  return [
    ...measured({}, after).map((one) => ({ ...one, ...(was && !was.open && { base: dollars(was.expected) }) })),
    ...workflows.flatMap((workflow) => {
      const own = after.filter((one) => one.workflow === workflow);
      return measured({ workflow }, own);
    }),
  ];
}

function measured(labels: Readonly<Record<string, string>>, estimates: readonly Estimate[]): readonly Measurement[] {
  const { low, expected, high, open } = monthlySum(estimates);
  if (open) return [];
  const interval = low === high ? {} : { low: dollars(low), high: dollars(high) };
  return [{ metric: "cost", unit: "dollars a month", labels, value: dollars(expected), ...interval }];
}

const measureBudget = ({ name, per, total, after }: JudgedBudget): readonly Measurement[] =>
  total === undefined || after.open
    ? []
    : [
        {
          metric: "cost-of-budget",
          unit: `dollars a ${per}`,
          labels: { budget: name },
          value: dollars(after.expected),
          limit: dollars(total),
        },
      ];

const dollars = (money: bigint): number => Number(inNano(money)) / 1e9;
