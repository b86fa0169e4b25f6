import { posix } from "node:path";
import { confine } from "../../config/confine.ts";
import type { Repository } from "../../model/rule.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";

/** The path of a file that a scenario names; undefined where it leads out of the checked folder. */
export function pathBeside({ path }: Pick<Scenario, "path">, named: string): string | undefined {
  const confined = confine(posix.dirname(path), named);
  return confined.ok ? confined.path : undefined;
}

/** Files that scenarios name, as the side has them whose scenarios they are; `instead` are texts just written. */
export const besideOf =
  ({ source }: Pick<Repository, "source">) =>
  (scenario: Scenario, named: string, instead: ReadonlyMap<string, string>): string | undefined => {
    const path = pathBeside(scenario, named);
    return path === undefined ? undefined : (instead.get(path) ?? source(path)?.text);
  };
