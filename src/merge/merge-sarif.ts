import { fingerprint, normalise } from "../check/fingerprint.ts";
import { redactLine, redactWords } from "../check/redaction.ts";
import { inOrder } from "../check/sign.ts";
import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { Measurement } from "../model/measurement.ts";
import type { RanRule } from "../model/report.ts";
import { lineText, type Location, type Source } from "../model/source.ts";
import { blank, redact } from "../secrets/redact.ts";
import { type CheckedFolder, resultPlace } from "./place-of.ts";
import type { Region, SarifResult, SarifRule, SarifRun } from "./read-sarif.ts";
import { messageText } from "./sarif-message.ts";

export interface MergeGround extends CheckedFolder {
  /** Undefined where a file is not there or is no text. */
  readonly source: (path: string) => Source | undefined;
  /** The groups of our own rules: a tool that is called like one gets another name. */
  readonly groups: ReadonlySet<string>;
}
export interface Merged {
  readonly diagnostics: readonly Diagnostic[];
  readonly rules: readonly RanRule[];
  readonly measurements: readonly Measurement[];
}

const LONGEST_MESSAGE = 2000;
const LONGEST_ID = 200;
const LONGEST_LINE = 4096;
/** Their results point at secrets: what they point at is no part of a fingerprint. */
const FINDS_SECRETS = /gitleaks|trufflehog|ggshield|detect-secrets|secret/i;

/**
 * The results of other tools as diagnostics, in our order and with our fingerprints.
 * Fixes and excerpts of theirs are left out.
 */
