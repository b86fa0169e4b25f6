import type { MarkdownArtifact } from "../../model/artifact.ts";
import type { DataMap } from "../../model/data.ts";
import type { YamlReading } from "../../clients/readers/form.ts";
import { splitFrontmatter } from "../../syntax/frontmatter.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/**
 * The fields of frontmatter that is no valid YAML, as a reader finds them that puts quotes around some values of one
 * line and reads again; undefined where that is of no use. Ranges are those of the mended text: for no report.
 */
export function repairedFrontmatter({ source }: MarkdownArtifact, how: YamlReading): DataMap | undefined {
  const needs = NEEDS[how];
  const { yaml } = splitFrontmatter(source.text);
  if (!needs || !yaml) return undefined;
  const lines = source.text.slice(yaml.start, yaml.end).split("\n");
  const mended = lines.map((line) => mend(line, needs)).join("\n");
  const { data, problems } = parseYaml(mended);
  const broken = problems.some(({ code }) => code !== "duplicate-key");
  return !broken && data?.kind === "map" ? data : undefined;
}

interface Needs {
  /** What a line looks like whose value may be put in quotes: key, and value. */
  readonly line: RegExp;
  readonly value: (value: string) => boolean;
  /** Whether tabs may indent. */
  readonly tabs?: true;
}

const NEEDS: Readonly<Partial<Record<YamlReading, Needs>>> = {
  lines: {
    line: /^([A-Za-z_][\w-]*):[ \t]+(\S.*)$/,
    value: (value) => /[{}[\]*&#!|>%@`]|: /.test(value) && !/^[|>][+-]?$/.test(value),
    tabs: true,
  },
  quoted: {
    line: /^(\s*[^\s:#][^:]*):[ \t]+(\S.*)$/,
    value: (value) => value.includes(": ") || /^[[{@`]/.test(value),
  },
  colons: { line: /^([A-Za-z_][\w-]*):[ \t]+(\S.*)$/, value: (value) => value.includes(":"), tabs: true },
};

function mend(line: string, { line: form, value: wants, tabs }: Needs): string {
  const found = form.exec(line.trimEnd());
  const [, key = "", value = ""] = found ?? [];
  if (!found) return tabs ? line.replace(/^[ \t]*\t[ \t]*/, (indent) => indent.replaceAll("\t", "  ")) : line;
  if (/^["']/.test(value) || !wants(value)) return line;
  return `${key}: '${value.replaceAll("'", "''")}'`;
}
