import { pluginRoots } from "../../inventory/manifests/plugin-roots.ts";
import { classifier } from "../../inventory/places/classify.ts";
import { searchableOf } from "../../inventory/texts/read-text.ts";
import type { Kind } from "../../model/artifact.ts";
import type { Files } from "../../model/ports.ts";
import { CONFIGURATION } from "./named-texts.ts";

const MANIFESTS: ReadonlySet<Kind | undefined> = new Set<Kind>(["plugin", "marketplace"]);
/** What other texts import by, have started, or have run while they are loaded. */
const NAMING = /@|hooks|[mM]cp-?[sS]ervers|!`|```!|\\/;

/**
 * Says of a path, by names and texts alone, whether agents may read it only since a change of others: it is
 * configuration because those name it, or it lies in what a manifest makes a plugin. False wherever a change names
 * nothing at all.
 */
export function mayBeNew(
  files: Pick<Files, "list" | "read" | "prepare">,
  changed: ReadonlySet<string>,
): (path: string) => boolean {
  const classify = classifier(pluginRoots(files.list().map(({ path }) => path)));
  const touched = Array.from(changed, (path) => ({ path, kind: classify(path)?.kind }));
  if (touched.some(({ kind }) => MANIFESTS.has(kind))) return () => true;
  const isUnknown = (path: string): boolean => classify(path) === undefined;
  if (touched.some(({ kind }) => kind !== undefined && CONFIGURATION.has(kind))) return isUnknown;
  files.prepare?.([...changed]); // one by one each would be a call of git
  const names = touched.some(({ path }) => {
    const contents = files.read(path);
    return contents.ok && NAMING.test(searchableOf(path, contents.bytes)?.text ?? "");
  });
  return names ? isUnknown : () => false;
}
