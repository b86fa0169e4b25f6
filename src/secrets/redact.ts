import type { Range } from "../model/source.ts";
import { findSecrets } from "./find-secrets.ts";
import { SECRET_KINDS } from "./kinds.ts";

/** As much of a secret as anybody gets to see: enough to know which one it is. */
const SHOWN = 4;

/** The text with every secret's characters but its first four as stars: columns stay where they are. */
export function redact(text: string, ranges?: readonly Range[]): string {
  if (ranges) return starred(text, ranges);
  const whole = starred(text, secretRanges(text));
  return whole.includes("…") ? whole.replaceAll(CUT, (run) => (couldBeCut(run) ? stars(run) : run)) : whole;
}

const secretRanges = (text: string): readonly Range[] => findSecrets(text).map(({ at }) => at);
const stars = (value: string): string => value.slice(0, SHOWN) + value.slice(SHOWN).replaceAll(/[^\r\n]/g, "*");
const starred = (text: string, ranges: readonly Range[]): string => replaced(text, ranges, stars);

/** The beginning of a quote that was cut. Messages cut long quotes short, and half a secret has lost its form. */
const CUT = /(?<![\w+/=.~:-])[\w+/=.~:-]{12,1000}(?=…)/g;
const ANCHORS = SECRET_KINDS.flatMap(({ anchors }) => anchors.filter(({ length }) => length > 3));
const couldBeCut = (run: string): boolean =>
  (run.match(/[0-9]+/g)?.length ?? 0) > 1 || ANCHORS.some((anchor) => run.includes(anchor));

/** The text without its secrets: the same whatever they are, so that no hash of it says anything of them. */
export function blank(text: string, ranges = secretRanges(text)): string {
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
