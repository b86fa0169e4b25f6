import type { Fix } from "../model/diagnostic.ts";
import type { Problem } from "../model/problem.ts";

/** A key and its value, which is all of the line and begins with nothing that opens a text or a block. */
const PAIR = /^( *(?:- +)*[\w.-]+:[ \t]+)([^\s'"|>].*)$/;
const END = /(?<![ \t])[ \t]*\r?$/;
/** A list with words behind it, such as `[--all] | [name]`, is a text to whoever wrote it. */
const BEHIND_A_LIST = /^\[[^\]]*\][ \t]*[^\s,\]}]/;
/** What would stand in another place if all of the line were one text: a comment. */
const COMMENT = /[ \t]#/;

/**
 * Quotes around a value that YAML takes for something else, for a problem that asks for them; undefined where it is not
 * certain what the value is: where it goes on in the next line, or has a comment behind it. Clients that repaired the
 * line by themselves read the same text, those that dropped the file read it for the first time: no safe fix.
 */
export function quotedValue(text: string, { message, range }: Problem): Fix | undefined {
  if (range === undefined) return undefined;
  const from = text.lastIndexOf("\n", range.start - 1) + 1;
  const newline = text.indexOf("\n", from);
  const line = text.slice(from, newline === -1 ? text.length : newline);
  const next = nextLine(text, newline);
  const [, key, value] = PAIR.exec(line.replace(END, "")) ?? [];
  if (key === undefined || value === undefined || COMMENT.test(value)) return undefined;
  if (!message.includes("put the whole value in quotes") && !BEHIND_A_LIST.test(value)) return undefined;
  if (indentOf(next) > indentOf(line) && next.trim() !== "") return undefined;
  const start = from + key.length;
  return {
    title: "Put quotes around the value",
    safe: false,
    edits: [{ range: { start, end: start + value.length }, text: inQuotes(value) }],
  };
}

/** As YAML writes a text in single quotes. */
export const inQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function nextLine(text: string, newline: number): string {
  if (newline === -1) return "";
  const end = text.indexOf("\n", newline + 1);
  return text.slice(newline + 1, end === -1 ? text.length : end);
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
