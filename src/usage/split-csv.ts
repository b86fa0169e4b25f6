/**
 * The values of one row of CSV by RFC 4180; undefined where a quote is still open, or something stands behind one that
 * was closed.
 */
export function splitCsv(row: string, delimiter: string): readonly string[] | undefined {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] === '"') {
      let value = "";
      for (at += 1; ; at += 1) {
        const quote = row.indexOf('"', at);
        if (quote === -1) return undefined;
        value += row.slice(at, quote);
        at = quote + 1;
        if (row[at] !== '"') break;
        value += '"';
      }
      values.push(value);
      if (at < row.length && !row.startsWith(delimiter, at)) return undefined;
    } else {
      const next = row.indexOf(delimiter, at);
      values.push(row.slice(at, next === -1 ? undefined : next));
      at = next === -1 ? row.length : next;
    }
    if (at >= row.length) return values;
    at += delimiter.length;
  }
}

/** Whether a line opens a quote that it does not close, or closes one that was open. */
export const hasOddQuotes = (line: string): boolean => line.split('"').length % 2 === 0;
