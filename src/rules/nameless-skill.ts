import type { Frontmatter } from "../model/artifact.ts";
import { entryOf } from "../model/data.ts";
import type { Finding } from "../model/rule.ts";

/** What is said of a skill whose frontmatter has no name, or an empty one. */
export function nameLess(frontmatter: Frontmatter | undefined): Finding | undefined {
  if (!frontmatter?.data) return undefined; // skill/frontmatter and file/syntax report it
  const name = entryOf(frontmatter.data, "name");
  if (!name) return { message: "The skill has no name.", at: frontmatter.range };
  const isEmpty = name.value.kind === "null" || (name.value.kind === "string" && name.value.value.trim() === "");
  return isEmpty ? { message: "The skill's name is empty.", at: name.keyRange } : undefined;
}
