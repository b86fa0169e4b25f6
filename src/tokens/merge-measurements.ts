import type { Measurement } from "../model/measurement.ts";

/** Measurements of the same thing once: those of the first list, which know a limit, before those of the second. */
export function mergeMeasurements(
  judged: readonly Measurement[],
  others: readonly Measurement[],
): readonly Measurement[] {
  const known = new Set(judged.map(identity));
  return [...judged, ...others.filter((one) => !known.has(identity(one)))];
}

function identity({ metric, labels, path }: Measurement): string {
  return JSON.stringify([metric, path, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
