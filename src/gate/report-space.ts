import type { Space, VariableValues } from "../conditions/cel.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Measurement } from "../model/measurement.ts";
import type { Report } from "../model/report.ts";

/** What conditions can speak about: docs/policies.md. Names are those of the JSON report. */
export const REPORT_SPACE: Space = {
  types: {
    Diagnostic: {
      rule: "string",
      severity: "string",
      message: "string",
      path: "string",
      line: "int",
      column: "int",
      client: "string",
      commit: "string",
      fingerprint: "string",
      fixable: "bool",
    },
    Excused: { by: "string", reason: "string", diagnostic: "Diagnostic" },
    Measurement: {
      metric: "string",
      value: "double",
      unit: "string",
      labels: "map<string, string>",
      path: "string",
      low: "double",
      high: "double",
      base: "double",
      limit: "double",
    },
    Checked: { artifacts: "int", kinds: "map<string, int>" },
    Run: { commit: "string", root: "string", policy: "string" },
    Report: {
      diagnostics: "list<Diagnostic>",
      excused: "list<Excused>",
      measurements: "list<Measurement>",
      checked: "Checked",
      run: "Run",
    },
  },
  variables: { report: "Report" },
};

/**
 * A report in the types of the space.
 * When it ran and how long it took is left out: the same input gets the same verdict.
 */
export function reportValues({ diagnostics, excused = [], measurements, checked, run }: Report): VariableValues {
  return {
    report: {
      diagnostics: diagnostics.map(diagnosticOf),
      excused: excused.map(({ by, reason = "", diagnostic }) => ({ by, reason, diagnostic: diagnosticOf(diagnostic) })),
      measurements: measurements.map(measurementOf),
      checked: { artifacts: BigInt(checked.artifacts), kinds: integers(checked.kinds) },
      run: { commit: run.commit ?? "", root: run.root, policy: run.policy },
    },
  };
}

const integers = (numbers: Readonly<Record<string, number>>): ReadonlyMap<string, bigint> =>
  new Map(Object.entries(numbers).map(([name, number]) => [name, BigInt(number)]));

/**
 * A diagnostic in the types of the space. A text that is absent is empty, a number 0: an expression about paths must
 * not end at a finding that has none.
 */
function diagnosticOf(one: Diagnostic): VariableValues {
  const { rule, severity, message, path = "", line = 0, column = 0, client = "", commit = "", fingerprint, fix } = one;
  const at = { line: BigInt(line), column: BigInt(column) };
  return { rule, severity, message, path, ...at, client, commit, fingerprint, fixable: fix !== undefined };
}

/** A measurement in the types of the space. Bounds that are absent stay so: 0 would be a value. */
function measurementOf({ labels, path = "", ...rest }: Measurement): VariableValues {
  return { ...rest, path, labels: new Map(Object.entries(labels)) };
}
