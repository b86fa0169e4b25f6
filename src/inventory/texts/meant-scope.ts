import type { DataEntry, DataNode } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";

/** Words by which rules of one client or another might say their files, and which none of them reads. */
const WORDS: ReadonlySet<string> = new Set([
  "file",
  "files",
  "glob",
  "include",
  "includes",
  "path",
  "pattern",
  "patterns",
  "scope",
]);
/** What the clients read: `scoped-instructions/foreign-scope` says so where it is the field of another. */
const FIELDS: ReadonlySet<string> = new Set(["applyTo", "globs", "paths"]);

/** Whether an entry was meant for the field in which a rule names its files, and has another key. */
export function meansScope({ key, value }: DataEntry, scope: string): boolean {
  if (FIELDS.has(key)) return false;
  const isNear = nearest(key, [scope]) !== undefined || nearest(key.replaceAll(/[-_]/g, ""), [scope]) !== undefined;
  if (!isNear && !WORDS.has(key) && !key.toLowerCase().endsWith(scope)) return false;
  return textsIn(value).some((text) => (isNear ? text.trim() !== "" : text.includes("*")));
}

const textsIn = (value: DataNode): readonly string[] =>
  value.kind === "string" ? [value.value] : value.kind === "list" ? value.items.flatMap(textsIn) : [];
