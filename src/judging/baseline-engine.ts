import type { Baseline } from "../check/baseline/baseline.ts";
import type { Baselining } from "../check/baseline/match-baseline.ts";
import type { Section } from "../model/report.ts";
import { EMBEDDED, engineOf } from "../secrets/sections.ts";

/** A baseline, with the engine that found its secrets beside the one that searches now. */
export function withEngines(
  { entries, engine = EMBEDDED }: Baseline,
  sections: readonly Section[],
): Pick<Baselining, "entries" | "engines"> {
  const now = engineOf(sections)?.name;
  return { entries, ...(now !== undefined && { engines: { before: engine, now } }) };
}

/**
 * The engine that a baseline written now is to name: none for our own.
 * Where no secrets were searched, the name that stands there stays.
 */
export function engineToName({ engine }: Baseline, sections: readonly Section[]): string | undefined {
  const now = engineOf(sections)?.name ?? engine;
  return now === EMBEDDED ? undefined : now;
}
