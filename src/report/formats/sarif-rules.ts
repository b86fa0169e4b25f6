import type { Severity } from "../../model/diagnostic.ts";
import type { RanRule, Report } from "../../model/report.ts";
import { isAddress } from "../address.ts";
import { clip } from "../clip.ts";
import { TOOL } from "../tool.ts";

export const LEVELS = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/**
 * Characters of a rule's description or address.
 * GitLab skips the results of a rule with a longer description or address.
 */
const TEXT_LIMIT = 1024;
const URL_LIMIT = 2048;

/**
 * Groups of rules that have a security score. Only rules about leaks and tampering are security alerts: a score on the
 * others would rank a missing title beside a vulnerability. GitLab files results with CWE-798 under secret detection.
 */
const SECURITY: Readonly<Record<string, readonly string[]>> = {
  secret: ["security", "external/cwe/cwe-798"],
  policy: ["security"],
};
const SCORES = { error: "8.0", warning: "5.0", info: "2.0" } as const satisfies Record<Severity, string>;

/** Descriptors of the rules that ran, and of those that only a merged or older report names. */
export function describeRules({ rules, diagnostics, excused = [] }: Report) {
  const all = [...diagnostics, ...excused.map(({ diagnostic }) => diagnostic)];
  const known = new Set(rules.map(({ id }) => id));
  const unknown = new Map(all.filter(({ rule }) => !known.has(rule)).map(({ rule, severity }) => [rule, severity]));
  return [...rules.map(describe), ...Array.from(unknown, ([id, severity]) => bare(id, severity))];
}

function describe({ id, aliases, severity, summary, why, url }: RanRule) {
  const helpUri = url.length <= URL_LIMIT && isAddress(url) ? url : undefined;
  return {
    ...bare(id, severity),
    ...(aliases && { deprecatedIds: aliases }),
    shortDescription: { text: clip(summary, TEXT_LIMIT) },
    fullDescription: { text: clip(why, TEXT_LIMIT) },
    helpUri,
    help: { text: [why, helpUri].filter((part) => part !== undefined).join("\n\n") },
  };
}

function bare(id: string, severity: Severity) {
  const group = id.split("/", 1)[0] ?? id;
  const security = Object.hasOwn(SECURITY, group) ? SECURITY[group] : undefined;
  return {
    id,
    shortDescription: { text: id },
    fullDescription: { text: id },
    helpUri: `${TOOL.url}#readme`,
    help: { text: `agent-ci explain ${id}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["agent-configuration", group, ...(security ?? [])],
      ...(security !== undefined && { "security-severity": SCORES[severity] }),
    },
  };
}
