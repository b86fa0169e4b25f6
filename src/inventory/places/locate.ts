import { type Kind, KINDS, type Located } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import type { Listed } from "../../model/ports.ts";
import { classifier, isDocument } from "./classify.ts";
import { syntaxOf } from "./location-index.ts";
import { followLinks } from "../links/follow-links.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";
import { group } from "../../model/group.ts";

/**
 * Which of the listed files are agent configuration, sorted by path in code units. A file is judged in each role that a
 * path of it has: its own, and those through symbolic links, which `linked` has with the files that they end at. Of the
 * paths of one role the own one names it, else the first. `prefix` is the way from the repository's top: a file that
 * its own path says nothing of may be one of `.claude/`. `kindOf` is asked last.
 */
export function locate(
  listed: readonly Listed[],
  prefix = "",
  kindOf?: (path: string) => Kind | undefined,
  linked: ReadonlyMap<string, string> = followLinks(listed),
): readonly Located[] {
  const own = classifier(pluginRoots([...listed.map(({ path }) => path), ...linked.keys()]));
  const classify = (path: string): Located | undefined => {
    const found = own(path) ?? (prefix === "" ? undefined : own(prefix + path));
    if (found) return { ...found, path };
    const chosen = kindOf?.(path);
    if (!chosen || !couldBe(chosen, path)) return undefined;
    return { kind: chosen, path, syntax: syntaxOf(chosen, path), ...dialectOf(chosen) };
  };
  const byFile = new Map<string, Located[]>();
  for (const { path, link } of listed) {
    const found = link === undefined ? classify(path) : undefined;
    if (found) byFile.set(path, [found]);
  }
  for (const [path, target] of [...linked].sort(([a], [b]) => compare(a, b))) {
    const found = classify(path);
    if (!found) continue;
    const known = byFile.get(target);
    const place = { ...found, file: target };
    if (known) known.push(place);
    else byFile.set(target, [place]);
  }
  return [...byFile.values()].flatMap(inEachRole).sort((a, b) => compare(a.path, b.path));
}

/** What a file is by its paths: one for each role, which knows all paths that have it. */
function inEachRole(places: readonly Located[]): readonly Located[] {
  if (places.length === 1) return places;
  return [...group(places, roleOf).values()].flatMap(([first, ...others], index) =>
    first
      ? [
          {
            ...first,
            ...(others.length > 0 && { ways: [first, ...others].map(({ path }) => path) }),
            ...(index > 0 && { again: true as const }),
          },
        ]
      : [],
  );
}

/** Texts that every client reads alike have one role, whosever place they stand in. */
const roleOf = ({ kind, dialect, syntax }: Located): string =>
  kind === "instructions" || kind === "skill" ? kind : [kind, dialect, syntax].join(" ");

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Kinds of which every client has a format of its own: the user's are taken for those of Claude Code. */
const dialectOf = (kind: Kind): { readonly dialect?: Client } =>
  kind === "agent" || kind === "command" || kind === "output-style" ? { dialect: "claude-code" } : {};

/** Whether the end of a name is one of its kind: a pattern for a folder speaks of pictures and READMEs, too. */
const couldBe = (kind: Kind, path: string): boolean =>
  KINDS[kind] === "data" ? /\.(?:json|jsonc|ya?ml|toml)$/.test(path) : /\.mdc?$/.test(path) && !isDocument(path);
