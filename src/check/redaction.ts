import type { Artifact } from "../model/artifact.ts";
import type { PlacedFinding } from "../model/rule.ts";
import { lineText, offsetAt, type Range, type Source } from "../model/source.ts";
import { blank, redact } from "../secrets/redact.ts";
import { secretsOf } from "../secrets/secrets-of.ts";

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
  const all = [...secretsOf(source, artifact).map(({ at }) => at), ...hidden];
  const ranges = merged(all.flatMap((at) => withinLine(at, start, text.length)));
  return { stars: redact(text, ranges), blank: blank(text, ranges) };
}

function withinLine(at: Range, start: number, length: number): readonly Range[] {
  const range = { start: Math.max(0, at.start - start), end: Math.min(length, at.end - start) };
  return range.start < range.end ? [range] : [];
}

/** Two engines may see the same secret, each with another end. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const found: Range[] = [];
  for (const one of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && one.start < last.end) found.splice(-1, 1, { start: last.start, end: Math.max(last.end, one.end) });
    else found.push(one);
  }
  return found;
}

/** What a rule says, without the secrets that it quotes. A fix that would write one is left out: reports hold fixes. */
export function redactWords(finding: PlacedFinding, source?: Source, artifact?: Artifact): PlacedFinding {
  const values = source ? secretsOf(source, artifact).map(({ value }) => value) : [];
  const clean = (text: string): string =>
    redact(values.reduce((all, value) => (all.includes(value) ? all.replaceAll(value, redacted(value)) : all), text));
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

const redacted = (value: string): string => redact(value, [{ start: 0, end: value.length }]);
