import type { Found } from "../../check/found.ts";
import type { Repository } from "../../model/rule.ts";
import { rehearsalScenarioInvalid } from "../../rehearsal/rules.ts";
import { readScenario } from "../../rehearsal/scenarios/read-scenario.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";

export interface Scenarios {
  readonly scenarios: readonly Scenario[];
  readonly invalid: readonly Found[];
  /** Paths of all files that are scenarios, valid or not. */
  readonly files: readonly string[];
}

/** The scenarios of a folder, and what is wrong with those that cannot be run. */
export function scenariosOf(repository: Repository): Scenarios {
  const scenarios: Scenario[] = [];
  const invalid: Found[] = [];
  const artifacts = repository.of("scenario");
  for (const artifact of artifacts) {
    const read = readScenario(artifact);
    scenarios.push(...read.scenarios);
    for (const { message, help, at } of read.problems)
      invalid.push({
        rule: rehearsalScenarioInvalid,
        finding: { artifact, message, ...(help !== undefined && { help }), ...(at && { at }) },
      });
  }
  return { scenarios, invalid, files: artifacts.map(({ path }) => path) };
}
