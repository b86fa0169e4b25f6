import type { TextFile } from "./count-files.ts";
import type { SubjectPart } from "./subject.ts";

const HEADING = /^#{1,6}[ \t]+/;

/** A file's sections, which are what can be shortened: divided at its headings outside of code. */
export function sectionsOf({ path, text, artifact }: TextFile): readonly SubjectPart[] {
  const starts: { at: number; name: string }[] = [{ at: 0, name: path }];
  let fence = "";
  for (let at = 0; at < text.length;) {
    const next = text.indexOf("\n", at);
    const end = next === -1 ? text.length : next + 1;
    // Longer lines are no headings; a pattern need not look through them.
    const line = text.slice(at, Math.min(end, at + 500)).trimEnd();
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    const hashes = fence === "" ? HEADING.exec(line)?.[0] : undefined;
    if (hashes !== undefined) starts.push({ at, name: `"${titleOf(line.slice(hashes.length))}"` });
    at = end;
  }
  return starts.flatMap(({ at, name }, index) => {
    const part = text.slice(at, starts[index + 1]?.at);
    return part === "" ? [] : [{ name, path, text: part, ...(artifact && { artifact }) }];
  });
}

/**
 * A heading's text without the hashes that may close it:
 * by hand, since a pattern that looks for an end tries every beginning.
 */
function titleOf(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  const closes = end === 0 || text[end - 1] === " " || text[end - 1] === "\t";
  return (closes ? text.slice(0, end) : text).trim();
}
