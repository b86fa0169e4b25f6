import { type DataMap, entryOf, plain, valueAt } from "../../model/data.ts";
import { objectOf } from "../../model/json.ts";
import { parseYaml } from "../../syntax/yaml.ts";

/** What is written under a key. */
export type ProfileEntry = string | number | { readonly [key: string]: ProfileEntry };

/**
 * A text of YAML with one entry of its maps given another value, or added as the last of them: every other byte stays,
 * comments too. Undefined where that cannot be done, such as behind an alias: the text is read again, and has to say
 * the same but for this.
 */
export function putEntry(text: string, path: readonly string[], value: ProfileEntry): string | undefined {
  const before = parseYaml(text);
  if (before.problems.length > 0) return undefined;
  const put = placed(text, before.data, path, value);
  if (put === undefined) return undefined;
  const after = parseYaml(put);
  if (after.problems.length > 0 || !after.data) return undefined;
  const wanted = withEntry(before.data?.kind === "map" ? plain(before.data) : {}, path, value);
  return JSON.stringify(plain(after.data)) === JSON.stringify(wanted) ? put : undefined;
}

type Data = ReturnType<typeof parseYaml>["data"];

function placed(text: string, data: Data, path: readonly string[], value: ProfileEntry): string | undefined {
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  if ((!data || data.kind === "null") && path.length === 1) {
    const kept = text === "" || text.endsWith("\n") ? text : text + newline;
    return kept + inLines(block(key, value, 0), newline) + newline;
  }
  const parent = valueAt(data, ...path.slice(0, -1));
  if (parent?.kind !== "map") return undefined;
  const isFlow = text[parent.range.start] === "{";
  const old = entryOf(parent, key);
  if (isFlow) {
    const written = `${scalar(key)}: ${flow(value)}`;
    if (old) return spliced(text, old.keyRange.start, trimmed(text, old.value.range.end), written);
    const end = parent.range.end - 1;
    const last = trimmed(text, end);
    const needsComma = parent.entries.length > 0 && text[last - 1] !== ",";
    return spliced(text, last, end, `${needsComma ? "," : ""} ${written} `);
  }
  const column = columnOf(text, parent);
  if (column === undefined) return undefined;
  const lines = inLines(block(key, value, column), newline);
  if (old) {
    const start = lineStart(text, old.keyRange.start);
    return spliced(text, start, trimmed(text, old.value.range.end), lines);
  }
  const ends = trimmed(text, parent.range.end);
  const line = text.indexOf("\n", ends);
  const stop = line === -1 ? text.length : text[line - 1] === "\r" ? line - 1 : line;
  return spliced(text, stop, stop, newline + lines);
}

const spliced = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to);

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** The end without the white space before it. */
function trimmed(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

/** How far the keys of a map in lines are moved in; undefined where they do not begin their lines. */
function columnOf(text: string, { entries, range }: DataMap): number | undefined {
  const first = entries.find(({ keyRange }) => keyRange.start >= range.start && keyRange.end <= range.end);
  if (!first) return undefined;
  const start = lineStart(text, first.keyRange.start);
  return /^ *$/.test(text.slice(start, first.keyRange.start)) ? first.keyRange.start - start : undefined;
}

const inLines = (lines: readonly string[], newline: string): string => lines.join(newline);

/** Few numbers stand in one line, everything else has a line for each key. */
function block(key: string, value: ProfileEntry, column: number): readonly string[] {
  const begin = `${" ".repeat(column)}${scalar(key)}:`;
  if (typeof value !== "object" || isShort(value)) return [`${begin} ${flow(value)}`];
  return [begin, ...Object.entries(value).flatMap(([name, one]) => block(name, one, column + 2))];
}

const isShort = (value: { readonly [key: string]: ProfileEntry }): boolean =>
  Object.keys(value).length <= 3 && Object.values(value).every((one) => typeof one === "number");

const flow = (value: ProfileEntry): string =>
  typeof value === "object"
    ? `{ ${Object.entries(value)
        .map(([key, one]) => `${scalar(key)}: ${flow(one)}`)
        .join(", ")} }`
    : scalar(value);

/** Names come from logs: what YAML might take for something else stands in quotes. */
function scalar(value: string | number): string {
  if (typeof value === "number") return String(value);
  const isPlain = /^(?:[A-Za-z][\w./-]*|\d{4}-\d\d-\d\d|\d+[mh])$/.test(value);
  return isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) ? value : JSON.stringify(value);
}

/** The plain value that the text has to have then. */
function withEntry(value: unknown, [key, ...rest]: readonly string[], put: ProfileEntry): unknown {
  if (key === undefined) return put;
  const map = objectOf(value);
  const changed = withEntry(Object.hasOwn(map, key) ? map[key] : undefined, rest, put);
  return Object.fromEntries([
    ...Object.entries(map).map(([name, one]) => [name, name === key ? changed : one]),
    [key, changed],
  ]);
}
