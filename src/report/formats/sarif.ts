import type { Diagnostic, Fix, Related } from "../../model/diagnostic.ts";
import type { Excused, Report } from "../../model/report.ts";
import type { Location } from "../../model/source.ts";
import { withNoun } from "../../model/numbers.ts";
import { clip } from "../clip.ts";
import { safeJson } from "../escape/json.ts";
import { forgePath, inCommit } from "../place.ts";
import { worstFirst } from "../rank.ts";
import type { Reporter } from "../reporter.ts";
import { describeRules, LEVELS } from "./sarif-rules.ts";
import { TOOL } from "../tool.ts";

/** The most results of a run. GitLab refuses more; GitHub takes 25,000 and shows the first 5,000. */
const RESULTS = 5000;
/**
 * Characters of a message. GitLab skips a result with a longer one, and the whole report where it skips half of them.
 */
const MESSAGE_LIMIT = 1024;
/** Related locations of a result, as many as GitHub shows. */
const LOCATIONS = 100;

/** SARIF 2.1.0 with one run, the worst results first, within the limits of GitHub's and GitLab's code scanning. */
export const sarif: Reporter = ({ report, verdict }) => {
  const rules = describeRules(report);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const { excused = [] } = report;
  const state = stateIn(excused);
  // What counts nowhere stands last: it is the first to be left out.
  const ranked = [
    ...report.diagnostics.toSorted(worstFirst).map((diagnostic) => ({ diagnostic, ...state("new") })),
    ...excused.map((one) => ({
      diagnostic: one.diagnostic,
      ...state(one.by === "baseline" ? "unchanged" : "new"),
      ...(one.by !== "baseline" && { suppressions: [suppression(one)] }),
    })),
  ];
  const rest = ranked.length - RESULTS;
  return safeJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: TOOL.name,
            version: TOOL.version,
            semanticVersion: TOOL.version,
            informationUri: TOOL.url,
            rules,
          },
        },
        // What stands before the last slash is the category that tells several uploads of one commit apart.
        automationDetails: { id: `${TOOL.name}/${encode(report.run.root)}` },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: report.run.startedAt,
            ...(rest > 0 && { toolExecutionNotifications: [leftOut(rest)] }),
          },
        ],
        results: ranked.slice(0, RESULTS).map(({ diagnostic, ...about }) => ({
          ...result(report, diagnostic, indices.get(diagnostic.rule)),
          ...about,
        })),
        properties: { verdict },
      },
    ],
  });
};

/** The state of results against the baseline. A run compares all of its results with a baseline, or none. */
const stateIn =
  (excused: readonly Excused[]) =>
  (baselineState: "new" | "unchanged"): { readonly baselineState?: "new" | "unchanged" } =>
    excused.some(({ by }) => by === "baseline") ? { baselineState } : {};

const suppression = ({ by, reason = "" }: Excused) => ({
  kind: by === "inline" ? "inSource" : "external",
  status: "accepted",
  justification: clip(plainMessage(reason), MESSAGE_LIMIT),
});

const leftOut = (rest: number) => ({
  level: "warning",
  message: {
    text: `${withNoun(rest, "more result")} left out: code scanning shows ${RESULTS}. The JSON report has all of them.`,
  },
});

function result(report: Report, diagnostic: Diagnostic, ruleIndex: number | undefined) {
  const { rule, severity, message, consequence, help, path, related = [], fix, commit, engine } = diagnostic;
  const found = commit === undefined ? undefined : `Found${inCommit(diagnostic)}.`;
  const text = [message, found, consequence, help].filter((part) => part !== undefined).join("\n");
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: clip(plainMessage(text), MESSAGE_LIMIT) },
    locations: [{ physicalLocation: physical(report, path, path === undefined ? { line: 1 } : diagnostic) }],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, LOCATIONS).map((one, index) => relatedLocation(report, one, index)),
    }),
    // GitHub's own `primaryLocationLineHash` is left to its upload step, which warns where somebody else computed it.
    partialFingerprints: {
      "agentCi/v1": diagnostic.fingerprint.replace(/^v1:/, ""),
      ...(engine?.fingerprint !== undefined && { [`${engine.name}/v1`]: engine.fingerprint }),
    },
    ...(commit !== undefined && { properties: { commit } }),
    ...(fix !== undefined && path !== undefined && { fixes: [change(report, path, fix)] }),
  };
}

/**
 * A message as plain text. `[text](target)` is a link in a SARIF message;
 * backslashes keep it text (SARIF 2.1.0, 3.11.6).
 */
const plainMessage = (text: string): string =>
  text.includes("](") ? text.replaceAll(/[\\[\]]/g, String.raw`\$&`) : text;

const relatedLocation = (report: Report, { path, message, ...at }: Related, index: number) => ({
  id: index,
  physicalLocation: physical(report, path, at),
  ...(message !== undefined && { message: { text: clip(plainMessage(message), MESSAGE_LIMIT) } }),
});

/** The place of a result. GitLab collapses results without a region: a whole file is shown at its first line. */
const physical = (
  report: Report,
  path: string | undefined,
  { line = 1, column, endLine, endColumn }: Partial<Location>,
) => ({
  artifactLocation: { uri: encode(forgePath(report, path)) },
  region: { startLine: line, startColumn: column, endLine, endColumn },
});

/** A fix as SARIF tells it. Edits are offsets, and so are SARIF's: both count UTF-16 units behind a byte order mark. */
const change = (report: Report, path: string, { title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: { uri: encode(forgePath(report, path)) },
      replacements: edits.map(({ range, text }) => ({
        deletedRegion: { charOffset: range.start, charLength: range.end - range.start },
        insertedContent: { text },
      })),
    },
  ],
});

/** Each segment percent-encoded; a lone surrogate, which no URI can hold, as U+FFFD. */
const encode = (path: string): string =>
  path
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
