const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)/;

/**
 * Whether the last code fence of a text seems to stay open, read line by line: a quick look before the Markdown parser
 * is asked. Containers are ignored, so that a closing fence out of its list item closes as its author meant it.
 */
export function seemsOpen(text: string, start: number): boolean {
  let open = "";
  for (let at = nextMark(text, start); at !== -1;) {
    const end = lineEnd(text, at);
    const found = FENCE.exec(text.slice(text.lastIndexOf("\n", at) + 1, end).replace(/\r$/, ""));
    if (found) {
      const [, fence = "", rest = ""] = found;
      if (open === "") {
        if (!(fence.startsWith("`") && rest.includes("`"))) open = fence;
      } else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === "") open = "";
    }
    at = nextMark(text, end);
  }
  return open !== "";
}

function nextMark(text: string, from: number): number {
  const ticks = text.indexOf("```", from);
  const tildes = text.indexOf("~~~", from);
  return ticks === -1 || (tildes !== -1 && tildes < ticks) ? tildes : ticks;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
