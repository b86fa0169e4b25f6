/** A heading's words → the anchor that GitHub and GitLab give it, without the number of a repetition. */
export function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

const LINE_END = /\r\n|[\r\n\u2028\u2029]/;
const ATX = /^ {0,3}#{1,6}[ \t]/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const NAMED = /\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi;

/**
 * All that a link into a Markdown text may name: its headings' anchors, with the numbers of repetitions, and the ids of
 * its HTML. Read generously: what might be a heading counts as one, also in code.
 */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const written of headingsOf(text)) {
    const words = plainText(written);
    for (const anchor of new Set([slug(words), slug(written)])) {
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
    }
  }
  for (const [, id = ""] of text.matchAll(/\{#([^\s{}]+)\}/g)) anchors.add(id.toLowerCase());
  for (const piece of text.split(">")) {
    const tag = piece.search(/<[a-z]/i);
    if (tag === -1) continue;
    for (const [, name = ""] of piece.slice(tag).matchAll(NAMED)) anchors.add(name.toLowerCase());
  }
  return anchors;
}

function* headingsOf(text: string): Generator<string> {
  let above = "";
  for (const line of text.split(LINE_END)) {
    const marks = ATX.exec(line)?.[0];
    if (marks !== undefined) yield withoutClosing(line.slice(marks.length).trim());
    else if (UNDERLINE.test(line)) yield above.trim();
    above = line;
  }
}

/** `# Words ##` → `Words`; number signs that touch a word belong to it. */
function withoutClosing(words: string): string {
  let end = words.length;
  while (words[end - 1] === "#") end -= 1;
  return end === 0 || " \t".includes(words.charAt(end - 1)) ? words.slice(0, end).trim() : words;
}

/** A heading as written → its words, without links' destinations, emphasis and HTML tags. */
function plainText(heading: string): string {
  return heading
    .replaceAll(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, "$1")
    .replaceAll(/<\/?[a-z][^<>]*>/gi, "")
    .replaceAll(/:([a-z0-9_+-]+):/g, "$1");
}
