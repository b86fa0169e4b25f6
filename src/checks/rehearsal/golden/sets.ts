import { policyWeakened } from "../../../check/rules.ts";
import type { Check } from "../../../judging/evidence.ts";
import { goldenSetInvalid } from "../../../rehearsal/rules.ts";
import { policyHas } from "../../../workspace/policy-side.ts";

/** Where sets are; the text says which files of such a folder are some. */
const PLACE = /^golden\/[^/]+\.ya?ml$/;

/** Whether golden cases can be run, and hold to no less than before. Starts nothing. */
export const goldenSets: Check = async (_world, workspace) => {
  const head = await workspace.sides.head({ outline: false });
  const { selects } = workspace.place;
  const isThere = head.paths.some(({ path }) => PLACE.test(path) && selects(path));
  const asked = workspace.own !== undefined && policyHas(workspace, "golden");
  if (!isThere && !asked) return { found: [], rules: [] };
  const [{ goldenSetsOf }, { weakenedGoldenSets }] = await Promise.all([
    import("./golden-sets.ts"),
    import("./weakened-golden-sets.ts"),
  ]);
  const { invalid, files } = goldenSetsOf(head);
  if (files.length === 0 && !asked) return { found: [], rules: [] };
  const weakened = asked ? await weakenedGoldenSets(workspace) : [];
  return { found: [...invalid, ...weakened], rules: [goldenSetInvalid, policyWeakened] };
};
