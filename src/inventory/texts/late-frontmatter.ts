import { splitFrontmatter } from "../../syntax/frontmatter.ts";

/**
 * Where a text has frontmatter behind white space and comments, which is too late for clients to find it: a line of
 * hyphens, a field, and a line that closes it.
 */
export function lateFrontmatter(text: string): number | undefined {
  const start = behindComments(text);
  if (start === 0 || !FIELD.test(text.slice(start, start + MOST))) return undefined;
  return splitFrontmatter(text.slice(start)).fences && start;
}

const FIELD = /^---[^\S\n]*\n[A-Za-z][\w-]*:/;
/** As much as a line of hyphens and the name of a field take. */
const MOST = 200;

function behindComments(text: string): number {
  let at = behindSpace(text, 0);
  while (text.startsWith("<!--", at)) {
    const end = text.indexOf("-->", at);
    if (end === -1) return at;
    at = behindSpace(text, end + 3);
  }
  return at;
}

function behindSpace(text: string, start: number): number {
  let at = start;
  while (SPACE.has(text[at] ?? "")) at += 1;
  return at;
}

const SPACE: ReadonlySet<string> = new Set([" ", "\t", "\r", "\n"]);
