import { policyWeakened } from "../../../check/rules.ts";
import type { Found } from "../../../check/found.ts";
import type { Check } from "../../../judging/evidence.ts";
import { UsageError } from "../../../model/usage-error.ts";
import { whyNot } from "../../../rehearsal/golden/describe-golden.ts";
import type { GoldenSetResult } from "../../../rehearsal/golden/golden-result.ts";
import { goldenSection } from "../../../rehearsal/golden/golden-section.ts";
import type { GoldenSet } from "../../../rehearsal/golden/golden-set.ts";
import { judgeGolden } from "../../../rehearsal/golden/judge-golden.ts";
import { goldenSetInvalid, goldenUndecided, goldenWorse } from "../../../rehearsal/rules.ts";
import { askPolicy, policySide } from "../../../workspace/policy-side.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { chosenCases } from "./chosen-cases.ts";
import { digestOfSet, goldenFiles, goldenSetsOf, NO_SET, referenceIn } from "./golden-sets.ts";
import { type GoldenRunning, runGolden } from "./run-golden.ts";
import { weakenedGoldenSets } from "./weakened-golden-sets.ts";

type Allowed = Pick<GoldenSet, "margin" | "alpha">;

/** What is compared, and for whom. */
export interface GoldenAsked extends GoldenRunning {
  /** Ids, names, or patterns; all if absent. */
  readonly cases?: readonly string[];
  /**
   * For the rollout that asks for it: its sets by their path from the top, by how much each may be worse, and the
   * release that runs.
   */
  readonly rollout?: { readonly datasets: ReadonlyMap<string, Allowed>; readonly release: string };
}

const RULES = [goldenSetInvalid, goldenWorse, goldenUndecided, policyWeakened];

/** Runs the cases of the judging side on what is checked, and holds them to the references of that side. */
export const goldenCases =
  (asked: GoldenAsked): Check =>
  async (world, workspace) => {
    const head = await workspace.sides.head({ outline: false });
    const side = await policySide(workspace);
    const { sets, invalid, files, scenarioOf } = goldenSetsOf(side);
    const { rollout } = asked;
    const { prefix } = workspace.place;
    const meant = sets.filter(({ path }) => rollout === undefined || rollout.datasets.has(prefix + path));
    for (const dataset of rollout?.datasets.keys() ?? [])
      if (!files.includes(dataset.slice(prefix.length)) || !dataset.startsWith(prefix))
        throw new UsageError(`The rollout asks for ${dataset}, and there is no such set of golden cases here.`);
    const chosen = chosenCases(meant, asked.cases, workspace.own !== undefined);
    const ran = await runGolden(world, workspace, chosen, { side, scenarioOf }, asked);
    const results: GoldenSetResult[] = [];
    for (const set of meant) {
      const own = ran.filter((_, at) => chosen[at]?.set === set);
      if (own.length === 0) continue;
      results.push(
        await judgeGolden(set, own, {
          referenceOf: (golden) => referenceIn(side, golden),
          digest: digestOfSet(side, set),
          allowed: strictest(set, rollout?.datasets.get(prefix + set.path)),
        }),
      );
    }
    return {
      found: [
        ...invalid,
        ...results.flatMap((one) => foundIn(one, sets, head.source(one.path)?.text)),
        ...(await weakenedGoldenSets(workspace)),
      ],
      rules: RULES,
      sections: [goldenSection({ sets: results, ...(rollout && { release: rollout.release }) })],
      checked: { artifacts: files.length, kinds: { "golden-set": files.length } },
    };
  };

/** A rollout may ask for more than the set, and not for less. */
const strictest = ({ margin, alpha }: Allowed, other: Allowed = { margin, alpha }): Allowed => ({
  margin: Math.min(margin, other.margin),
  alpha: Math.min(alpha, other.alpha),
});

function foundIn(result: GoldenSetResult, sets: readonly GoldenSet[], text: string | undefined): readonly Found[] {
  if (result.result === "not-worse") return [];
  const set = sets.find(({ id }) => id === result.id);
  // Lines of the target branch's set are not those of the file that is checked.
  const isSame = set !== undefined && set.source.text === text;
  const at = set?.places["cases"];
  const message =
    result.result === "worse"
      ? `${result.id} is worse than its references: ${whyNot(result)}.`
      : `${result.id}: ${whyNot(result)}.`;
  return [
    {
      rule: result.result === "worse" ? goldenWorse : goldenUndecided,
      finding: { path: result.path, message, ...(isSame && at && { at }) },
      ...(isSame && { source: set.source }),
    },
  ];
}

/** Throws UsageError where neither side has a set: nothing was compared, and that is no pass. */
export async function expectGolden(workspace: Workspace): Promise<void> {
  const sides = [await workspace.sides.head({ outline: false }), await policySide(workspace)];
  if (sides.every((side) => goldenFiles(side).length === 0)) throw new UsageError(NO_SET);
}

/**
 * Asks the judging policy for sets and for what lies beside them, where the change has others: so that it is known
 * before anything runs that the change's own have to run as well.
 */
export async function askGolden(workspace: Workspace): Promise<void> {
  if (!workspace.own) return;
  const head = await workspace.sides.head({ outline: false });
  const side = await policySide(workspace);
  if (side === head) return;
  const files = [...goldenFiles(side), ...goldenFiles(head)];
  const folders = new Set(files.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const beside = [...side.paths, ...head.paths].flatMap(({ path }) =>
    [...folders].some((folder) => path.startsWith(folder)) ? [path] : [],
  );
  for (const path of new Set([...files, ...beside]))
    if (side.source(path)?.text !== head.source(path)?.text) askPolicy(workspace, path);
}
