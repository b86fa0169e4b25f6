import type { ReadFile } from "./count-files.ts";
import type { Part } from "./subject.ts";

const HEADING = /^#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/;

/** A file's sections, which are what can be shortened: divided at its headings outside of code. */
export function sectionsOf({ path, text, artifact }: ReadFile): readonly Part[] {
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
    const heading = fence === "" ? HEADING.exec(line)?.[1] : undefined;
    if (heading !== undefined) starts.push({ at, name: `"${heading}"` });
    at = end;
  }
  return starts.flatMap(({ at, name }, index) => {
    const part = text.slice(at, starts[index + 1]?.at);
    return part === "" ? [] : [{ name, path, text: part, ...(artifact && { artifact }) }];
  });
}
