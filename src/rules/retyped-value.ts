import type { DataEntry } from "../model/data.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Source } from "../model/source.ts";
import { inQuotes } from "./quoted-value.ts";

const FLAGS: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  true: "true",
  no: "false",
  off: "false",
  false: "false",
};
/** What stands in one line of YAML with no comment behind it. */
const ONE_LINE = /^[^\n\r#]+$/;

/**
 * A value of frontmatter in the type that its client asks for, where only one thing can be meant: a word for yes or no,
 * a hint in brackets or a number that is a text, a key with nothing behind it. Other clients may read another value
 * than before: no safe fix.
 */
export function retypedValue({ text }: Source, { key, keyRange, value }: DataEntry): Fix | undefined {
  const written = text.slice(value.range.start, value.range.end);
  if (value.kind === "null") return withoutLine(text, keyRange.start);
  if (!ONE_LINE.test(written)) return undefined;
  if (value.kind === "string") {
    const flag = FLAGS[value.value.toLowerCase()];
    return flag === undefined ? undefined : rewritten(flag, `Write ${flag}`);
  }
  if (value.kind === "number" || (value.kind === "list" && key === "argument-hint" && written.startsWith("[")))
    return rewritten(inQuotes(written), "Put quotes around the value");
  return undefined;

  function rewritten(as: string, title: string): Fix {
    return { title, safe: false, edits: [{ range: value.range, text: as }] };
  }
}

function withoutLine(text: string, at: number): Fix | undefined {
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at) + 1;
  if (end === 0 || !/^[\w-]+:[ \t]*\r?\n$/.test(text.slice(start, end))) return undefined;
  return { title: "Take the empty field out", safe: false, edits: [{ range: { start, end }, text: "" }] };
}
