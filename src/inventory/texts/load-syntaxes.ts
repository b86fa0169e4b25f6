import type { Located, Syntax } from "../../model/artifact.ts";
import type { parseCsv } from "../../syntax/csv.ts";
import type { parseJson } from "../../syntax/json.ts";
import type { parseMarkdown } from "../../syntax/markdown.ts";
import type { parseToml } from "../../syntax/toml.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { dataSyntax } from "./data-syntax.ts";

/**
 * The parsers that a run needs; the others cost their start-up time only when a file asks for them. The configuration
 * is written in YAML, so that parser is always there.
 */
export interface Syntaxes {
  readonly yaml: typeof parseYaml;
  readonly json?: typeof parseJson;
  readonly toml?: typeof parseToml;
  readonly csv?: typeof parseCsv;
  readonly markdown?: typeof parseMarkdown;
}

/**
 * Loads what the located files are written in. `outline` says whether some rule asks for a tree of Markdown, `data`
 * names other files that are asked for what they hold.
 */
export async function loadSyntaxes(
  located: readonly Located[],
  { outline, data = [] }: { readonly outline: boolean; readonly data?: readonly string[] },
): Promise<Syntaxes> {
  const used = new Set<Syntax | undefined>(data.map(dataSyntax));
  for (const { syntax } of located) used.add(syntax);
  const [json, toml, csv, markdown] = await Promise.all([
    used.has("json") || used.has("jsonc") ? import("../../syntax/json.ts") : undefined,
    used.has("toml") ? import("../../syntax/toml.ts") : undefined,
    used.has("csv") ? import("../../syntax/csv.ts") : undefined,
    outline && used.has("markdown") ? import("../../syntax/markdown.ts") : undefined,
  ]);
  return {
    yaml: parseYaml,
    ...(json && { json: json.parseJson }),
    ...(toml && { toml: toml.parseToml }),
    ...(csv && { csv: csv.parseCsv }),
    ...(markdown && { markdown: markdown.parseMarkdown }),
  };
}

/** The parser of a syntax. Throws where the files were located in one set and loaded from another: that is our bug. */
export function loaded<N extends keyof Syntaxes>(syntaxes: Syntaxes, name: N): NonNullable<Syntaxes[N]> {
  const parser = syntaxes[name];
  if (!parser)
    throw new Error(
      `The parser for ${name} was not loaded; pass the same files to loadSyntaxes and to parse, and name in \`reads\` those whose data a rule asks for.`,
    );
  return parser;
}
