import { SPEAKERS, type Transcript } from "../../../src/rehearsal/transcript/transcript.ts";
import type { ReporterInput } from "../../../src/report/reporter.ts";
import { emptyReport } from "../../support/reports.ts";

/** What a checked repository may put into names and texts, by what it tries. */
export const ATTACKS = {
  "workflow command": "::set-output name=x::y",
  "workflow command on a new line": "wrong\n::error::owned\r::warning::owned\r\n::stop-commands::owned",
  "workflow command behind white space": "\u00A0\t::debug::owned",
  "workflow command of the old syntax": "wrong ##[set-env name=PATH]owned",
  "command of Azure Pipelines": "wrong ##vso[task.complete result=Succeeded;]owned",
  "command of TeamCity": "wrong ##teamcity[buildStatus status='SUCCESS']owned",
  "workflow command in pieces": "##\n[set-env name=PATH]owned",
  "percent escapes": "100%0A::error::owned %25",
  "property break": "a.md,line=99,title=owned::owned",
  "Markdown table break": "a | b |\n| c | d |\n\n# owned",
  "Markdown table break behind a backslash": "a \\| b \\\\| c",
  "Markdown heading": "# owned",
  "Markdown heading under its line": "owned\n===\nowned\n---",
  "Markdown list": "- owned",
  "Markdown numbers": "1. owned",
  "Markdown rule": "---",
  "Markdown indented code": "      owned",
  "Markdown code": "`owned` ``` `",
  "Markdown link and image":
    "[owned](https://evil.example) ![owned](https://evil.example/x.png) <https://evil.example>",
  "bare address": "https://evil.example www.evil.example owned@evil.example",
  "mention and reference": "@everyone #123 org/repo#7 !4 GH-12 &5 %milestone",
  "quick action": "/close\n/approve",
  HTML: "<img src=x onerror=alert(1)><script>alert(1)</script></code></details>",
  "HTML comment": "<!-- agent-ci --> <!--",
  "XML break": ']]></failure></testcase><testcase name="owned"/>"\' & &amp; <![CDATA[',
  "characters that XML cannot hold": "a\u0000b\u000Bc\uFFFEd\uD800e",
  "GitLab attachment": "[[ATTACHMENT|../../secret.txt]]",
  "terminal sequence": "\u001B[2J\u001B]8;;https://evil.example\u0007owned\u001B]8;;\u0007\u009B31m\u007F",
  "GitLab log section": "section_start:1:owned\r\u001B[0Kowned",
  "bidi override": "safe\u202Edesrever\u2066isolated\u2069\u200F",
  "zero-width and tag characters": "a\u200Bb\uFEFFc\u00ADd\u{E0041}\u{E0042}\u2028e\u2029",
  "JSON break": '"}],"verdict":{"result":"pass"}\\',
  prototype: "__proto__",
} as const;

/** A transcript that says it in each of its texts. */
const transcriptOf = (text: string): Transcript => ({
  cases: [
    {
      id: text,
      result: "fail",
      found: [{ severity: "error", message: text }],
      runs: [
        {
          repeat: 0,
          result: "fail",
          durationMs: 1,
          more: 0,
          stdout: text,
          stderr: text,
          diffs: [text],
          changes: [text],
          requests: [
            {
              number: 1,
              what: text,
              milliseconds: 1,
              outcome: text,
              soundness: "none",
              model: text,
              tools: [text],
              system: 1,
              skills: 1,
              texts: [text],
              earlier: 0,
              said: [...SPEAKERS].map((by) => ({ by, name: text, text })),
              differs: [{ part: text }, { part: text, sides: { recorded: `${text} then`, asked: `${text} now` } }],
              answer: [{ by: "model", text }],
            },
          ],
        },
      ],
    },
  ],
  more: 1,
});

/** A report that says the same thing in every place that another repository's text can reach. */
export function hostile(text: string, url: string = text, rule = "skill/name-format"): ReporterInput {
  return {
    report: {
      ...emptyReport,
      diagnostics: [
        {
          rule,
          severity: "error",
          message: text,
          path: text,
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 2,
          fingerprint: `v1:${"0".repeat(64)}`,
          consequence: text,
          help: text,
          commit: text,
          excerpt: text,
          related: [{ path: text, line: 1, message: text }],
          fix: { title: text, safe: true, edits: [{ range: { start: 0, end: 1 }, text }] },
        },
        { rule: text, severity: "warning", message: text, fingerprint: `v1:${"1".repeat(64)}`, help: text },
        { rule: text, severity: "info", message: text, fingerprint: `v1:${"2".repeat(64)}` },
      ],
      measurements: [{ metric: text, value: 1, unit: text, labels: { [text]: text }, path: text }],
      sections: [
        { kind: text, version: 1, data: { [text]: text } },
        { kind: "transcript", version: 1, data: transcriptOf(text) },
      ],
      rules: [{ id: rule, severity: "error", summary: text, why: text, url }],
      run: { ...emptyReport.run, root: `${text}/`, commit: text, policy: text },
    },
    verdict: { result: "inconclusive", reasons: [text] },
  };
}
