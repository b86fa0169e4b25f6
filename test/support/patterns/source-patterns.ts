import { parseSync, Visitor } from "oxc-parser";
import { sourceModules } from "../source-imports.ts";

/** A regular expression that stands in the source: `/a+/g`, and the files it stands in. */
export interface SourcePattern {
  readonly source: string;
  readonly flags: string;
  readonly files: readonly string[];
}

const found = new Map<string, SourcePattern>();
const made = new Set<string>();
for (const { file, text } of sourceModules)
  new Visitor({
    Literal: (node) => {
      if (!("regex" in node)) return;
      const { pattern: source, flags } = node.regex;
      const key = `/${source}/${flags}`;
      found.set(key, { source, flags, files: [...new Set([...(found.get(key)?.files ?? []), file])] });
    },
    NewExpression: ({ callee }) => {
      if (callee.type === "Identifier" && callee.name === "RegExp") made.add(file);
    },
  }).visit(parseSync(file, text).program);

/** Every literal, by its text. */
export const sourcePatterns: ReadonlyMap<string, SourcePattern> = found;

/** The files that make expressions out of texts. */
export const makersOfPatterns: readonly string[] = [...made].sort();
