import type { Artifact, Kind } from "../model/artifact.ts";
import type { Change } from "../model/rule.ts";

/** An artifact that is not the same on both sides. */
export interface ChangedArtifact {
  readonly kind: Kind;
  readonly path: string;
  readonly how: "added" | "changed" | "removed";
  /** As it is now; as it was, where it is gone. */
  readonly artifact: Artifact;
}

export function changedArtifacts({ base, head }: Change): readonly ChangedArtifact[] {
  const before = new Map(base.artifacts.map((one) => [one.path, one]));
  const after = new Set(head.artifacts.map(({ path }) => path));
  const now = head.artifacts.flatMap((artifact): ChangedArtifact[] => {
    const { kind, path, source } = artifact;
    const old = before.get(path);
    if (old?.source.text === source.text && old.source.bytes === source.bytes) return [];
    return [{ kind, path, how: old ? "changed" : "added", artifact }];
  });
  const gone = base.artifacts.flatMap((artifact): ChangedArtifact[] =>
    after.has(artifact.path) ? [] : [{ kind: artifact.kind, path: artifact.path, how: "removed", artifact }],
  );
  return [...now, ...gone].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
