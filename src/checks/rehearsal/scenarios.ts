import { policyWeakened } from "../../check/rules.ts";
import { isScenario } from "../../rehearsal/scenarios/is-scenario.ts";
import { rehearsalScenarioInvalid } from "../../rehearsal/rules.ts";
import type { Check } from "../../judging/evidence.ts";
import { policyHas } from "../../workspace/policy-side.ts";

/**
 * Whether scenarios can be run, and ask for no less than before. Starts nothing; loads nothing where there are none.
 */
export const scenarios: Check = async (_world, workspace) => {
  const head = await workspace.sides.head({ outline: false });
  const { selects } = workspace.place;
  const own = head.of("scenario").filter(({ path, data }) => selects(path) && isScenario(data));
  const asked = workspace.own !== undefined && policyHas(workspace, "scenarios");
  if (own.length === 0 && !asked) return { found: [], rules: [] };
  const [{ scenariosOf }, { weakenedPolicy }] = await Promise.all([
    import("./scenarios-of.ts"),
    import("./weakened-policy.ts"),
  ]);
  // A folder of this name may hold what is somebody else's.
  const ours = new Set(own.map(({ path }) => path));
  const invalid = scenariosOf(head).invalid.filter(({ finding }) => ours.has(finding.artifact?.path ?? ""));
  const weakened = asked ? await weakenedPolicy(workspace) : [];
  return { found: [...invalid, ...weakened], rules: [rehearsalScenarioInvalid, policyWeakened] };
};
