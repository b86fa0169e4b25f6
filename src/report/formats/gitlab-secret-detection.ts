import type { Diagnostic, Severity } from "../../model/diagnostic.ts";
import type { Report } from "../../model/report.ts";
import { EMBEDDED, engineOf } from "../../secrets/sections.ts";
import { isAddress } from "../address.ts";
import { clip } from "../clip.ts";
import { safeJson } from "../escape/json.ts";
import { escapeMarkdown } from "../escape/markdown.ts";
import { forgeFingerprint } from "./forge-fingerprint.ts";
import { forgePath } from "../place.ts";
import { worstFirst } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { ruleUrl, TOOL } from "../tool.ts";

/** The newest schema that GitLab's own repository has (gitlabhq, lib/gitlab/ci/parsers/security, read 2026-11-26). */
const SCHEMA = "15.2.1";
const LEVELS = { error: "Critical", warning: "Medium", info: "Info" } as const satisfies Record<Severity, string>;
/** The commit of a finding in a file: what GitLab's own analyzer writes where there is no commit. */
const NO_COMMIT = "0000000";
/** Characters of the advice. The schema's bound is 7000, and an escaped one can take ten. */
const SOLUTION = 700;

/** GitLab's secret detection report: the `secret/*` findings and no other. GitLab shows its texts as Markdown. */
export const gitlabSecretDetection: Reporter = ({ report, verdict }) => {
  const known = new Set<string>();
  const { startedAt, durationMs } = report.run;
  const by = { id: TOOL.name, name: TOOL.name, url: TOOL.url, vendor: { name: TOOL.name }, version: TOOL.version };
  return safeJson({
    version: SCHEMA,
    scan: {
      analyzer: by,
      scanner: scannerOf(report) ?? by,
      type: "secret_detection",
      start_time: stamp(Date.parse(startedAt)),
      end_time: stamp(Date.parse(startedAt) + durationMs),
      status: verdict.result === "inconclusive" ? "failure" : "success",
    },
    vulnerabilities: report.diagnostics
      .filter(({ rule }) => rule.startsWith("secret/"))
      .toSorted(worstFirst)
      .map((diagnostic) => vulnerability(report, diagnostic, known)),
  });
};

/** The program that searched, where it was not ourselves. The schema wants a version of each. */
function scannerOf({ sections }: Report): object | undefined {
  const { name, version = "unknown" } = engineOf(sections) ?? { name: EMBEDDED };
  return name === EMBEDDED ? undefined : { id: name, name, vendor: { name }, version };
}

function vulnerability(report: Report, diagnostic: Diagnostic, known: Set<string>): object {
  const { rule, severity, message, help, consequence } = diagnostic;
  const file = forgePath(report, diagnostic.path);
  return {
    id: forgeFingerprint(file, diagnostic, known),
    name: clip(`A secret in the repository (${rule})`, 255),
    description: [message, consequence].flatMap((one) => (one ? [escapeMarkdown(one)] : [])).join("\n\n"),
    severity: LEVELS[severity],
    ...(help !== undefined && { solution: escapeMarkdown(clip(help, SOLUTION)) }),
    // The first one is what GitLab tells kinds of findings apart by.
    identifiers: [
      { type: "agent_ci_rule", name: `agent-ci ${rule}`, value: rule, url: urlOf(report, rule) },
      { type: "cwe", name: "CWE-798", value: "798", url: "https://cwe.mitre.org/data/definitions/798.html" },
    ],
    location: location(report, diagnostic, file),
  };
}

const location = ({ run }: Report, { commit, line = 1, endLine = line }: Diagnostic, file: string) => ({
  file,
  commit: { sha: commit || run.commit || NO_COMMIT },
  start_line: line,
  end_line: endLine,
});

function urlOf({ rules }: Report, rule: string): string {
  const url = rules.find(({ id }) => id === rule)?.url;
  return url !== undefined && isAddress(url) ? url : ruleUrl(rule);
}

/** `yyyy-mm-ddThh:mm:ss` in UTC, as the schema wants it: without a zone. */
const stamp = (time: number): string => new Date(time).toISOString().slice(0, 19);
