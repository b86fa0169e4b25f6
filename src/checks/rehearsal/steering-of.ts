import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";
import type { Adapter } from "../../rehearsal/adapters/adapter.ts";
import { adapters } from "../../rehearsal/adapters/adapters.ts";
import { findSteering, type Steering } from "../../rehearsal/adapters/find-steering.ts";
import type { CaseFinding } from "../../rehearsal/case-result.ts";
import { rehearsalSteering } from "../../rehearsal/rules.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import { decode } from "../../syntax/decode.ts";

/** Keys in the workspace of a scenario that could lead its clients away. */
export function steeringOf(scenario: Scenario, fixture: Fixture): readonly Steering[] {
  if (scenario.kind === "hook") return [];
  const staged = scenario.kind === "team" ? scenario.agents : [scenario];
  const names = new Set(staged.map(({ adapter }) => (adapter === "http" ? "command" : adapter)));
  const found = [...names].flatMap((name) => steeringFor(adapters[name], fixture));
  return [...new Map(found.map((one) => [one.message, one])).values()];
}

function steeringFor(adapter: Adapter, fixture: Fixture): readonly Steering[] {
  const files = adapter.steers
    .flatMap(({ paths }) => paths)
    .flatMap((path) => {
      const file = fixture.get(path);
      return file && "bytes" in file ? [decode(path, file.bytes).source] : [];
    });
  return findSteering(adapter, files);
}

/** The same as findings, in the scenario that has such a workspace. */
export const steeringFindings = (scenario: Scenario, fixture: Fixture): readonly CaseFinding[] =>
  steeringOf(scenario, fixture).map(({ message }) => {
    const at = scenario.places["workspace"] ?? scenario.places["prompt"] ?? scenario.places["agents"];
    return { rule: rehearsalSteering, message, ...(at && { at }) };
  });
