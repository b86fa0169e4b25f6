import type { ArtifactOf } from "../model/artifact.ts";
import type { Repository } from "../model/rule.ts";
import { folderName } from "./folder-name.ts";
import type { Reason } from "./loading.ts";
import { group } from "../model/group.ts";

const WORKSPACE = /^\.(?:github|claude|agents)\/skills\//;

/**
 * Why VS Code skips a skill: it lists one per folder name of a workspace, the first it finds; the others are skipped.
 */
export function workspaceTwin(repository: Repository, skill: ArtifactOf<"skill">, way: string): readonly Reason[] {
  if (!WORKSPACE.test(way) || !WORKSPACE.test(skill.path)) return [];
  const places = [".github/", ".claude/", ".agents/"];
  const rank = (path: string): number => places.findIndex((place) => path.startsWith(place));
  const same = twins(repository).get(folderName(skill.path) ?? "") ?? [];
  const [first = skill] = same.toSorted((a, b) => rank(a.path) - rank(b.path));
  if (first === skill) return [];
  return [
    {
      code: "duplicate-skill",
      outcome: "dropped",
      says: `A skill of the same folder's name is found first: ${first.path}.`,
    },
  ];
}

const known = new WeakMap<Repository, ReadonlyMap<string, readonly ArtifactOf<"skill">[]>>();

function twins(repository: Repository): ReadonlyMap<string, readonly ArtifactOf<"skill">[]> {
  const before = known.get(repository);
  if (before) return before;
  const found = group(
    repository.of("skill").filter(({ path }) => WORKSPACE.test(path)),
    ({ path }) => folderName(path) ?? "",
  );
  known.set(repository, found);
  return found;
}
