import { SEVERITIES } from "../model/diagnostic.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Run, Section, Verdict } from "../model/report.ts";
import { clip } from "./clip.ts";
import {
  finite,
  integer,
  list,
  Mismatch,
  object,
  oneOf,
  optional,
  type Read,
  readJson,
  recordOf,
  string,
} from "../model/read-value.ts";
import type { ReporterInput } from "./reporter.ts";
import { trusted } from "./sections.ts";

export type ReadReport =
  | { readonly ok: true; readonly input: ReporterInput }
  | { readonly ok: false; readonly reason: string };

/** UTF-16 units of one text; what is longer is cut. */
const TEXT_LIMIT = 2000;

/**
 * What schema/report.schema.json describes, as far as a reporter in Markdown shows it, from a text that anybody may
 * have written. Left out: addresses, which no schema makes trustworthy, and sections that are not what their kind says.
 * The reason quotes nothing of the text.
 */
export function readReport(json: string): ReadReport {
  try {
    const parsed = readJson(json);
    const { version } = object({ version: finite })(parsed, "");
    if (version !== 1) throw new Mismatch(`it is of version ${version}, and this agent-ci reads version 1`);
    const { verdict, sections, ...report } = whole(parsed, "");
    const shown = sections.flatMap((section) => trusted(section) ?? []);
    return { ok: true, input: { verdict, report: { ...report, version: 1, sections: shown, rules: [] } } };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, reason: error.message };
    throw error;
  }
}

const text: Read<string> = (value, at) => clip(string(value, at), TEXT_LIMIT);
const name: Read<string> = (value, at) => {
  const found = text(value, at);
  if (found === "") throw new Mismatch(`${at} is empty`);
  return found;
};
const ordinal = integer(1);

const diagnostic: Read<Diagnostic> = (value, at) => ({
  ...object({ rule: name, severity: oneOf(SEVERITIES), message: text, fingerprint: text })(value, at),
  ...optional({ path: name, line: ordinal, column: ordinal, endLine: ordinal, endColumn: ordinal })(value, at),
  ...optional({ consequence: text, help: text, commit: text })(value, at),
});

const measurement: Read<Measurement> = (value, at) => ({
  ...object({ metric: name, value: finite, unit: text, labels: recordOf(text) })(value, at),
  ...optional({ low: finite, high: finite, base: finite, limit: finite, path: name })(value, at),
});

const verdict: Read<Verdict> = object({
  result: oneOf(["pass", "fail", "inconclusive"]),
  reasons: list(text),
});

const run: Read<Run> = (value, at) => ({
  ...object({ startedAt: text, durationMs: finite, root: text, policy: text })(value, at),
  ...optional({ commit: text })(value, at),
});

/** Looked at by its kind afterwards. */
const section: Read<Section> = object({ kind: text, version: finite, data: (value) => value });

const whole = object({
  verdict,
  sections: list(section),
  diagnostics: list(diagnostic),
  measurements: list(measurement),
  checked: object({ artifacts: integer(0), kinds: recordOf(integer(1)) }),
  run,
});
