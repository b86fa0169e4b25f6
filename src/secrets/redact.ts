import type { Range } from "../model/source.ts";
import { findSecrets } from "./find-secrets.ts";

/** As much of a secret as anybody gets to see: enough to know which one it is. */
const SHOWN = 4;

/** The text with every secret's characters but its first four as stars: columns stay where they are. */
export function redact(text: string, ranges: readonly Range[] = findSecrets(text).map(({ at }) => at)): string {
  return replaced(text, ranges, (value) => value.slice(0, SHOWN) + value.slice(SHOWN).replaceAll(/[^\r\n]/g, "*"));
}

/** The text without its secrets: the same whatever they are, so that no hash of it says anything of them. */
export function blank(text: string, ranges: readonly Range[] = findSecrets(text).map(({ at }) => at)): string {
  return replaced(text, ranges, () => "<secret>");
}

function replaced(text: string, ranges: readonly Range[], by: (value: string) => string): string {
  let result = "";
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at) continue;
    result += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}
