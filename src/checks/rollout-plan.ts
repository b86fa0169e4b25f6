import type { Found } from "../check/found.ts";
import { originAt } from "../config/layer.ts";
import { problemAt } from "../config/origin.ts";
import { commitFiles } from "../host/git/commit-files.ts";
import type { Check } from "../judging/evidence.ts";
import type { Section } from "../model/report.ts";
import type { Source } from "../model/source.ts";
import { UsageError } from "../model/usage-error.ts";
import { gatherRelease } from "../rollout/release/gather-release.ts";
import { releaseFiles } from "../rollout/release/release-files.ts";
import { type Risk, riskBetween } from "../rollout/risk.ts";
import { rolloutLease, rolloutSamples, rolloutSpecification } from "../rollout/rules.ts";
import { openEffort } from "../rollout/foresight/foresee-metric.ts";
import { type ForeseenStep, foreseeSteps } from "../rollout/foresight/foresee-steps.ts";
import { forgeLimitsSection } from "../rollout/forge-limits.ts";
import { outlookSection } from "../rollout/foresight/outlook-section.ts";
import { rolloutPlanSection } from "../rollout/sections.ts";
import { measuringOf, toPlan } from "../rollout/spec/draft-plan.ts";
import { showSpan } from "../rollout/spec/duration.ts";
import { heldAfter, leaseOutlook } from "../rollout/spec/lease-outlook.ts";
import { readSpec } from "../rollout/spec/read-spec.ts";
import type { RolloutSpec } from "../rollout/spec/spec.ts";
import { heldFor, type Plan, type Span } from "../rollout/plan.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { noRollout, placedProblems, specificationsOf } from "./rollouts.ts";
import { tasksAround } from "./tasks-around.ts";

/** What whoever plans has seen of a rollout's surroundings. */
export interface SeenAround {
  /** Times between two ticks. */
  readonly gaps: readonly Span[];
  /** Tasks a day, by environment; by no name of each that is not staging. */
  readonly perDay: ReadonlyMap<string, number>;
}

/** What specifications come to, step by step: how long they take, and what they find out on their way. */
export const rolloutPlans =
  ({ gaps, perDay }: SeenAround): Check =>
  async (world, workspace) => {
    const sources = await specificationsOf(workspace);
    if (sources.length === 0) throw new UsageError(noRollout(workspace.place.explicit));
    const found: Found[] = [];
    const sections: Section[] = [];
    const effort = openEffort();
    const environments = new Set<string>();
    for (const source of sources) {
      const read = readSpec(source.text, source.path);
      if (!read.ok) {
        found.push(...placedProblems(rolloutSpecification, source, read.problems));
        continue;
      }
      const plan = toPlan(read.spec);
      for (const { name } of plan.environments) environments.add(name);
      found.push(...shortLease(read.spec, plan, source, gaps));
      sections.push(rolloutPlanSection(plan, await riskAgainstBase(workspace, read.spec.spec.bundle?.include)));
      const asked = measuringOf(read.spec);
      const traffic = await tasksAround(world, workspace, { plan, asked, perDay });
      const steps = foreseeSteps(plan, asked, (environment) => traffic.get(environment)?.traffic, effort);
      found.push(...tooFewTasks(steps, source));
      sections.push(
        outlookSection(
          plan,
          steps,
          [...traffic].map(([environment, one]) => ({ environment, perDay: one.traffic.perDay, by: one.by })),
        ),
        forgeLimitsSection(plan),
      );
    }
    if (environments.size > 0) expectEnvironments(environments, perDay);
    const checked = { artifacts: sources.length, kinds: { rollout: sources.length } };
    return {
      found,
      rules: [rolloutSpecification, rolloutSamples, ...(gaps.length > 0 ? [rolloutLease] : [])],
      sections,
      checked,
    };
  };

/** A slip in a name would be an outlook without it, and nobody would see. Throws UsageError. */
function expectEnvironments(known: ReadonlySet<string>, perDay: ReadonlyMap<string, number>): void {
  for (const name of perDay.keys())
    if (name !== "" && !known.has(name))
      throw new UsageError(`--tasks-per-day: there is no environment "${name}". There is: ${[...known].join(", ")}.`);
}

/** Undefined where there is nothing to compare with. Without a bundle that both sides have, all files are compared. */
async function riskAgainstBase(
  { sides, place: { git, files, prefix } }: Workspace,
  include: readonly string[] | undefined,
): Promise<Risk | undefined> {
  const commit = await sides.baseCommit();
  if (commit === undefined || !git) return undefined;
  const both = [commitFiles(git, commit, prefix), files] as const;
  const [before, after] = both.map((side) => (include ? gatherRelease(side, include) : undefined));
  return before?.ok && after?.ok
    ? riskBetween(releaseFiles(before.value), releaseFiles(after.value))
    : riskBetween(...both);
}

function shortLease(spec: RolloutSpec, plan: Plan, source: Source, gaps: readonly Span[]): readonly Found[] {
  const { ended, held, all } = leaseOutlook(plan.lease, gaps);
  if (ended === 0) return [];
  const holds = plan.steps.map((step) => (step.kind === "pause" || step.kind === "burnIn" ? heldFor(step) : 0));
  const longest = Math.max(0, ...holds);
  const message = `the lease of ${showSpan(plan.lease)} ended in ${ended} of ${gaps.length} gaps between ticks: of ${showSpan(all)} it held ${showSpan(held)}`;
  const hold =
    longest === 0 ? "" : `. A hold of ${showSpan(longest)} takes ${showSpan(heldAfter(longest, plan.lease, gaps))}`;
  const at = originAt(spec.layer, ["routing", "flagd", "leaseDuration"]);
  return placedProblems(rolloutLease, source, [problemAt(at, message + hold)]);
}

const tooFewTasks = (steps: readonly ForeseenStep[], source: Source): readonly Found[] =>
  steps.flatMap(({ line, shortfalls }) =>
    placedProblems(
      rolloutSamples,
      source,
      shortfalls.map((message) => ({ message, line, column: 1 })),
    ),
  );
