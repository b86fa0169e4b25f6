import { join } from "node:path";
import { writeInside } from "../../host/files/write-whole.ts";
import { UsageError } from "../../model/usage-error.ts";
import { goldenText } from "../../rehearsal/assertions/golden.ts";
import { subjectOf } from "../../rehearsal/judging/subject-of.ts";
import { stringOf } from "../../model/json.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type besideOf, pathBeside } from "./beside-of.ts";
import type { RanCase } from "./rehearse-cases.ts";

/** Writes what the first run of each case gives to the golden files that differ from it; what was written, by path. */
export function updateGoldens(
  { place: { top, prefix } }: Workspace,
  cases: readonly RanCase[],
  beside: ReturnType<typeof besideOf>,
): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (const { scenario, rehearsals } of cases) {
    const [first] = rehearsals;
    if (!first) continue;
    const subject = subjectOf(first, rehearsals, { beside: () => undefined });
    for (const { type, params } of scenario.expect) {
      if (type !== "golden") continue;
      const path = pathBeside(scenario, stringOf(params["value"]));
      const text = goldenText(params, subject);
      if (path === undefined || text === undefined) continue;
      const whole = text.endsWith("\n") ? text : `${text}\n`;
      if (beside(scenario, stringOf(params["value"]), written) === whole) continue;
      const refused = writeInside(join(top, prefix), path, whole);
      if (refused !== undefined) throw new UsageError(`Cannot write "${path}": ${refused}.`);
      written.set(path, whole);
    }
  }
  return written;
}
