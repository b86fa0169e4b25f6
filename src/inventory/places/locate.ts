import type { Located } from "../../model/artifact.ts";
import type { Listed } from "../../model/ports.ts";
import { classifier } from "./classify.ts";
import { followLinks } from "../links/follow-links.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";

/**
 * Which of the listed files are agent configuration, sorted by path in code units. A symbolic link to a listed file is
 * that file: it counts once, by its own path, or by the link's where only the link's says what it is. `prefix` is the
 * way from the repository's top: a file that its own path says nothing of may be one of `.claude/`.
 */
export function locate(listed: readonly Listed[], prefix = ""): readonly Located[] {
  const own = classifier(pluginRoots(listed.map(({ path }) => path)));
  const classify = (path: string): Located | undefined => {
    const found = own(path) ?? (prefix === "" ? undefined : own(prefix + path));
    return found && { ...found, path };
  };
  const located = new Map<string, Located>();
  for (const { path, link } of listed) {
    const found = link === undefined ? classify(path) : undefined;
    if (found) located.set(path, found);
  }
  for (const [path, target] of [...followLinks(listed)].sort(([a], [b]) => compare(a, b))) {
    const found = located.has(target) ? undefined : classify(path);
    if (found) located.set(target, { ...found, file: target });
  }
  return [...located.values()].sort((a, b) => compare(a.path, b.path));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
