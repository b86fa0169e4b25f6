/**
 * A text with other words in the place of what stands between two tags of one name, tags included. An opening that
 * nothing closes is text. Linear: whoever writes a million openings makes nobody search a million times for their end.
 */
export function replaceTagged(text: string, opening: RegExp, by: (region: string, tag: string) => string): string {
  let result = "";
  let at = 0;
  const lastCloses = new Map<string, number>();
  for (const match of text.matchAll(opening)) {
    const tag = match[1] ?? "";
    const close = `</${tag}>`;
    const last = lastCloses.get(tag) ?? text.lastIndexOf(close);
    lastCloses.set(tag, last);
    if (match.index < at || last < match.index) continue;
    const end = text.indexOf(close, match.index) + close.length;
    result += text.slice(at, match.index) + by(text.slice(match.index, end), tag);
    at = end;
  }
  return result + text.slice(at);
}

/** Openings of these tags, with or without attributes. */
export const openingOf = (tags: readonly string[]): RegExp =>
  new RegExp(String.raw`<(${tags.join("|")})(?: [^<>\n]{0,200})?>`, "g");
