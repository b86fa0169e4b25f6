import type { DataNode } from "../../model/data.ts";
import { splitFrontmatter } from "../../syntax/frontmatter.ts";

/**
 * What a file holds by the end of its path: JSON, YAML, TOML, or the frontmatter of Markdown. Undefined where there is none of it,
 * or it cannot be read.
 */
export async function readData(path: string, text: string): Promise<DataNode | undefined> {
  const { data, problems } = await parse(path.slice(path.lastIndexOf(".") + 1).toLowerCase(), text);
  return problems.some(({ code }) => code !== "duplicate-key") ? undefined : data;
}

async function parse(extension: string, text: string): ReturnType<typeof yaml> {
  switch (extension) {
    case "json":
    case "jsonc":
      return (await import("../../syntax/json.ts")).parseJson(text, { comments: extension === "jsonc" });
    case "toml":
      return (await import("../../syntax/toml.ts")).parseToml(text);
    case "yaml":
    case "yml":
      return yaml(text, 0);
    default: {
      const { yaml: fields } = splitFrontmatter(text);
      return fields ? yaml(text.slice(fields.start, fields.end), fields.start) : { problems: [] };
    }
  }
}

const yaml = async (text: string, offset: number) => (await import("../../syntax/yaml.ts")).parseYaml(text, offset);
