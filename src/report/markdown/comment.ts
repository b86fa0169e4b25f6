import type { RanRule, Report } from "../../model/report.ts";
import { isAddress } from "../address.ts";
import { escapeCode } from "../escape/markdown.ts";
import { render } from "./markdown.ts";
import type { ReporterInput } from "../reporter.ts";
import { ruleUrl, TOOL } from "../tool.ts";

/** What is known for certain about a report that was not. */
export interface KnownOfReport {
  /** Kebab-case. */
  readonly section: string;
  readonly commit: string;
  readonly runUrl?: string;
}

/** A report of unknown origin as one section of a comment, in at most `limit` UTF-16 units. */
export function renderComment({ report, verdict }: ReporterInput, known: KnownOfReport, limit: number): string {
  const footer = `\n${origin(known)}\n`;
  const trusted = { report: { ...report, rules: ownRules(report) }, verdict };
  const text = render(trusted, limit - Buffer.byteLength(footer), `${TOOL.name} ${known.section}`);
  // Nothing that is rendered holds one of these. It is what keeps a section's marks unforgeable, so it is said twice.
  return (text + footer).replaceAll("<!--", "&lt;!--").replaceAll("-->", "--&gt;");
}

/** The section of a stage that ended without a report, in the place of what an earlier run said. */
export const renderNoReport = (known: KnownOfReport): string =>
  [
    `## ${TOOL.name} ${known.section}: no result`,
    "The stage ended before it wrote a report. What an earlier run said here is out of date.",
    origin(known),
  ].join("\n\n");

/** The rules of a report under our own addresses: its own could lead anywhere. */
const ownRules = ({ diagnostics }: Report): readonly RanRule[] =>
  [...new Set(diagnostics.map(({ rule }) => rule))]
    .filter((id) => /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/.test(id))
    .map((id) => ({ id, severity: "info", summary: "", why: "", url: ruleUrl(id) }));

function origin({ commit, runUrl }: KnownOfReport): string {
  const about = `Commit ${escapeCode(commit.slice(0, 12))}`;
  return runUrl !== undefined && isAddress(runUrl) ? `${about}, [run](${runUrl})` : about;
}
