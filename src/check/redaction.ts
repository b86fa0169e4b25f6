import type { Artifact } from "../model/artifact.ts";
import type { PlacedFinding } from "../model/rule.ts";
import { lineText, offsetAt, type Range, type Source } from "../model/source.ts";
import { blank, redact } from "../secrets/redact.ts";
import { secretsOf, secretValuesIn } from "../secrets/secrets-of.ts";

/** A line without its secrets: as people see it, and as fingerprints know it. */
export interface Redacted {
  readonly stars: string;
  readonly blank: string;
}

/** A line of a file; a secret that began above it, or goes on below, is left out as well. */
export function redactLine(
  source: Source,
  line: number,
  longest: number,
  artifact?: Artifact,
  hidden: readonly Range[] = [],
): Redacted {
  const text = lineText(source, line).slice(0, longest);
  const start = offsetAt(source, line, 1);
  const all = [
    ...within(secretsIn(source, artifact), start, text.length),
    ...within(apart(hidden), start, text.length),
    ...secretValuesIn(source, artifact)(text), // a copy of it need not have the name that tells
  ];
  const ranges = merged(all);
  return { stars: redact(text, ranges), blank: blank(text, ranges) };
}

const secretRanges = new WeakMap<Source, readonly Range[]>();
function secretsIn(source: Source, artifact?: Artifact): readonly Range[] {
  const known = secretRanges.get(source) ?? secretsOf(source, artifact).map(({ at }) => at);
  secretRanges.set(source, known);
  return known;
}

const apartOf = new WeakMap<readonly Range[], readonly Range[]>();
/** Once for all the findings of a file, which share the list. */
function apart(hidden: readonly Range[]): readonly Range[] {
  const known = apartOf.get(hidden) ?? merged(hidden);
  apartOf.set(hidden, known);
  return known;
}

/** The parts of ranges that lie in a line; only those are looked at, for a file may have very many. */
function within(ranges: readonly Range[], start: number, length: number): readonly Range[] {
  const found: Range[] = [];
  for (let index = firstBehind(ranges, start); index < ranges.length; index += 1) {
    const at = ranges[index];
    if (!at || at.start >= start + length) break;
    found.push({ start: Math.max(0, at.start - start), end: Math.min(length, at.end - start) });
  }
  return found;
}

/** Of ranges in their order, none inside another, the first that ends behind an offset. */
function firstBehind(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Two engines may see the same secret, each with another end. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const found: Range[] = [];
  for (const one of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && one.start < last.end) found[found.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
    else if (one.start < one.end) found.push(one);
  }
  return found;
}

/** What a rule says, without the secrets that it quotes. A fix that would write one is left out: reports hold fixes. */
export function redactWords(finding: PlacedFinding, source?: Source, artifact?: Artifact): PlacedFinding {
  const values = source && secretValuesIn(source, artifact);
  const clean = (text: string): string => redact(values ? redact(text, values(text)) : text);
  const { message, consequence, help, related, fix, ...rest } = finding;
  const leaks = fix?.edits.some(({ text }) => clean(text) !== text) ?? false;
  return {
    ...rest,
    message: clean(message),
    ...(consequence !== undefined && { consequence: clean(consequence) }),
    ...(help !== undefined && { help: clean(help) }),
    ...(related && {
      related: related.map((one) => (one.message === undefined ? one : { ...one, message: clean(one.message) })),
    }),
    ...(fix && !leaks && { fix: { ...fix, title: clean(fix.title) } }),
  };
}