export function mergeSarif(runs: readonly SarifRun[], ground: MergeGround): Merged {
  const found = runs.flatMap((run) => findings(run, ground)).sort((a, b) => inOrder(a.diagnostic, b.diagnostic));
  const ordinals = new Map<string, number>();
  const diagnostics = found.map(({ diagnostic, line }) => {
    const alike = JSON.stringify([diagnostic.path, diagnostic.rule, line]);
    const ordinal = ordinals.get(alike) ?? 0;
    ordinals.set(alike, ordinal + 1);
    return { ...diagnostic, fingerprint: fingerprint(diagnostic.rule, line, ordinal) };
  });
  const rules = new Map(found.map(({ ran }) => [ran.id, ran]));
  return {
    diagnostics,
    rules: [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    measurements: runs.flatMap((run) => counts(run, ground)),
  };
}

interface FoundByTool {
  readonly diagnostic: Diagnostic;
  /** Normalised; empty where there is none. */
  readonly line: string;
  readonly ran: RanRule;
}

function findings(run: SarifRun, ground: MergeGround): readonly FoundByTool[] {
  const tool = toolName(run, ground);
  return (run.results ?? []).flatMap((result) => {
    if (!isFinding(result) || isSuppressed(result)) return [];
    const { rule, shared } = ruleOf(run, result);
    const severity = severityOf(result, rule);
    const id = idOf(tool, result.ruleId ?? result.rule?.id ?? rule?.id);
    const { artifactLocation, region } = result.locations?.[0]?.physicalLocation ?? {};
    const where = resultPlace(run, artifactLocation, ground);
    const path = where && "path" in where ? where.path : undefined;
    const source = path === undefined ? undefined : ground.source(path);
    const location = path === undefined ? undefined : located(region, source, run.columnKind);
    const outside = where && "outside" in where ? ` (in ${where.outside}, outside of what is checked)` : "";
    return {
      diagnostic: {
        rule: id,
        severity,
        message: redactWords(
          { message: `${clip(messageText(result.message, rule, shared))}${outside.slice(0, LONGEST_MESSAGE)}` },
          source,
        ).message,
        ...(path !== undefined && { path }),
        ...location,
        fingerprint: "",
      },
      line: normalise(location && source ? lineOf(tool, source, location) : ""),
      ran: ranRule(id, severity, rule),
    };
  });
}

const isFinding = ({ kind, baselineState }: SarifResult): boolean =>
  kind !== "pass" && kind !== "notApplicable" && baselineState !== "absent";
/** Whether somebody suppressed a result. A suppression without a status is an accepted one (3.35.3). */
const isSuppressed = ({ suppressions = [] }: SarifResult): boolean =>
  suppressions.some(({ status = "accepted" }) => status === "accepted");

/** How many results there were, and how many of them somebody had suppressed already. */
function counts(run: SarifRun, ground: MergeGround): readonly Measurement[] {
  const results = (run.results ?? []).filter(isFinding);
  const labels = { tool: toolName(run, ground) };
  const suppressed = results.filter(isSuppressed).length;
  return [
    { metric: "merged-results", value: results.length - suppressed, unit: "results", labels },
    { metric: "merged-suppressed", value: suppressed, unit: "results", labels },
  ];
}

function toolName({ tool }: SarifRun, { groups }: MergeGround): string {
  const name = slug(tool.driver.name.toLowerCase()) || "tool";
  return groups.has(name) ? `merged-${name}` : name;
}

function idOf(tool: string, given: string | undefined): string {
  const [id, group] = [slug(given ?? ""), `${tool}/`];
  return group + ((id.startsWith(group) ? id.slice(group.length) : id) || "unnamed");
}

const slug = (text: string): string =>
  text
    .slice(0, LONGEST_ID)
    .replaceAll(/[^\w./@:+-]+/g, "-")
    .replaceAll(/^[-/]+|(?<![-/])[-/]+$/g, "");

/** The rule of a result, by its reference, its index or its id, in the tool or one of its extensions (3.52). */
function ruleOf({ tool }: SarifRun, { ruleId, ruleIndex, rule }: SarifResult) {
  const extension = rule?.toolComponent?.index;
  const component = (extension === undefined ? undefined : tool.extensions?.[extension]) ?? tool.driver;
  const index = rule?.index ?? ruleIndex ?? -1;
  const id = ruleId ?? rule?.id;
  const found: SarifRule | undefined = component.rules?.[index] ?? component.rules?.find((one) => one.id === id);
  return { rule: found, shared: component.globalMessageStrings };
}

const SEVERITIES = { error: "error", warning: "warning", note: "info", none: "info" } as const;

function severityOf({ level, kind = "fail" }: SarifResult, rule: SarifRule | undefined): Severity {
  if (level !== undefined) return SEVERITIES[level];
  return kind === "fail" ? SEVERITIES[rule?.defaultConfiguration?.level ?? "warning"] : "info";
}

function ranRule(id: string, severity: Severity, rule: SarifRule | undefined): RanRule {
  const summary = rule?.shortDescription?.text ?? rule?.help?.text ?? rule?.fullDescription?.text ?? id;
  return {
    id,
    severity,
    summary: redact(clip(summary)),
    why: redact(clip(rule?.fullDescription?.text ?? summary)),
    url: rule?.helpUri ?? "",
  };
}

const clip = (text: string): string => (text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text);

/** Lines and columns as ours: columns in UTF-16 units, and nothing beyond the end of a line that is known. */
function located(region: Region = {}, source: Source | undefined, kind: SarifRun["columnKind"]): Location | undefined {
  const { startLine: line = 0 } = region;
  if (line < 1) return undefined;
  const endLine = Math.max(region.endLine ?? line, line);
  const columnAt = (row: number, column: number): number => {
    if (!source) return column;
    const text = lineText(source, row);
    const units = kind === "unicodeCodePoints" ? unitsOf(text, column) : column;
    return Math.min(units, text.length + 1);
  };
  const whole = source ? lineText(source, endLine).length + 1 : 1;
  const column = columnAt(line, Math.max(region.startColumn ?? 1, 1));
  const asked = region.endColumn ?? 0;
  const endColumn = asked < 1 ? Math.max(whole, column) : columnAt(endLine, asked);
  return { line, column, endLine, endColumn: endLine === line ? Math.max(endColumn, column) : endColumn };
}

/** A column in code points as one in UTF-16 units; beyond what is ever shown of a line they are not told apart. */
const unitsOf = (text: string, column: number): number =>
  column > LONGEST_LINE
    ? column
    : Array.from(text.slice(0, 2 * column))
        .slice(0, column - 1)
        .join("").length + 1;

/** The line that a fingerprint is made of: without secrets, be they ours or the tool's to find. */
function lineOf(tool: string, source: Source, location: Location): string {
  if (!FINDS_SECRETS.test(tool)) return redactLine(source, location.line, LONGEST_LINE).blank;
  return blank(blanked(lineText(source, location.line).slice(0, LONGEST_LINE), location));
}

function blanked(line: string, { line: first, column, endLine, endColumn }: Location): string {
  return line.slice(0, column - 1) + (endLine === first ? line.slice(endColumn - 1) : "");
}
