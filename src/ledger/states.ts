import type { LogLine } from "./lines.ts";
import { statesAtStart } from "./start.ts";

/** The digest of the state of each rollout, as the last entry of it names it that changed it. */
export function statesIn(lines: readonly LogLine[]): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const { entry } of lines) {
    if (!entry) continue;
    for (const [rollout, digest] of statesAtStart(entry)) states.set(rollout, digest);
    if (entry.rollout !== null && entry.after !== null) states.set(entry.rollout, entry.after);
  }
  return states;
}
