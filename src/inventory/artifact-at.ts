import type { ArtifactOf, Kind } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";

type ByPath<K extends Kind> = ReadonlyMap<string, ArtifactOf<K>>;

const known = new WeakMap<Repository, Map<Kind, ByPath<Kind>>>();

/** The artifact of one kind at a path. Rules ask for each of thousands: what is there is looked through once. */
export function artifactAt<K extends Kind>(repository: Repository, kind: K, path: string): ArtifactOf<K> | undefined {
  const kinds = known.get(repository) ?? new Map<Kind, ByPath<Kind>>();
  known.set(repository, kinds);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each map was made of that kind
  const before = kinds.get(kind) as ByPath<K> | undefined;
  if (before) return before.get(path);
  const found = new Map(repository.of(kind).map((one) => [one.path, one]));
  kinds.set(kind, found);
  return found.get(path);
}
