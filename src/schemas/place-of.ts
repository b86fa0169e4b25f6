import { type DataNode, entryOf } from "../model/data.ts";
import type { Range } from "../model/source.ts";

/** Where a JSON pointer leads in a file, or the key of the map there; the nearest part above where it leads nowhere. */
export function rangeAtPointer(data: DataNode, pointer: string, key?: string): Range {
  let at = data;
  for (const step of pointer.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const next = at.kind === "list" ? at.items[Number(name)] : entryOf(at, name)?.value;
    if (!next) return at.range;
    at = next;
  }
  return (key === undefined ? undefined : entryOf(at, key)?.keyRange) ?? at.range;
}
