/**
 * Headers of an answer that a recording keeps.
 * Everything else describes the body as it travelled, names the request, or carries a cookie.
 */
const KEPT = new Set(["content-type", "retry-after", "retry-after-ms", "x-should-retry"]);

/** Names in lower case; a value that is no plain text of one line is left out. */
export function keptHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const lower = name.toLowerCase();
      return KEPT.has(lower) && typeof value === "string" && /^[\x20-\x7E]{1,200}$/.test(value) ? [[lower, value]] : [];
    }),
  );
}
