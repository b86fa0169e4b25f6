import type { Artifact } from "../model/artifact.ts";
import { byText } from "../model/by-text.ts";
import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { Rule } from "../model/rule.ts";
import { locationOf, type Location, type Source } from "../model/source.ts";
import { fingerprint, normalise } from "./fingerprint.ts";
import type { Found } from "./found.ts";
import { assign, assignTo, type RulePolicy } from "./policy.ts";
import { type Redacted, redactLine, redactWords } from "./redaction.ts";

interface Unsigned extends Found {
  readonly severity: Severity;
  /** What `source` is the text of, where it is one: it tells where secrets stand. */
  readonly artifact?: Artifact;
  readonly source?: Source;
  readonly path?: string;
}
interface Placed extends Unsigned {
  readonly location?: Location;
  /** Without secrets, from here on. */
  readonly line: Redacted;
  readonly key: Ordered;
}

/**
 * No reader wants more of one line than this, and nothing may cost a megabyte per finding: minified files are one line.
 */
const LONGEST_LINE = 4096;

/**
 * Adds rule, severity, place, excerpt and fingerprint, and puts everything into the one order of all reports. What the
 * policy has switched off for its path is left out.
 */
export function sign(found: readonly Found[], policy: RulePolicy): readonly Diagnostic[] {
  const ordinals = new Map<string, number>();
  return found
    .flatMap((one) => unsigned(one, policy) ?? [])
    .map(place)
    .sort((a, b) => inOrder(a.key, b.key))
    .map(({ rule, severity, finding, path, commit, engine, location, line }) => {
      const normalised = inCommit(commit, location) + normalise(line.blank);
      const alike = JSON.stringify([path, rule.id, normalised]);
      const ordinal = ordinals.get(alike) ?? 0;
      ordinals.set(alike, ordinal + 1);
      const { message, client, related, fix } = finding;
      return {
        rule: rule.id,
        severity,
        message,
        ...(path !== undefined && { path }),
        ...location,
        fingerprint: fingerprint(rule.aliases?.[0] ?? rule.id, normalised, ordinal),
        consequence: finding.consequence ?? rule.consequence,
        help: finding.help ?? rule.help,
        ...(client && { client }),
        ...(commit !== undefined && { commit }),
        ...(engine && { engine }),
        ...(related && { related }),
        ...(fix && { fix }),
        ...(location && { excerpt: line.stars }),
      };
    });
}

function unsigned(one: Found, policy: RulePolicy): Unsigned | undefined {
  const { rule, finding } = one;
  const { artifact } = finding;
  const path = finding.path ?? artifact?.path;
  const severity = one.severity ?? assigned(rule, policy, path, artifact?.ways);
  if (severity === "off") return undefined;
  const source = one.source ?? artifact?.source;
  return {
    ...one,
    severity,
    ...(source && { source }),
    ...(artifact && artifact.source === source && { artifact }),
    ...(path !== undefined && { path }),
  };
}

function assigned(rule: Rule, policy: RulePolicy, path: string | undefined, ways?: readonly string[]) {
  return (path === undefined ? assign(rule, policy) : assignTo(rule, policy, ways ?? [path])).severity;
}

/**
 * No commit ever changes: what was found in one is named by its place there, and never taken for what stands in a file.
 */
const inCommit = (commit: string | undefined, { line, column }: Partial<Location> = {}): string =>
  commit === undefined ? "" : `${commit}:${line}:${column}:`;

function place(given: Unsigned): Placed {
  const one = { ...given, finding: redactWords(given.finding, given.source, given.artifact) };
  const { source, finding, rule, path } = one;
  const key = { rule: rule.id, message: finding.message, ...(path !== undefined && { path }) };
  if (!source || !finding.at) return { ...one, line: { stars: "", blank: "" }, key };
  const location = locationOf(source, finding.at);
  const line = redactLine(source, location.line, LONGEST_LINE, one.artifact, one.hides);
  return { ...one, location, line, key: { ...key, ...location } };
}

/** The one order of all reports: the repository itself, then path, line, column, rule. */
export function inOrder(a: Ordered, b: Ordered): number {
  return (
    byText(a.path ?? "", b.path ?? "") ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    byText(a.rule, b.rule) ||
    byText(a.message, b.message)
  );
}
type Ordered = Pick<Diagnostic, "path" | "line" | "column" | "rule" | "message">;
