import type { Frontmatter, Kind } from "../../model/artifact.ts";
import { NO_PROBLEMS, type Problem } from "../../model/problem.ts";
import type { DataNode, DataString } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";
import { splitFrontmatter } from "../../syntax/frontmatter.ts";
import type { parseYaml } from "../../syntax/yaml.ts";

interface Split {
  readonly frontmatter?: Frontmatter;
  readonly body: Range;
  readonly problems: readonly Problem[];
}

/** Kinds whose fields no client reads: a line of dashes at their top is a rule across the page unless fields follow. */
const PROSE: ReadonlySet<Kind> = new Set(["instructions", "team-spec", "orchestration"]);

/** A Markdown text → its frontmatter as fields, its body, and what is wrong with the frontmatter. */
export function readFrontmatter(kind: Kind, text: string, parse: typeof parseYaml): Split {
  const { fences, yaml, body, problems } = splitFrontmatter(text);
  const whole = { body: { start: 0, end: text.length }, problems: NO_PROBLEMS };
  if (!fences || !yaml) return PROSE.has(kind) ? whole : { body, problems };
  const strict = parse(text.slice(yaml.start, yaml.end), yaml.start);
  const parsed = strict.problems.length > 0 && kind === "scoped-instructions" ? readGlobs(text, yaml, parse) : strict;
  const data = parsed.data ?? emptied(yaml, parsed.problems);
  if (PROSE.has(kind) && !hasFields(data)) return whole;
  if (data?.kind === "map") return { frontmatter: { range: fences, data }, body, problems: parsed.problems };
  return { frontmatter: { range: fences }, body, problems: data ? [noFields(data.range)] : parsed.problems };
}

/**
 * Reads globs that are no YAML. Cursor itself writes `globs: *.ts, src/**`; Copilot and
 * Claude Code read such a line too. The lines are taken out as texts, and the rest is parsed as before.
 */
function readGlobs(text: string, yaml: Range, parse: typeof parseYaml): ReturnType<typeof parseYaml> {
  const globs = new Map<string, DataString>();
  const rest = text.slice(yaml.start, yaml.end).replaceAll(GLOB_LINE, (line: string, key: string, at: number) => {
    const value = line.slice(key.length + 1).trim();
    const start = yaml.start + at + line.indexOf(value, key.length + 1);
    globs.set(key, { kind: "string", value, range: { start, end: start + value.length } });
    return `${key}:${" ".repeat(line.length - key.length - 1)}`;
  });
  const parsed = parse(rest, yaml.start);
  if (parsed.data?.kind !== "map") return parsed;
  const entries = parsed.data.entries.map((entry) => {
    const value = globs.get(entry.key);
    return value ? { ...entry, value } : entry;
  });
  return { ...parsed, data: { ...parsed.data, entries } };
}

/** A value on one line that starts like no text in quotes, list or block. */
const GLOB_LINE = /^(globs|applyTo|paths):[ \t]+[^\s"'[|>&#-][^\r\n]*/gm;

/** The fields of empty frontmatter. Nothing between the fences is a map without fields, as every client takes it. */
function emptied(range: Range, problems: readonly Problem[]): DataNode | undefined {
  return problems.length === 0 ? { kind: "map", entries: [], range } : undefined;
}

function hasFields(data: DataNode | undefined): boolean {
  return data?.kind === "map" && data.entries.length > 0;
}

function noFields(range: Range): Problem {
  return { code: "syntax", message: "frontmatter must be a map of fields", range };
}
