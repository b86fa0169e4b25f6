import type { ArtifactOf } from "../../model/artifact.ts";
import { entryOf } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { betweenCommas } from "./between-commas.ts";

export interface RuleGlob {
  readonly glob: string;
  readonly at: Range;
}

/**
 * The globs in a field of a rule file: a list, or one text with commas between them;
 * a comma within braces belongs to its glob.
 */
export function ruleGlobs({ frontmatter }: ArtifactOf<"scoped-instructions">, field: string): readonly RuleGlob[] {
  const value = entryOf(frontmatter?.data, field)?.value;
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) =>
    item.kind === "string"
      ? betweenCommas(item.value, ["{", "}"]).map((glob) => ({ glob: glob.trim(), at: item.range }))
      : [],
  );
}
