import type { Artifact } from "../model/artifact.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Checked } from "../model/report.ts";
import { group } from "../model/group.ts";

/** How many artifacts of each kind, kinds in alphabetical order; a file in several roles counts in its first. */
export function countArtifacts(all: readonly Artifact[]): Checked {
  const artifacts = all.filter(({ again }) => !again);
  const kinds = [...group(artifacts, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length] as const);
  return { artifacts: artifacts.length, kinds: Object.fromEntries(kinds.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The numbers that every check has: artifacts and bytes of each kind. */
export function measure(all: readonly Artifact[]): readonly Measurement[] {
  const artifacts = all.filter(({ again }) => !again);
  return [...group(artifacts, ({ kind }) => kind)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, own]) => [
      { metric: "artifacts", value: own.length, unit: "files", labels: { kind } },
      {
        metric: "bytes",
        value: own.reduce((sum, { source }) => sum + source.bytes, 0),
        unit: "bytes",
        labels: { kind },
      },
    ]);
}
