import type { ArtifactOf } from "../../model/artifact.ts";
import { type DataNode, entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { betweenCommas } from "../texts/between-commas.ts";

type Agent = ArtifactOf<"agent">;

/** Whether an agent comes with a plugin: Claude Code treats those differently from the agents of a project. */
export function isPluginAgent({ dialect, path }: Agent): boolean {
  return dialect === "claude-code" && !isProjectAgent(path);
}

export function isProjectAgent(path: string): boolean {
  return /(?:^|\/)\.claude\/agents\//.test(path);
}

/** Whether nothing stands behind a field's colon. */
export const isEmpty = (value: DataNode): boolean =>
  value.kind === "null" || (value.kind === "string" && value.value.trim() === "");

export interface Named {
  readonly name: string;
  readonly at: Range;
}

/** The names in a field that is one text with commas or a list of texts. A comma in parentheses belongs to its name. */
export function namesIn({ frontmatter }: Agent, field: string): readonly Named[] {
  const value = entryOf(frontmatter?.data, field)?.value;
  const parts: readonly DataNode[] = value?.kind === "list" ? value.items : value ? [value] : [];
  return parts.flatMap((part) =>
    part.kind === "string"
      ? betweenCommas(part.value, ["(", ")"])
          .map((name) => ({ name: name.trim(), at: part.range }))
          .filter(({ name }) => name !== "")
      : [],
  );
}
