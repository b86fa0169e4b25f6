import type { Artifact, MarkdownArtifact } from "../model/artifact.ts";
import type { ProblemCode } from "../model/problem.ts";
import { type DataEntry, type DataMap, entryOf } from "../model/data.ts";
import type { Range } from "../model/source.ts";

/** A field as the clients see it: absent, empty, one value as a text, or something nested. */
export type Field =
  | { readonly state: "absent" }
  | { readonly state: "empty" | "nested"; readonly at: Range }
  | { readonly state: "text"; readonly value: string; readonly at: Range; readonly quoted: boolean };

export function fieldOf({ frontmatter }: MarkdownArtifact, name: string): Field {
  const entry = entryOf(frontmatter?.data, name);
  return entry ? stateOf(entry) : { state: "absent" };
}

function stateOf({ value, keyRange }: DataEntry): Field {
  if (value.kind === "map" || value.kind === "list") return { state: "nested", at: value.range };
  const text = value.kind === "null" ? "" : String(value.value).trim();
  if (text === "") return { state: "empty", at: keyRange };
  return { state: "text", value: text, at: value.range, quoted: value.kind === "string" };
}

/** The text of a field, or undefined where it has none. */
export const fieldText = ({ frontmatter }: MarkdownArtifact, name: string): string | undefined =>
  textIn(frontmatter?.data, name);

/** The same of fields that were found in another way. */
export function textIn(data: DataMap | undefined, name: string): string | undefined {
  const entry = entryOf(data, name);
  const field = entry && stateOf(entry);
  return field?.state === "text" ? field.value : undefined;
}

export function hasProblem({ problems }: Artifact, ...codes: readonly ProblemCode[]): boolean {
  return problems.some(({ code }) => codes.includes(code));
}

/** A text with its white space folded, as Codex folds it. */
export const folded = (text: string): string => text.split(/\s+/).filter(Boolean).join(" ");

/** The number of code points. */
export const codePoints = (text: string): number => Array.from(text).length;
