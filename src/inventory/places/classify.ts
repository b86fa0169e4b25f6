import type { Located } from "../../model/artifact.ts";
import type { Client } from "../../model/client.ts";
import { canonicalPath } from "./canonical-path.ts";
import { locationIndex, type LocationRow } from "./location-index.ts";
import { foldersFit, nameFits } from "./place-pattern.ts";
import { type Plugin, pluginsAround, type PluginRoots } from "../manifests/plugin-roots.ts";

/** A row that fits a folder, with its dialect settled. */
interface Candidate {
  readonly row: LocationRow;
  readonly dialect?: Client | undefined;
}

/** Texts about the folder they lie in. Clients take some of them for agents or commands; nobody means them to be. */
const DOCUMENT = /^(?:readme\b.*|changelog|contributing|code_of_conduct|license)\.md$/i;

/** A folder of translations, as in `docs/zh-CN/`: a skill there is a text for readers, and nobody installs it. */
const TRANSLATED = /(?:^|\/)(?:docs|i18n|locales|translations)\/[a-z]{2}(?:-[A-Za-z]{2,4})?\/(?!(?:.*\/)?\.[^/]+\/)/;
/** Whether the last part of a path is the name of such a text. */
export const isDocument = (path: string): boolean => DOCUMENT.test(path.slice(path.lastIndexOf("/") + 1));

/**
 * Says what the file at a path is, or undefined: also what it is on disks that ignore case, where that is all it is.
 */
export function classifier(roots: PluginRoots): (path: string) => Located | undefined {
  const classify = asSpelled(roots);
  return (path) => {
    const own = classify(path);
    if (own) return own;
    const canonical = canonicalPath(path);
    const found = canonical === undefined ? undefined : classify(canonical);
    return found && { ...found, path };
  };
}

/** Remembers each folder: most files share theirs with others. */
function asSpelled(roots: PluginRoots): (path: string) => Located | undefined {
  const { byName, byNamePart } = locationIndex();
  const pluginsOf = pluginsAround(roots);
  const known = new Map<string, readonly Candidate[]>();
  return (path) => {
    const cut = path.lastIndexOf("/");
    const name = path.slice(cut + 1);
    const folder = path.slice(0, Math.max(cut, 0));
    let candidates = known.get(folder);
    if (!candidates) {
      candidates = candidatesIn(folder, pluginsOf(folder), roots.size > 0);
      known.set(folder, candidates);
    }
    let best: Candidate | undefined = candidates.find(({ row }) => isFile(row, name));
    for (const row of byName.get(name) ?? []) best = earlier(best, row);
    for (const row of byNamePart) if (isFile(row, name)) best = earlier(best, row);
    if (!best || (best.row.kind === "skill" && TRANSLATED.test(path))) return undefined;
    const { row, dialect } = best;
    return { kind: row.kind, path, ...(dialect && { dialect }), syntax: row.syntax };
  };
}

function earlier(best: Candidate | undefined, row: LocationRow): Candidate {
  return best && best.row.order < row.order ? best : { row, dialect: row.dialect };
}

function isFile({ name: parts, documents }: LocationRow, name: string): boolean {
  return nameFits(parts, name) && (documents || parts.length === 1 || !DOCUMENT.test(name));
}

/** `declared`: some manifest speaks of plugins. Where none does, an `mcp.json` right in `plugins/x/` says little. */
function candidatesIn(folder: string, plugins: readonly Plugin[], declared: boolean): readonly Candidate[] {
  const { anywhere, atTop, inPlugin } = locationIndex();
  const way = folder === "" ? [] : folder.split("/");
  const found: Candidate[] = [];
  const add = (rows: readonly LocationRow[] | undefined, depth: number, dialect?: Client): void => {
    for (const row of rows ?? []) {
      if (foldersFit(row.folders, way, depth)) found.push({ row, dialect: row.inherits ? dialect : row.dialect });
    }
  };
  add(atTop.get(way[0] ?? ""), 0);
  for (const { depth, dialect } of plugins) {
    const next = way[depth];
    if (next !== undefined || declared) add(inPlugin.get(next ?? ""), depth, dialect);
  }
  for (const [depth, name] of way.entries()) add(anywhere.get(name), depth);
  return found.length < 2 ? found : found.sort((a, b) => a.row.order - b.row.order);
}
