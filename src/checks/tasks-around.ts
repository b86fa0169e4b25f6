import { readTraffic } from "../measuring/read-traffic.ts";
import type { Traffic } from "../rollout/foresight/traffic.ts";
import type { Plan } from "../rollout/plan.ts";
import { isStaging } from "../rollout/spec/draft-steps.ts";
import type { WrittenMetric } from "../rollout/spec/spec.ts";
import { openState } from "../workspace/open-state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { World } from "../workspace/world.ts";

interface Planned {
  readonly plan: Plan;
  readonly asked: ReadonlyMap<string, WrittenMetric>;
  /** What was said, by environment; by no name of each that is not staging. */
  readonly perDay: ReadonlyMap<string, number>;
}

/**
 * By environment: what was said, and else what its records say. A branch of them is not asked for unless it is needed.
 */
export async function tasksAround(world: World, { place }: Workspace, { plan, asked, perDay }: Planned) {
  const known = new Map<string, { readonly traffic: Traffic; readonly by: string }>();
  for (const environment of plan.environments) {
    const { name } = environment;
    const steps = plan.steps.filter((step) => step.environment === name);
    const names = new Set(
      steps.flatMap((step) => [...step.watches, ...(step.kind === "analysis" ? step.metrics : [])]),
    );
    const metrics = new Map([...asked].filter(([one]) => names.has(one)));
    const said = perDay.get(name) ?? (steps.some(isStaging) ? undefined : perDay.get(""));
    const isOnBranch = [...metrics.values()].some(({ provider }) => provider["jsonl"]?.["branch"] !== undefined);
    const repository = isOnBranch && said === undefined && place.git ? await openState(world, undefined) : undefined;
    const from = { top: place.top, env: {}, ...(repository && { repository }) };
    const { traffic, unread } = await readTraffic(from, environment, metrics, world.clock.now());
    if (said === undefined) for (const why of unread) world.notice(`${why}.`);
    if (said !== undefined)
      known.set(name, { traffic: { perDay: said, seen: withDaily(traffic?.seen, said) }, by: "as you said" });
    else if (traffic) known.set(name, { traffic, by: "by the records of the last days" });
  }
  return known;
}

/** What was said holds of every metric, in the place of what its own records say of how many there are. */
const withDaily = (seen: Traffic["seen"] = new Map(), perDay: number): Traffic["seen"] =>
  new Map([...seen].map(([name, one]) => [name, { ...one, perDay }]));
