import type { DataNode } from "../../model/data.ts";
import type { Repository } from "../../model/rule.ts";
import { pairsAt } from "../texts/text-nodes.ts";

/** The major versions of the packages that a repository depends on, by name; of Node as `node`. */
export function packageVersions(repository: Repository): ReadonlyMap<string, ReadonlySet<string>> {
  const majors = new Map<string, Set<string>>();
  const add = (name: string, range: string): void => {
    const found = majorsOf(range);
    if (found.length === 0) return;
    const known = majors.get(name) ?? new Set();
    for (const major of found) known.add(major);
    majors.set(name, known);
  };
  for (const { path, link } of repository.paths) {
    if (link !== undefined) continue;
    if (/(?:^|\/)\.nvmrc$/.test(path)) add("node", repository.source(path)?.text ?? "");
    else if (/(?:^|\/)package\.json$/.test(path))
      for (const [name, range] of dependencies(repository.data(path))) add(name.toLowerCase(), range);
  }
  return majors;
}

/**
 * The majors of `^19.0.0`, `v22`, `5 || 6`; none of a range without an upper end, which says nothing of what is in use.
 */
function majorsOf(range: string): readonly string[] {
  const parts = range.trim().split("||");
  const found = parts.map((part) => /^[~^=v ]*(\d+)(?:\.[\dx*]+){0,2}(?:-[\w.]+)?$/.exec(part.trim())?.[1]);
  return found.every((major) => major !== undefined) ? found : [];
}

const FIELDS = ["dependencies", "devDependencies", "peerDependencies", "engines"];

function dependencies(data: DataNode | undefined): readonly (readonly [string, string])[] {
  return FIELDS.flatMap((field) => pairsAt(data, field).map(({ key, value }) => [key, value.value] as const));
}
