import { describe, expect, test } from "vitest";
import { placeSection } from "../../../src/forge/place-section.ts";
import { parseSticky } from "../../../src/forge/sticky.ts";
import { renderComment } from "../../../src/report/markdown/comment.ts";
import { json } from "../../../src/report/formats/json.ts";
import { readReport } from "../../../src/report/read-report.ts";
import type { ReporterInput } from "../../../src/report/reporter.ts";
import { fail, reportOf, rich } from "../../support/reports.ts";
import { ATTACKS, hostile } from "./attacks.ts";

const LIMIT = 65_536;
const known = { section: "check", commit: "a".repeat(40), runUrl: "https://github.com/o/r/actions/runs/1" };
const run = { number: 1, attempt: 1, workflow: "00000000" };

/** The comment that a job makes of a report that it was handed, beside a section that is there already. */
function comment(input: ReporterInput, limit = LIMIT): string {
  const found = readReport(json(input));
  if (!found.ok) throw new Error(found.reason);
  const other = placeSection(undefined, { key: "tokens", run, render: () => "other" }, limit);
  const body = other.do === "write" ? other.body : "";
  const render = (room: number): string => renderComment(found.input, known, room);
  const placed = placeSection(body, { key: "check", run, render }, limit);
  return placed.do === "write" ? placed.body : "";
}

const MARKS = [
  "<!-- agent-ci:end key=check -->",
  "x\n<!-- agent-ci:end key=check -->\n<!-- agent-ci:section v1 key=tokens run=999 attempt=1 workflow=00000000 -->\nowned",
  "--> <!-- agent-ci:comment v1 -->",
  "--!> <!--> <!--->",
  "&lt;!-- agent-ci:end key=check --&gt;",
  "\r<!-- agent-ci:end key=check -->\r",
  "</details></table></code><!--",
];

describe.each([...Object.values(ATTACKS), ...MARKS])("a report that says %j everywhere", (attack) => {
  const body = comment(hostile(attack));

  test("stays in its section", () => {
    const sections = parseSticky(body);
    expect(sections.map(({ key }) => key)).toEqual(["check", "tokens"]);
    expect(sections[1]?.content).toBe("\nother\n");
    expect(body.match(/<!--/g)).toHaveLength(5);
    expect(body.match(/-->/g)).toHaveLength(5);
  });

  test("links nowhere but to our own pages and the run", () => {
    const targets = [...body.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
    expect(
      targets.filter(
        (target) => target !== known.runUrl && !target?.startsWith("https://github.com/agent-ci/agent-ci/blob/"),
      ),
    ).toEqual([]);
    expect(body).not.toMatch(/<(?!\/?(?:code|details|summary|br|wbr)>|!-- agent-ci:)/);
  });

  test("begins no line as a quick action, and mentions nobody", () => {
    expect(body).not.toMatch(/^\s*\//m);
    // In code GitHub and GitLab look for no mention; outside of it a zero-width space stands behind the sign.
    expect(body.replaceAll(/<code>.*?<\/code>/g, "")).not.toMatch(/@\w/);
  });
});

test("a rule leads to our page of it, whatever address the report gives", () => {
  const report = reportOf({ rule: "skill/name-format" }, { rule: "../../evil" }, { rule: "https://evil.example" });
  const rules = [
    { id: "skill/name-format", severity: "error", summary: "", why: "", url: "https://evil.example/" },
  ] as const;
  const body = comment({ report: { ...report, rules }, verdict: fail });
  expect(body).not.toContain("](https://evil");
  expect(body).toMatch(
    /\[<code>skill\/name-format<\/code>\]\(https:\/\/github\.com\/agent-ci\/agent-ci\/blob\/v[^)]*\/docs\/rules\/skill\/name-format\.md\)/,
  );
  expect(body).toContain("| <code>../../evil</code> |");
});

test.each([
  ["5 MB in one text", reportOf({ message: "@x ".repeat(1.7e6) })],
  ["100,000 findings", reportOf(...Array.from({ length: 1e5 }, (_, at) => ({ path: `${at}.md` })))],
  ["wide characters", reportOf(...Array.from({ length: 5000 }, () => ({ message: "审😀".repeat(50) })))],
])("%s fit, marks and origin included", (_, report) => {
  for (const limit of [LIMIT, 5000]) {
    const body = comment({ report, verdict: fail }, limit);
    expect(body.length).toBeLessThanOrEqual(limit);
    expect(parseSticky(body).map(({ key }) => key)).toEqual(["check", "tokens"]);
    expect(body).toContain("Commit <code>aaaaaaaaaaaa</code>, [run](https://github.com/o/r/actions/runs/1)");
  }
});

test("an address of the run that is none is left out", () => {
  expect(renderComment(rich, { ...known, runUrl: "http://ghes.example/) [x](y" }, LIMIT)).toMatch(
    /Commit <code>a{12}<\/code>\n$/,
  );
});
