import type { Measurement } from "../model/measurement.ts";

/** Measurements of the same thing once: that of the earliest list, which knows more of it (a limit, the base). */
export function mergeMeasurements(...lists: readonly (readonly Measurement[])[]): readonly Measurement[] {
  const known = new Map<string, Measurement>();
  for (const one of lists.flat()) {
    const key = identity(one);
    const before = known.get(key);
    known.set(key, { ...one, ...before });
  }
  return [...known.values()];
}

function identity({ metric, labels, path }: Measurement): string {
  return JSON.stringify([metric, path, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
