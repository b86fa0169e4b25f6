/**
 * The parts of a text between its commas, as they are written. A comma in brackets, such as "{}", belongs to its part.
 * Read from its end, so that of each comma is known whether a bracket closes behind it before one opens.
 */
export function betweenCommas(text: string, [open, close]: readonly [open: string, close: string]): readonly string[] {
  const parts: string[] = [];
  let inside = false;
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const char = text[at];
    if (char === close) inside = true;
    else if (char === open) inside = false;
    else if (char === "," && !inside) {
      parts.push(text.slice(at + 1, end));
      end = at;
    }
  }
  return [...parts, text.slice(0, end)].toReversed();
}
