import { isObject, parsed } from "../../model/json.ts";
import type { ModelRequest } from "../wire/request.ts";

/** A file of the configuration under test. */
export interface BilledFile {
  /** POSIX, relative to the workspace. */
  readonly path: string;
  readonly text: string;
  /** What a listing says of it: of a skill, a subagent, a command. */
  readonly listed?: { readonly name: string; readonly description: string };
  /** The MCP servers that it configures. */
  readonly servers?: readonly string[];
}

/** Where in a request something of a file was found. */
export type Part = "instructions" | "skills" | "tools" | "conversation";

/** What of a request comes from a file, as it stands there. */
export interface Trace {
  readonly part: Part;
  readonly text: string;
}

/** Shorter lines stand in many texts by chance: alone they say nothing of where a text comes from. */
const TELLING = 12;

/**
 * The traces of each file in a request, by its path. A stretch of lines belongs to the file that has the most of it,
 * and to no other one.
 */
export function traceFiles(request: ModelRequest, files: readonly BilledFile[]): ReadonlyMap<string, readonly Trace[]> {
  const traces = new Map<string, Trace[]>(files.map(({ path }) => [path, []]));
  const known = files.map((file) => ({ path: file.path, lines: linesOf(file.text) }));
  for (const { part, text } of textsOf(request)) {
    const lines = text.split("\n");
    const owners = ownersOf(lines, files, known);
    for (const path of new Set(owners)) {
      if (path === undefined) continue;
      const own = lines.filter((_, at) => owners[at] === path);
      traces.get(path)?.push({ part, text: `${own.join("\n")}\n` });
    }
  }
  for (const tool of request.tools)
    for (const { path, servers = [] } of files)
      if (servers.some((server) => isOf(tool.name, server))) traces.get(path)?.push({ part: "tools", text: tool.text });
  return traces;
}

interface PartText {
  readonly part: Part;
  readonly text: string;
}

/** Tools are searched by their descriptions: subagents and skills are listed in those. */
const textsOf = ({ system, skills, tools, items }: ModelRequest): readonly PartText[] => [
  ...system.map((text) => ({ part: "instructions" as const, text })),
  ...skills.map((text) => ({ part: "skills" as const, text })),
  ...tools.flatMap(({ text }) => {
    const json = parsed(text);
    const inner = isObject(json) && isObject(json["function"]) ? json["function"] : json;
    const description = isObject(inner) ? inner["description"] : undefined;
    return typeof description === "string" ? [{ part: "tools" as const, text: description }] : [];
  }),
  ...items.map(({ text }) => ({ part: "conversation" as const, text })),
];

const spaced = (line: string): string => line.replaceAll(/\s+/g, " ").trim();

/** Lines of a file by what they say. Clients put numbers and marks before lines that they read aloud. */
const linesOf = (text: string): ReadonlySet<string> => new Set(text.split("\n").map(spaced));

const readAloud = (line: string): string => spaced(line.replace(/^\s*\d+\s*(?:→|\t|\|)/, ""));

/** Whose each line is. */
function ownersOf(
  lines: readonly string[],
  files: readonly BilledFile[],
  known: readonly { readonly path: string; readonly lines: ReadonlySet<string> }[],
): readonly (string | undefined)[] {
  const owners: (string | undefined)[] = lines.map(() => undefined);
  const said = lines.map(readAloud);
  const stretches = known.flatMap((file) => [...stretchesOf(said, file)]).toSorted((a, b) => b.telling - a.telling);
  for (const { path, from, to } of stretches) for (let at = from; at < to; at += 1) owners[at] ??= path;
  for (const { path, listed } of files) {
    const description = spaced(listed?.description ?? "");
    if (description.length < TELLING || listed === undefined) continue;
    for (const [at, line] of said.entries())
      if (owners[at] === undefined && line.includes(description)) {
        owners[at] = path;
        for (const beside of besideOf(said, at, listed.name)) owners[beside] ??= path;
      }
  }
  return owners;
}

/** In a listing of tags, the name stands in a line of its own before the description, and its folder behind. */
function besideOf(said: readonly string[], at: number, name: string): readonly number[] {
  const tagged = said[at]?.startsWith("<") === true || said[at - 1]?.startsWith("<") === true;
  if (!tagged) return [];
  return [at - 3, at - 2, at - 1, at + 1, at + 2, at + 3].filter((one) => {
    const line = said[one] ?? "";
    return line.startsWith("<") && (line.includes(`>${name}<`) || line.includes(`/${name}/`));
  });
}

interface Stretch {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** Characters of lines that tell where they come from. */
  readonly telling: number;
}

/** Lines one after the other that all stand in a file, and of which at least one tells that. */
function* stretchesOf(
  said: readonly string[],
  { path, lines }: { readonly path: string; readonly lines: ReadonlySet<string> },
): Generator<Stretch> {
  for (let from = 0; from < said.length; from += 1) {
    let to = from;
    let telling = 0;
    for (; to < said.length && lines.has(said[to] ?? ""); to += 1) {
      const length = said[to]?.length ?? 0;
      if (length >= TELLING) telling += length;
    }
    if (telling > 0) yield { path, ...trimmed(said, from, to), telling };
    if (to > from) from = to;
  }
}

/** Empty lines at its ends are nobody's. */
function trimmed(said: readonly string[], from: number, to: number): { readonly from: number; readonly to: number } {
  let [first, end] = [from, to];
  while (first < end && said[first] === "") first += 1;
  while (end > first && said[end - 1] === "") end -= 1;
  return { from: first, to: end };
}

/** The names that clients give to the tools of a server: `mcp__git__log`, `mcp_git_log`, `git-log`, `git_log`. */
function isOf(tool: string, server: string): boolean {
  const plain = server.replaceAll(/[^A-Za-z0-9_-]/g, "_");
  return [`mcp__${plain}__`, `mcp_${plain}_`, `${plain}-`, `${plain}_`].some((prefix) => tool.startsWith(prefix));
}
