/** A heading's words → the anchor that GitHub and GitLab give it, without the number of a repetition. */
export function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

const HEADING = /^ {0,3}#{1,6}[ \t]+(.+)$|^ {0,3}(?:=+|-+)[ \t]*$/gm;
const NAMED = /<[a-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi;

/**
 * All that a link into a Markdown text may name: its headings' anchors, with the numbers of repetitions, and the ids of
 * its HTML. Read generously: what might be a heading counts as one, also in code.
 */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const { 1: atx, index } of text.matchAll(HEADING)) {
    const written = (atx?.replace(/[ \t]+#+[ \t]*\r?$/, "") ?? lineAbove(text, index)).trim();
    const words = plainText(written);
    for (const anchor of new Set([slug(words), slug(written)])) {
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
    }
  }
  for (const [, id = ""] of text.matchAll(/\{#([^\s{}]+)\}/g)) anchors.add(id.toLowerCase());
  for (const [, name = ""] of text.matchAll(NAMED)) anchors.add(name.toLowerCase());
  return anchors;
}

/** A heading as written → its words, without links' destinations, emphasis and HTML tags. */
function plainText(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, "")
    .replaceAll(/:([a-z0-9_+-]+):/g, "$1");
}

function lineAbove(text: string, at: number): string {
  const end = Math.max(at - 1, 0);
  return text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
}
