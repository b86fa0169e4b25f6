import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report, Verdict } from "../model/report.ts";
import { knownValues } from "../secrets/known-values.ts";
import { redact } from "../secrets/redact.ts";

interface Judged {
  readonly report: Report;
  readonly verdict: Verdict;
}

/**
 * A report without the secrets that people wrote where no finding quotes them: in reasons of suppressions, names of metrics, paths of
 * settings. `values` are those that only their place gives away.
 */
export function redactReport({ report, verdict }: Judged, values: Iterable<string>): Judged {
  const known = knownValues(values);
  const clean = cleaner(values);
  const diagnosed = (one: Diagnostic): Diagnostic => withoutKnown(one, known);
  const { diagnostics, excused, measurements, sections } = report;
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
      measurements: cleaned(measurements, clean),
      sections: cleaned(sections, clean),
    },
    verdict: { ...verdict, reasons: verdict.reasons.map(clean) },
  };
}

/** Redacts a text: by form and by name, and where a known value stands in it. */
export function cleaner(values: Iterable<string>): (text: string) => string {
  const known = knownValues(values);
  return (text) => redact(redact(text, known(text)));
}

/** Signing took out what its own file knows to be secret; what another file knows may be quoted in it as well. */
function withoutKnown(one: Diagnostic, known: ReturnType<typeof knownValues>): Diagnostic {
  if (known(JSON.stringify(one)).length === 0) return one;
  const { fix, ...rest } = within(one, (text) => redact(text, known(text)));
  const leaks = one.fix?.edits.some(({ text }) => known(text).length > 0) ?? false;
  return { ...rest, ...(fix && !leaks && { fix }) };
}

/** Data without secrets. Most have none, which one look at the whole tells. */
function cleaned<T>(data: T, clean: (text: string) => string): T {
  const text = JSON.stringify(data);
  return clean(text) === text ? data : within(data, clean);
}

/** The same data with each of its strings cleaned, keys included. */
function within<T>(data: T, clean: (text: string) => string): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return clean(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [clean(key), walk(one)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a walk that keeps every shape, which the compiler cannot see
  return walk(data) as T;
}
