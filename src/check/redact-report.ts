import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report, Verdict } from "../model/report.ts";
import { knownValues } from "../secrets/known-values.ts";
import { redact } from "../secrets/redact.ts";

/** What is shorter is a word as well: `root` and `mongodb` stand in many sentences. */
const SHORTEST = 8;

type Known = ReturnType<typeof knownValues>;
interface Judged {
  readonly report: Report;
  readonly verdict: Verdict;
}

/**
 * A report without the secrets that people wrote where no finding quotes them: in reasons of suppressions, bounds of
 * gates, labels of measurements, sections. `values` are those that only their place gives away.
 */
export function redactReport({ report, verdict }: Judged, values: Iterable<string>): Judged {
  const long = [...values].filter(({ length }) => length >= SHORTEST);
  const known = knownValues(long);
  const clean = cleaner(long);
  const diagnosed = (one: Diagnostic): Diagnostic => (long.length === 0 ? one : withoutKnown(one, known));
  const { diagnostics, measurements, excused, sections } = report;
  const labels = cleaned(
    measurements.map((one) => one.labels),
    known,
  );
  return {
    report: {
      ...report,
      diagnostics: diagnostics.map(diagnosed),
      ...(excused && {
        excused: excused.map(({ reason, diagnostic, ...one }) => ({
          ...one,
          ...(reason !== undefined && { reason: clean(reason) }),
          diagnostic: diagnosed(diagnostic),
        })),
      }),
      measurements: measurements.map((one, index) => ({ ...one, labels: labels[index] ?? {} })),
      sections: cleaned(sections, known),
    },
    verdict: { ...verdict, reasons: verdict.reasons.map(clean) },
  };
}

/** Redacts a text: by form and by name, and where a known value stands in it. */
export function cleaner(values: Iterable<string>): (text: string) => string {
  const known = knownValues(values);
  return (text) => redact(redact(text, known(text)));
}

/** What finds things again, and is nobody's sentence: a folder may be called like somebody's password. */
const NAMES: ReadonlySet<string> = new Set(["path", "rule", "severity", "fingerprint", "commit", "client"]);

/** Signing took out what its own file knows to be secret; what another file knows may be quoted in it as well. */
function withoutKnown(one: Diagnostic, known: Known): Diagnostic {
  if (known(JSON.stringify(one)).length === 0) return one;
  const { fix, ...rest } = within(one, (text) => redact(text, known(text)), NAMES);
  const leaks = one.fix?.edits.some(({ text }) => known(text).length > 0) ?? false;
  return { ...rest, ...(fix && !leaks && { fix }) };
}

/** Data without secrets. Most have none, which one look at all of its texts tells. */
function cleaned<T>(data: T, known: Known): T {
  // As JSON a secret behind a line's end would have a letter before it, and look like the end of a longer word.
  const text = textsIn(data).join("\n");
  const formless = redact(text) === text ? data : within(data, (one) => redact(one));
  return known(text).length === 0 ? formless : within(formless, (one) => redact(one, known(one)), NAMES);
}

function textsIn(data: unknown): readonly string[] {
  if (typeof data === "string") return [data];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [key, ...textsIn(value)]);
}

/** The same data with each of its strings cleaned, keys included, but for those below some keys. */
function within<T>(data: T, clean: (text: string) => string, keep: ReadonlySet<string> = new Set()): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), keep.has(key) ? one : walk(one)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the walk keeps every shape
  return walk(data) as T;
}
