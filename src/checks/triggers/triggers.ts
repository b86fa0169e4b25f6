import { hasEvalCases } from "../../catalogue/triggers/has-eval-cases.ts";
import { catalogueOf, type Offer } from "../../catalogue/offer.ts";
import { triggerCollision, triggerNotListed, triggerUndecided, triggerUnreliable } from "../../catalogue/rules.ts";
import { triggersSection } from "../../catalogue/sections.ts";
import { policyWeakened } from "../../check/rules.ts";
import type { Check } from "../../judging/evidence.ts";
import type { Measurement } from "../../model/measurement.ts";
import type { EngineRule, Repository } from "../../model/rule.ts";
import { policySide } from "../../workspace/policy-side.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { TriggerSet } from "../../catalogue/triggers/trigger-set.ts";
import type { SkillTriggers } from "../../catalogue/triggers/judge-sets.ts";

/** Whether skills are found by the prompts that are theirs. Loads nothing where there are no files of prompts. */
export const triggerSetsOf: Check = async (_world, workspace) => {
  const [head, side] = await sidesOf(workspace);
  if ([head, side].every((one) => one.of("evals").length === 0 && !hasEvalCases(one))) return { found: [], rules: [] };
  const { found, rules, measurements, sections } = await judged(workspace, head, side, false);
  return { found, rules, measurements, ...(measurements.length > 0 && { sections }) };
};

/** The same of the whole catalogue, with what collides in it, and a word where the prompts are too few to decide. */
export const wholeCatalogue: Check = async (_world, workspace) => {
  const [head, side] = await sidesOf(workspace);
  const { catalogue, ...evidence } = await judged(workspace, head, side, true);
  return { ...evidence, checked: { artifacts: catalogue.length, kinds: kindsOf(catalogue) } };
};

/** What there is, and the side whose trigger sets judge it: they are policy. */
async function sidesOf(workspace: Workspace): Promise<readonly [Repository, Repository]> {
  const head = await workspace.sides.head({ outline: false });
  return [head, workspace.own === undefined ? head : await policySide(workspace)];
}

async function judged({ place, policy }: Workspace, head: Repository, side: Repository, whole: boolean) {
  const [{ newSearchIndex }, { triggerSets }, { judgeSets }, { collisionsOf }, { seenBy }, { weakenedSets }, find] =
    await Promise.all([
      import("../../catalogue/search-index.ts"),
      import("../../catalogue/triggers/trigger-sets.ts"),
      import("../../catalogue/triggers/judge-sets.ts"),
      import("../../catalogue/triggers/collisions.ts"),
      import("../../catalogue/seen-by.ts"),
      import("../../catalogue/triggers/weakened-sets.ts"),
      import("./find-triggers.ts"),
    ]);
  const catalogue = catalogueOf(head);
  const index = newSearchIndex();
  index.update(catalogue);
  const sets = triggerSets(side, catalogue);
  const ofHead = side === head ? sets : triggerSets(head, catalogue);
  const { target } = policy.settings.triggers;
  const named = (some: readonly TriggerSet[]): readonly TriggerSet[] =>
    some.filter(({ skill }) => place.selects(skill.path));
  const { pooled, ...known } = judgeSets(index, named(sets), target);
  // Nobody asked for these before: each is held to its own prompts, and none speaks for all together.
  const isNew = ({ skill }: TriggerSet): boolean => !sets.some((one) => one.skill.path === skill.path);
  const added = judgeSets(index, named(ofHead.filter(isNew)), target);
  const skills = [...known.skills, ...added.skills].map((one) => ({ ...one, seen: seenBy(head, one.skill) }));
  // Who asks for the report asks for its gate; where everything is checked, words alone warn.
  const unreliable: EngineRule = whole ? { ...triggerUnreliable, severity: "error" } : triggerUnreliable;
  const collisions = whole
    ? collisionsOf(index, catalogue).filter(({ one, other }) => place.selects(one.path) || place.selects(other.path))
    : [];
  const weakened = side === head ? [] : weakenedSets(sets, ofHead);
  return {
    catalogue,
    found: [
      ...skills.flatMap((one) => find.unreliable(head, one, target, unreliable)),
      ...find.allUnreliable(pooled, skills, target, unreliable),
      ...skills.flatMap((one) => find.notListed(head, one, policy.settings.clients)),
      ...collisions.map(find.colliding(head)),
      ...(whole ? find.undecided(pooled) : []),
      ...weakened.map((message) => ({ rule: policyWeakened, finding: { message } })),
    ],
    rules: [
      unreliable,
      triggerNotListed,
      ...(whole ? [triggerCollision, triggerUndecided] : []),
      ...(side === head ? [] : [policyWeakened]),
    ],
    measurements: skills.filter(({ share }) => share.asked > 0).map(measurementOf),
    sections: [triggersSection(target, pooled, skills, collisions)],
  };
}

const measurementOf = ({ skill, share: { found, asked, low, high } }: SkillTriggers): Measurement => ({
  metric: "trigger-reliability",
  value: found / asked,
  unit: "share",
  labels: { skill: skill.name },
  low,
  high,
  path: skill.path,
});

function kindsOf(catalogue: readonly Offer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of catalogue) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
