const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$/gm;

/**
 * Whether the last code fence of a text seems to stay open, read line by line: a quick look before the Markdown parser is
 * asked. Containers are ignored, so that a closing fence out of its list item closes as its author meant it.
 */
export function seemsOpen(text: string, start: number): boolean {
  let open = "";
  FENCE.lastIndex = start;
  for (let found = FENCE.exec(text); found; found = FENCE.exec(text)) {
    const [, fence = "", rest = ""] = found;
    if (open === "") {
      if (!(fence.startsWith("`") && rest.includes("`"))) open = fence;
    } else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === "") open = "";
  }
  return open !== "";
}
