/** A Markdown text without the HTML comments that begin a line; in code they stay. */
export function withoutComments(text: string): string {
  if (!text.includes("<!--")) return text;
  const MARK = /^[ \t]*(?:(`{3,}|~{3,})|<!--)/gm;
  let result = "";
  let kept = 0;
  for (let match = MARK.exec(text); match; match = MARK.exec(text)) {
    const fence = match[1];
    if (fence !== undefined) {
      const close = text.indexOf(`\n${fence}`, MARK.lastIndex);
      MARK.lastIndex = close === -1 ? text.length : close + 1 + fence.length;
      continue;
    }
    const close = text.indexOf("-->", MARK.lastIndex);
    const end = close === -1 ? text.length : close + 3;
    result += text.slice(kept, match.index);
    kept = text[end] === "\n" ? end + 1 : end;
    MARK.lastIndex = kept;
  }
  return result + text.slice(kept);
}
