import { readDataFile } from "../../host/files/read-data-file.ts";
import type { Check } from "../../judging/evidence.ts";
import { ranRule } from "../../judging/ran-rule.ts";
import type { Report, Section } from "../../model/report.ts";
import { UsageError } from "../../model/usage-error.ts";
import type { CaseResult } from "../../rehearsal/case-result.ts";
import { ISOLATIONS } from "../../rehearsal/isolation.ts";
import { type DryRun, dryRunOf, dryRunSection } from "../../rehearsal/sections.ts";
import { transcriptSection } from "../../rehearsal/transcript/transcribe.ts";
import { transcriptOf } from "../../rehearsal/transcript/transcript.ts";
import { readReport } from "../../report/read-report.ts";
import { REHEARSAL_RULES } from "./rehearsal-rules.ts";
import type { Shard } from "../../rehearsal/scenarios/select-scenarios.ts";
import type { World } from "../../workspace/world.ts";

const LARGEST = 64 * 1024 * 1024;
const MOST_FILES = 1000;
const RULES = REHEARSAL_RULES;
const OWN: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * Dry runs that other jobs have finished, from their JSON reports: data, of which only what is a dry run's is taken.
 * `option` is the one that names them.
 */
export const mergedReports =
  (option: string, files: readonly string[]): Check =>
  async (world, workspace) => {
    if (files.length > MOST_FILES)
      throw new UsageError(`--${option}: ${files.length} reports are more than ${MOST_FILES}.`);
    const reports = files.map((file) => read(world, option, file));
    const sections = reports
      .flatMap(({ report }) => report.sections)
      .flatMap(({ kind, data }) => (kind === "dry-run" ? [dryRunOf(data)] : []));
    const { selects } = workspace.place;
    const found = new Map(
      reports.flatMap(({ report }) => report.diagnostics).map((one) => [JSON.stringify(one), one] as const),
    );
    const diagnostics = [...found.values()].filter(({ rule, path }) => OWN.has(rule) && selects(path));
    const cases = inOrder(
      sections.flatMap((one) => one.cases),
      option,
    );
    if (option === "merge-reports") expectAllParts(sections.flatMap(({ shard }) => shard ?? []));
    const kinds = Math.max(0, ...reports.map(({ report }) => report.checked.kinds["scenario"] ?? 0));
    return {
      found: [],
      rules: [],
      merged: { diagnostics, rules: RULES.map((rule) => ranRule(rule, workspace.policy.rules)) },
      measurements: reports.flatMap(({ report }) =>
        report.measurements.filter(({ metric }) => metric.startsWith("rehearsal-")),
      ),
      sections: [dryRunSection({ ...weakest(sections), cases }), ...transcriptsOf(reports)],
      ...(option === "merge-reports" && { checked: { artifacts: kinds, kinds: { scenario: kinds } } }),
    };
  };

/** Where a part was asked for a page as well, its report has what that shows. */
function transcriptsOf(reports: readonly { readonly report: Report }[]): readonly Section[] {
  const all = reports
    .flatMap(({ report }) => report.sections)
    .flatMap(({ kind, data }) => (kind === "transcript" ? [transcriptOf(data)] : []));
  const cases = all.flatMap((one) => one.cases);
  return cases.length === 0 ? [] : [transcriptSection({ cases, more: all.reduce((sum, { more }) => sum + more, 0) })];
}

function read({ cwd }: World, option: string, file: string): { readonly report: Report } {
  const refuse = (reason: string): never => {
    throw new UsageError(
      `--${option} ${file}: ${reason}. Give a JSON report of \`agent-ci dry-run --output json=<file>\`.`,
    );
  };
  const data = readDataFile(cwd, file, LARGEST);
  if (!data.ok) return refuse(data.reason);
  const report = readReport(data.text);
  if (!report.ok) return refuse(report.reason);
  return report.input.report.sections.some(({ kind }) => kind === "dry-run")
    ? report.input
    : refuse("it has no section of a dry run");
}

/** Of a matrix that has grown meanwhile, the parts that nobody names would look like passes. */
function expectAllParts(shards: readonly Shard[]): void {
  const [first] = shards;
  if (!first) return;
  if (shards.some((one) => one.of !== first.of))
    throw new UsageError("--merge-reports: the reports are parts of several runs. Give those of one.");
  const given = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter((index) => !given.has(index));
  if (missing.length > 0)
    throw new UsageError(
      `--merge-reports: of ${first.of} parts ${missing.slice(0, 20).join(", ")} ${missing.length === 1 ? "is" : "are"} missing. Give the report of each.`,
    );
}

/** A case that two parts have run is a mistake in the matrix of the pipeline. */
function inOrder(cases: readonly CaseResult[], option: string): readonly CaseResult[] {
  const known = new Set<string>();
  for (const { id } of cases) {
    if (known.has(id)) throw new UsageError(`--${option}: two reports have the case "${id}". Give each part once.`);
    known.add(id);
  }
  return cases.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** Together they are shut in no better than the worst of them. */
function weakest(sections: readonly DryRun[]): Pick<DryRun, "isolation" | "refused"> {
  const worst = ISOLATIONS.findLast((one) => sections.some(({ isolation }) => isolation === one));
  const refused = sections.find(({ isolation }) => isolation === worst)?.refused ?? [];
  return { refused, ...(worst !== undefined && { isolation: worst }) };
}
