import { type DataNode, entryOf } from "../../model/data.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/**
 * Whether a text of YAML says all that it said before, and more. Not where one of the two cannot be read without doubt.
 */
export function grows(before: string, after: string): boolean {
  const [old, now] = [parseYaml(before), parseYaml(after)];
  if (old.problems.length > 0 || now.problems.length > 0 || !now.data) return false;
  if (!old.data) return true; // an empty text, or comments
  return holds(now.data, old.data) && !holds(old.data, now.data);
}

/** Whether one tree holds another: entries of a map in any order, items of a list in their own. */
function holds(whole: DataNode, part: DataNode): boolean {
  if (part.kind === "map")
    return part.entries.every(({ key, value }) => {
      const entry = entryOf(whole, key);
      return entry !== undefined && holds(entry.value, value);
    });
  if (part.kind !== "list") return whole.kind === part.kind && whole.value === part.value;
  if (whole.kind !== "list") return false;
  let at = 0;
  for (const item of whole.items) {
    const next = part.items[at];
    if (next && holds(item, next)) at += 1;
  }
  return at === part.items.length;
}
