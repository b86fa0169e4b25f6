import type { Found } from "../../check/found.ts";
import type { Repository } from "../../model/rule.ts";
import { rehearsalScenarioInvalid } from "../../rehearsal/rules.ts";
import { readScenario, type ScenarioProblem } from "../../rehearsal/scenarios/read-scenario.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";

import { expandTriggers, type TriggerSides } from "./triggers/expand-triggers.ts";

export interface Scenarios {
  readonly scenarios: readonly Scenario[];
  readonly invalid: readonly Found[];
  /** Paths of all files that are scenarios, valid or not. */
  readonly files: readonly string[];
}

/** Whose skills the prompts are for, where that is another side, and what those name, where somebody asks. */
type Expanding = Partial<Omit<TriggerSides, "side">>;

/** The scenarios of a folder, and what is wrong with those that cannot be run. */
export function scenariosOf(
  repository: Repository,
  { head = repository, files = () => [] }: Expanding = {},
): Scenarios {
  const scenarios: Scenario[] = [];
  const invalid: Found[] = [];
  const artifacts = repository.of("scenario");
  for (const artifact of artifacts) {
    const read = readScenario(artifact);
    const wrong = ({ message, help, at }: ScenarioProblem): void =>
      void invalid.push({
        rule: rehearsalScenarioInvalid,
        finding: { artifact, message, ...(help !== undefined && { help }), ...(at && { at }) },
      });
    read.problems.forEach(wrong);
    for (const written of read.scenarios) {
      if (written.kind !== "triggers") {
        scenarios.push(written);
        continue;
      }
      const { cases, problems } = expandTriggers(written, { side: repository, head, files });
      const at = written.places["skills"] ?? written.places["kind"];
      scenarios.push(...cases);
      for (const message of problems) wrong({ message, ...(at && { at }) });
    }
  }
  return { scenarios, invalid, files: artifacts.map(({ path }) => path) };
}
