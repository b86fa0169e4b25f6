import type { DataNode } from "../../model/data.ts";
import { splitFrontmatter } from "../../syntax/frontmatter.ts";
import { parseYaml } from "../../syntax/yaml.ts";
import { dataSyntax } from "./data-syntax.ts";

/**
 * What a file holds by the end of its path: JSON, YAML, TOML, or the frontmatter of Markdown.
 * Undefined where there is none of it, or it cannot be read.
 */
export async function readData(path: string, text: string): Promise<DataNode | undefined> {
  const { data, problems } = await parse(path, text);
  return problems.some(({ code }) => code !== "duplicate-key") ? undefined : data;
}

async function parse(path: string, text: string): Promise<ReturnType<typeof parseYaml>> {
  switch (dataSyntax(path)) {
    case "json":
      return (await import("../../syntax/json.ts")).parseJson(text, { comments: /c$/i.test(path) });
    case "toml":
      return (await import("../../syntax/toml.ts")).parseToml(text);
    case "yaml":
      return parseYaml(text);
    default: {
      const { yaml: fields } = splitFrontmatter(text);
      return fields ? parseYaml(text.slice(fields.start, fields.end), fields.start) : { problems: [] };
    }
  }
}
