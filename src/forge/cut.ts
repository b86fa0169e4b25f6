const NOTICE = "_Cut to make room for the other sections: the run that wrote this has all of it._";
const CLOSING = "\n\n</details>";

/**
 * Markdown of at most `limit` UTF-16 units (the notice stands in any case):
 * whole lines from its beginning, nothing left open.
 */
export function cut(content: string, limit: number): string {
  if (content.length <= limit) return content;
  const lines: string[] = [];
  let room = limit - NOTICE.length - "\n\n\n".length;
  let open = 0;
  for (const line of content.split("\n")) {
    const depth = Math.max(0, open + step(line.trim()));
    room -= line.length + 1;
    if (room < depth * CLOSING.length) break;
    open = depth;
    lines.push(line);
  }
  return `${lines.join("\n").trimEnd()}${CLOSING.repeat(open)}\n\n${NOTICE}\n`;
}

/** What a line does to the number of folded parts that have begun and not ended. */
function step(line: string): number {
  return line === "<details>" ? 1 : line === "</details>" ? -1 : 0;
}
