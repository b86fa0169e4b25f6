import type { Found } from "../../check/found.ts";
import { recordingBehind } from "../../rehearsal/outcome.ts";
import { idOf } from "../../rehearsal/recordings/recording.ts";
import { rehearsalUnused } from "../../rehearsal/rules.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import type { Recorded } from "./recordings-of.ts";
import type { RanCase } from "./rehearse-cases.ts";

/**
 * Recordings that nothing asked for, of folders whose scenarios were all run: of the others nobody can tell. `all` are
 * the scenarios that there are.
 */
export function unusedRecordings(
  ran: readonly RanCase[],
  all: readonly Scenario[],
  recorded: Recorded,
): readonly Found[] {
  const done = new Set(ran.flatMap(({ scenario, notRun }) => (notRun ? [] : [scenario.id])));
  const folders = new Map<string, Scenario[]>();
  for (const one of all) {
    const folder = recordingFolder(one);
    if (folder !== undefined) folders.set(folder, [...(folders.get(folder) ?? []), one]);
  }
  const used = new Set(
    ran.flatMap(({ rehearsals }) =>
      rehearsals.flatMap(({ exchanges }) => exchanges.flatMap(({ outcome }) => recordingBehind(outcome) ?? [])),
    ),
  );
  return [...folders].flatMap(([folder, scenarios]) =>
    scenarios.every(({ id }) => done.has(id))
      ? recorded.of(folder).flatMap(({ key }): Found[] => {
          const id = idOf(key);
          if (used.has(id) || recorded.cached.has(id)) return [];
          return [
            {
              rule: rehearsalUnused,
              finding: { path: `${folder}/${id}.json`, message: "Nothing asks for this recording." },
            },
          ];
        })
      : [],
  );
}

export const recordingFolder = (one: Scenario): string | undefined =>
  one.kind === "agent" ? one.recordings : undefined;
