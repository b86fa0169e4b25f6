import { SEVERITIES, type Diagnostic } from "../../model/diagnostic.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { withNoun } from "../../model/numbers.ts";
import { isAddress } from "../address.ts";
import { escapeCode } from "../escape/markdown.ts";
import { fit, type Block } from "./fit.ts";
import { measurementBlock } from "./measurements.ts";
import { cell, markdownOf } from "./sections.ts";
import { wholePlace } from "../place.ts";
import { byPlace } from "../rank.ts";
import type { Reporter, ReporterInput } from "../reporter.ts";
import { textViewsOf } from "../sections.ts";
import { TOOL } from "../tool.ts";
import { excused, seconds, tally } from "../totals.ts";

/** Bytes. GitHub drops a step's summary above 1 MiB; what else the step says there needs room too. */
export const MARKDOWN_LIMIT = 1_000_000;

/** For job summaries, notes and comments: the verdict, the totals, then tables with the worst findings first. */
export const markdown: Reporter = (input) => render(input, MARKDOWN_LIMIT);

/** At most `limit` bytes of UTF-8; a comment on GitHub holds 65,536 characters, which so many bytes never exceed. */
export function render({ report, verdict }: ReporterInput, limit: number, title: string = TOOL.name): string {
  return fit(
    [
      headline(title, report, verdict),
      ...findings(report),
      ...markdownOf(textViewsOf(report)),
      ...measurementBlock(report),
    ],
    limit,
  );
}

function headline(title: string, report: Report, { result, reasons }: Verdict): Block {
  const { error, warning, info } = tally(report);
  const left = excused(report);
  return {
    head: [`## ${title}: ${result}`, ""],
    // Behind a bullet no reason can begin a line, where GitLab would take `/close` for a command.
    rows: reasons.map((reason) => `- ${cell(reason)}`),
    tail: [
      ...(reasons.length === 0 ? [] : [""]),
      "| Errors | Warnings | Info | Files | Time |",
      "| ---: | ---: | ---: | ---: | ---: |",
      `| ${error} | ${warning} | ${info} | ${report.checked.artifacts} | ${seconds(report)} |`,
      ...(left === "" ? [] : ["", `Not counted: ${left}.`]),
    ],
  };
}

/** A table per severity; the worst one is open, the others are folded, so that the first screen shows what matters. */
function findings(report: Report): readonly Block[] {
  const urls = new Map(report.rules.filter(({ url }) => isAddress(url)).map(({ id, url }) => [id, url]));
  const explained = new Set<string>();
  const sorted = report.diagnostics.toSorted(byPlace);
  const present = SEVERITIES.filter((severity) => sorted.some((one) => one.severity === severity));
  return present.map((severity, index): Block => {
    const mine = sorted.filter((one) => one.severity === severity);
    const title = withNoun(mine.length, severity);
    const columns = ["| Severity | Place | Message | Rule |", "| --- | --- | --- | --- |"];
    return {
      head:
        index === 0 ? [`### ${title}`, "", ...columns] : ["<details>", `<summary>${title}</summary>`, "", ...columns],
      rows: mine.map((one) => row(report, one, urls.get(one.rule), explained)),
      tail: index === 0 ? [] : ["", "</details>"],
    };
  });
}

function row(report: Report, diagnostic: Diagnostic, url: string | undefined, explained: Set<string>): string {
  const { severity, path, commit, rule, message, help } = diagnostic;
  const whole = wholePlace(report, diagnostic);
  const where = path === undefined && commit === undefined ? whole : escapeCode(whole);
  const told = [cell(message), ...(help !== undefined && isNews(explained, rule, help) ? [`help: ${cell(help)}`] : [])];
  const name = escapeCode(rule);
  return `| ${severity} | ${where} | ${told.join("<br>")} | ${url === undefined ? name : `[${name}](${url})`} |`;
}

/** Whether advice was not given yet. What to do about a rule is said once; the rows behind it stay short. */
function isNews(explained: Set<string>, rule: string, help: string): boolean {
  const key = `${rule}\0${help}`;
  if (explained.has(key)) return false;
  explained.add(key);
  return true;
}
