import { type Diagnostic, SEVERITIES } from "../../model/diagnostic.ts";
import type { Report } from "../../model/report.ts";
import { withNoun } from "../../model/numbers.ts";
import { wholePlace } from "../place.ts";
import { byRule, fixableOf, type RuleCount } from "../by-rule.ts";
import { ruleUrl } from "../tool.ts";
import { tally } from "../totals.ts";
import { pageText } from "./page-text.ts";

/** Findings of one rule that are listed; the others are in the JSON report. */
const MOST_OF_RULE = 200;
/** Rules that are open when the page is. */
const OPEN = 3;

/** All findings by rule, the worst first, with a switch for each severity that needs no script. */
export function findings(report: Report): string {
  const counts = byRule(report.diagnostics);
  if (counts.length === 0) return "";
  const tallied = tally(report);
  const switches = SEVERITIES.filter((one) => tallied[one] > 0).map(
    (one) =>
      `<label><input type="checkbox" class="show-${one}" checked> <span class="${one}">${withNoun(tallied[one], one)}</span></label>`,
  );
  const known = new Set(report.rules.flatMap(({ id, url }) => (url === ruleUrl(id) ? [id] : [])));
  return [
    `<section class="findings"><h2>Findings</h2><p class="switches">${switches.join(" ")}</p>`,
    ...counts.map((one, index) => rule(report, one, { open: index < OPEN, linked: known.has(one.rule) })),
    "</section>",
  ].join("\n");
}

function rule(
  report: Report,
  { severity, rule: id, found }: RuleCount,
  { open, linked }: { readonly open: boolean; readonly linked: boolean },
): string {
  const named = `<code>${pageText(id)}</code>`;
  const page = linked ? ` <a href="${pageText(ruleUrl(id))}" rel="noreferrer">what it asks for</a>` : "";
  const [first] = found;
  const fixable = fixableOf(found);
  const rows = found.slice(0, MOST_OF_RULE).map((one) => row(report, one, first?.help));
  const left = found.length > rows.length ? `<p>${found.length - rows.length} more are in the JSON report.</p>` : "";
  return [
    `<details class="rule ${severity}-rule"${open ? " open" : ""}><summary><span class="${severity}">${severity}</span> ${named} <b>${found.length}</b>${fixable === "" ? "" : ` <small>${pageText(fixable)}</small>`}</summary>`,
    `<p>${first?.help === undefined ? "" : pageText(first.help)}${page}</p>`,
    `<div class="wide"><table><tbody>\n${rows.join("\n")}\n</tbody></table></div>${left}</details>`,
  ].join("\n");
}

/** Advice that is the rule's own stands above its findings, once. */
function row(report: Report, diagnostic: Diagnostic, told: string | undefined): string {
  const { message, help } = diagnostic;
  const advice = help === undefined || help === told ? "" : `<br><small>${pageText(help)}</small>`;
  return `<tr><td><code>${pageText(wholePlace(report, diagnostic))}</code></td><td>${pageText(message)}${advice}</td></tr>`;
}
