import { type Kind, KINDS, type Located } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import type { Listed } from "../../model/ports.ts";
import { classifier, isDocument } from "./classify.ts";
import { syntaxOf } from "./location-index.ts";
import { followLinks } from "../links/follow-links.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";

/**
 * Which of the listed files are agent configuration, sorted by path in code units. A symbolic link to a listed file is
 * that file: it counts once, by its own path, or by the link's where only the link's says what it is. `prefix` is the
 * way from the repository's top: a file that its own path says nothing of may be one of `.claude/`. `kindOf` is asked
 * last.
 */
export function locate(
  listed: readonly Listed[],
  prefix = "",
  kindOf?: (path: string) => Kind | undefined,
): readonly Located[] {
  const own = classifier(pluginRoots(listed.map(({ path }) => path)));
  const classify = (path: string): Located | undefined => {
    const found = own(path) ?? (prefix === "" ? undefined : own(prefix + path));
    if (found) return { ...found, path };
    const chosen = kindOf?.(path);
    if (!chosen || !couldBe(chosen, path)) return undefined;
    return { kind: chosen, path, syntax: syntaxOf(chosen, path), ...dialectOf(chosen) };
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

/** Kinds of which every client has a format of its own: the user's are taken for those of Claude Code. */
const dialectOf = (kind: Kind): { readonly dialect?: Client } =>
  kind === "agent" || kind === "command" || kind === "output-style" ? { dialect: "claude-code" } : {};

/** Whether the end of a name is one of its kind: a pattern for a folder speaks of pictures and READMEs, too. */
const couldBe = (kind: Kind, path: string): boolean =>
  KINDS[kind] === "data" ? /\.(?:json|jsonc|ya?ml|toml)$/.test(path) : /\.mdc?$/.test(path) && !isDocument(path);
