import type { MarkdownArtifact } from "./artifact.ts";
import { entryOf } from "./data.ts";
import type { Range } from "./source.ts";

/** A frontmatter field that is written as one value, read as a text the way YAML 1.2 clients do: `name: 42` is "42". */
export function textField(
  { frontmatter }: MarkdownArtifact,
  name: string,
): { readonly value: string; readonly at: Range } | undefined {
  const value = entryOf(frontmatter?.data, name)?.value;
  if (!value || value.kind === "map" || value.kind === "list" || value.kind === "null") return undefined;
  return { value: String(value.value).trim(), at: value.range };
}
