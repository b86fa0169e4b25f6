import { isTouched } from "../inventory/links/read-by.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Picks the diagnostics that a change answers for: in a file that it touches, or about one. */
export function concerns(touched: ReadonlySet<string>): (diagnostic: Diagnostic) => boolean {
  return ({ path, related = [] }) =>
    (path !== undefined && isTouched(touched, path)) || related.some((other) => isTouched(touched, other.path));
}
