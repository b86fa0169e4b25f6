import { classifier } from "./classify.ts";
import { locationIndex } from "./location-index.ts";
import { isUnwanted, UNWANTED_RULES } from "./unwanted.ts";
import { pluginRoots } from "../manifests/plugin-roots.ts";

/** A path that a change touches; `gone` where the change takes it away. */
export interface Touched {
  readonly path: string;
  readonly gone: boolean;
  /** It becomes executable or a link, or is one no longer. */
  readonly mode: boolean;
}

/** Folders that other programs keep files in too: of those only recognised ones matter. */
const SHARED: ReadonlySet<string> = new Set([".github", ".vscode"]);
/**
 * What instructions may import, where the commands, versions and folders stand that they name, and what is judged
 * beside them by a name of its own.
 */
const BESIDE =
  /\.(?:md|mdc|txt|mk)$|(?:^|\/)(?:package\.json|GNUmakefile|[Mm]akefile|\.nvmrc|\.gitmodules|\.gitattributes|agent-usage\.yaml)$|(?:^|\/)\.agent-ci\//;

/**
 * Says by names alone whether a touched path can change what is said of agent configuration, so that a commit of
 * anything else costs nothing. `paths` are all of the checked folder,
 * `prefix` is the way to it from the repository's top.
 */
export function relevance(paths: readonly string[], prefix: string): (touched: Touched) => boolean {
  const roots = pluginRoots(paths);
  const classify = classifier(roots);
  const isArtifact = (path: string): boolean =>
    classify(path) !== undefined || (prefix !== "" && classify(prefix + path) !== undefined);
  const { anywhere, atTop } = locationIndex();
  const clients = [...anywhere.keys(), ...atTop.keys()].filter((name) => name.startsWith(".") && !SHARED.has(name));
  const ofClients: ReadonlySet<string> = new Set(clients);
  const skills = new Set(
    paths.flatMap((path) => (/\/skill\.md$/i.test(path) ? [path.slice(0, path.lastIndexOf("/"))] : [])),
  );
  /** Inside a skill, a plugin or a client's own folder a script is part of what the client loads. */
  const isBundled = (path: string): boolean => {
    const parts = path.split("/").slice(0, -1);
    return parts.some((part, depth) => {
      const folder = parts.slice(0, depth + 1).join("/");
      return ofClients.has(part) || skills.has(folder) || roots.has(folder);
    });
  };
  let some: boolean | undefined;
  const isRepositoryOfAgents = (): boolean => (some ??= paths.some(isArtifact));
  return ({ path, gone, mode }) =>
    isArtifact(path) ||
    isBundled(path) ||
    (!gone && UNWANTED_RULES.some((rule) => isUnwanted(rule, path))) ||
    ((gone || mode || BESIDE.test(path)) && isRepositoryOfAgents());
}
