/**
 * What is so of the line around a place, asked once for each line, of places in the order of the text: a line may be as
 * long as its file, and hold as many places. `ask` is told where the line begins.
 */
export function perLine<T>(text: string, ask: (line: string, start: number) => T): (at: number) => T {
  let known: { readonly start: number; readonly end: number; readonly said: T } | undefined;
  return (at) => {
    if (known === undefined || at < known.start || at > known.end) {
      const start = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
      const next = text.indexOf("\n", at);
      const end = next === -1 ? text.length : next;
      known = { start, end, said: ask(text.slice(start, end), start) };
    }
    return known.said;
  };
}
