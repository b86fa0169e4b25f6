import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { escapeXml } from "../escape/xml.ts";
import { forgePath, inCommit, position } from "../place.ts";
import { byPlace } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { TOOL } from "../tool.ts";
import { totals } from "../totals.ts";
import { group } from "../../model/group.ts";

type Case = { readonly state: "passed" | "failure" | "error"; readonly xml: string };

/**
 * JUnit XML: one test case for the verdict, and one per file and rule that has findings.
 *
 * GitLab's merge request widget shows nothing but a case's name, so the name tells file and rule; it holds no line, so
 * that a finding that moved is not a new one. Errors fail their case. Warnings do not: their case passes and its
 * `<system-out>` has the text. As failures they would turn the widget red over a green job, as `<skipped>` they would
 * claim that nobody looked. Where the policy fails a run because of them, the verdict's own case is the red one, so
 * that the tests are red exactly when the job is; and since it is always there, GitLab shows it as fixed when it is.
 */
export const junit: Reporter = ({ report, verdict }) => {
  const groups = group(report.diagnostics.toSorted(byPlace), ({ path, rule }) => `${path ?? ""}\0${rule}`);
  const cases = [judged(report, verdict), ...Array.from(groups.values(), (found) => grouped(report, found))];
  const of = (state: Case["state"]): number => cases.filter((one) => one.state === state).length;
  const counts = `tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}"`;
  const time = `time="${(report.run.durationMs / 1000).toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${TOOL.name}" ${counts} ${time}>
  <testsuite name="${TOOL.name}" ${counts} skipped="0" ${time} timestamp="${escapeXml(report.run.startedAt)}">
${cases.map(({ xml }) => xml).join("\n")}
  </testsuite>
</testsuites>
`;
};

function judged(report: Report, { result, reasons }: Verdict): Case {
  const state = ({ pass: "passed", fail: "failure", inconclusive: "error" } as const)[result];
  const summary = totals(report);
  const text = [`${result}: ${summary}`, ...reasons].join("\n");
  return testCase(state, { classname: TOOL.name, name: "verdict" }, summary, text);
}

function grouped(report: Report, found: readonly Diagnostic[]): Case {
  const [first] = found;
  const path = first?.path === undefined ? undefined : forgePath(report, first.path);
  const rule = first?.rule ?? "";
  const state = found.some(({ severity }) => severity === "error") ? "failure" : "passed";
  const attributes = { classname: rule, name: `${path ?? "repository"} (${rule})`, file: path, line: first?.line };
  const help = new Set(found.flatMap((one) => [one.consequence, one.help && `help: ${one.help}`].filter(Boolean)));
  return testCase(state, attributes, first?.message ?? "", [...found.map(line), ...help].join("\n"));
}

const line = (diagnostic: Diagnostic): string =>
  [(position(diagnostic) + inCommit(diagnostic)).trimStart(), `${diagnostic.severity}:`, diagnostic.message]
    .filter(Boolean)
    .join(" ");

function testCase(
  state: Case["state"],
  attributes: Readonly<Record<string, string | number | undefined>>,
  message: string,
  text: string,
): Case {
  const list = Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeXml(String(value))}"`]))
    .join("");
  // GitLab forgets the attribute `message` of an element with text: the text has to say everything.
  const body =
    state === "passed"
      ? `<system-out>${escapeXml(text)}</system-out>`
      : `<${state} message="${escapeXml(message)}" type="${state}">${escapeXml(text)}</${state}>`;
  return { state, xml: `    <testcase${list} time="0">\n      ${body}\n    </testcase>` };
}
