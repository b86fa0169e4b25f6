import type { DataEntry, DataMap } from "../../model/data.ts";
import type { Edit } from "../../model/diagnostic.ts";

/** The edit that takes an entry out of a JSON map, its comma and its line with it; every other byte stays. */
export function withoutEntry(text: string, map: DataMap, entry: DataEntry): Edit {
  const index = map.entries.indexOf(entry);
  const next = map.entries[index + 1];
  const before = map.entries[index - 1];
  if (next) return { range: { start: entry.keyRange.start, end: next.keyRange.start }, text: "" };
  if (before) return { range: { start: before.value.range.end, end: entry.value.range.end }, text: "" };
  const { start, end } = map.range;
  return { range: { start, end }, text: text.slice(start, start + 1) + text.slice(end - 1, end) };
}
