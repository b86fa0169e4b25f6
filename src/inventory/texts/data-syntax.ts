/** What data of no artifact is written in. */
export type DataSyntax = "json" | "yaml" | "toml";

const BY_ENDING: Readonly<Record<string, DataSyntax>> = {
  json: "json",
  jsonc: "json",
  toml: "toml",
  yaml: "yaml",
  yml: "yaml",
  // Prettier and ESLint take YAML in a file without an ending, and JSON as a part of it.
  prettierrc: "yaml",
  eslintrc: "yaml",
};

/** The syntax of a file by how its path ends; undefined where it is none of data. */
export function dataSyntax(path: string): DataSyntax | undefined {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}
