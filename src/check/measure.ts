import { group } from "../model/group.ts";
import type { Artifact } from "../model/artifact.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Checked } from "../model/report.ts";

/** How many artifacts of each kind, kinds in alphabetical order. */
export function countArtifacts(artifacts: readonly Artifact[]): Checked {
  const kinds = [...group(artifacts, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length] as const);
  return { artifacts: artifacts.length, kinds: Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The numbers that every check has: artifacts and bytes of each kind. */
export function measure(artifacts: readonly Artifact[]): readonly Measurement[] {
  return [...group(artifacts, ({ kind }) => kind)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, all]) => [
      { metric: "artifacts", value: all.length, unit: "files", labels: { kind } },
      {
        metric: "bytes",
        value: all.reduce((sum, { source }) => sum + source.bytes, 0),
        unit: "bytes",
        labels: { kind },
      },
    ]);
}
