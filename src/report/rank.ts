import { byText } from "../model/by-text.ts";
import { SEVERITIES, type Diagnostic } from "../model/diagnostic.ts";

/** By path, then position; findings about the repository stand last. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.path === undefined || b.path === undefined) {
    if (a.path !== b.path) return a.path === undefined ? 1 : -1;
  } else if (a.path !== b.path) {
    return byText(a.path, b.path);
  }
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || byText(a.rule, b.rule);
}

/** Errors first, then by place. */
export const worstFirst = (a: Diagnostic, b: Diagnostic): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byPlace(a, b);
