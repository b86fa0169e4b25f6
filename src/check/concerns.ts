import type { Diagnostic } from "../model/diagnostic.ts";

/** Picks the diagnostics that a change answers for: in a file that it touches, or about one. */
export function concerns(touched: ReadonlySet<string>): (diagnostic: Diagnostic) => boolean {
  return ({ path, related = [] }) =>
    (path !== undefined && touched.has(path)) || related.some((other) => touched.has(other.path));
}
