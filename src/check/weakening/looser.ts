import type { Loosens, Options } from "../../model/rule.ts";

type Value = Options[string] | undefined;

/** Whether a value of an option may let through what another refused. Of what nobody can tell, any change does. */
export function looser(by: Loosens | undefined, before: Value, after: Value): boolean {
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  if (by === undefined) return true;
  if (typeof before === "number" && typeof after === "number") return by === "more" ? after > before : after < before;
  if (typeof before !== "object" || typeof after !== "object") return true;
  // A pattern that takes back what others say turns the list around, and its place counts.
  if ([...before, ...after].some((entry) => entry.startsWith("!"))) return true;
  return by === "more" ? hasOthers(after, before) : hasOthers(before, after);
}

function hasOthers(list: readonly string[], than: readonly string[]): boolean {
  const known = new Set(than);
  return list.some((entry) => !known.has(entry));
}
