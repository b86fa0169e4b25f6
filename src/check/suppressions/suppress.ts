import type { Diagnostic } from "../../model/diagnostic.ts";
import { nearest } from "../../model/nearest.ts";
import type { Excused } from "../../model/report.ts";
import type { EngineRule, Rule } from "../../model/rule.ts";
import { isExempt } from "../exempt.ts";
import { foundAt } from "../found-at.ts";
import { suppressionExpired, suppressionInvalid, suppressionUnused } from "../rules.ts";
import type { Found } from "../found.ts";
import type { Malformed, Suppression } from "./suppression.ts";
import { group } from "../../model/group.ts";

export interface Suppressing {
  readonly suppressions: readonly Suppression[];
  readonly malformed: readonly Malformed[];
  /** ISO 8601, UTC. */
  readonly today: string;
  /** Every rule there is. */
  readonly registry: readonly Rule[];
  /** The ids of those that ran: of the others nobody knows whether they would have found something. */
  readonly ran: ReadonlySet<string>;
  /** All paths by which what is found at a path is read. */
  readonly waysOf: (path: string) => readonly string[];
  /** Whether all was looked at that a suppression is about. */
  readonly looked: (suppression: Suppression) => boolean;
}
export interface Suppressed {
  readonly kept: readonly Diagnostic[];
  readonly excused: readonly Excused[];
  /** What is wrong with the suppressions themselves. */
  readonly found: readonly Found[];
  /** How many findings each took out, in the order of the suppressions that hold. */
  readonly ledger: readonly { readonly suppression: Suppression; readonly findings: number }[];
}

/**
 * Takes out the findings that somebody answered for.
 * A suppression that does not hold takes out nothing, and is reported.
 */
export function suppress(diagnostics: readonly Diagnostic[], given: Suppressing): Suppressed {
  const found: Found[] = given.malformed.map(({ message, shown }) => foundAt(suppressionInvalid, message, shown));
  const ids = namesOf(given.registry);
  const holding: Suppression[] = [];
  for (const one of given.suppressions) {
    const id = ids.get(one.rule) ?? one.rule;
    const refused = refusal(one, id, given.today);
    if (refused) found.push(foundAt(refused.rule, refused.message, one.shown));
    else holding.push({ ...one, rule: id });
  }
  const byRule = group(holding, ({ rule }) => rule);
  const counts = new Map<Suppression, number>();
  const kept: Diagnostic[] = [];
  const excused: Excused[] = [];
  for (const diagnostic of diagnostics) {
    const by = answersFor(diagnostic, byRule.get(diagnostic.rule) ?? [], given);
    const [first] = by;
    if (!first) {
      kept.push(diagnostic);
      continue;
    }
    for (const one of by) counts.set(one, (counts.get(one) ?? 0) + 1);
    excused.push({ by: first.where, reason: first.reason, diagnostic });
  }
  for (const one of holding) {
    const judged = given.ran.has(one.rule) || !ids.has(one.rule);
    if (judged && !counts.has(one) && given.looked(one))
      found.push(foundAt(suppressionUnused, unused(one, ids), one.shown));
  }
  return {
    kept,
    excused,
    found,
    ledger: holding.map((suppression) => ({ suppression, findings: counts.get(suppression) ?? 0 })),
  };
}

/**
 * The suppressions that take out a finding; none where one is missing. A comment stands in the text itself, however it
 * is read; a glob answers for one place, and each by which a client reads the text needs its answer.
 */
function answersFor(
  diagnostic: Diagnostic,
  suppressions: readonly Suppression[],
  { waysOf }: Pick<Suppressing, "waysOf">,
): readonly Suppression[] {
  const inline = suppressions.find(({ where, covers }) => where === "inline" && covers(diagnostic));
  if (inline) return [inline];
  const { path } = diagnostic;
  const places = path === undefined ? [diagnostic] : waysOf(path).map((way) => ({ ...diagnostic, path: way }));
  const answers = places.map((place) => suppressions.find(({ covers }) => covers(place)));
  return answers.every((one) => one !== undefined) ? [...new Set(answers)] : [];
}

/** Each rule's id by all its names. */
const namesOf = (registry: readonly Rule[]): ReadonlyMap<string, string> =>
  new Map(registry.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id])));

interface Refusal {
  readonly rule: EngineRule;
  readonly message: string;
}

function refusal({ where, until }: Suppression, id: string, today: string): Refusal | undefined {
  if (isExempt(id, "suppression")) return { rule: suppressionInvalid, message: `Nobody can suppress ${id}.` };
  if (where === "inline" && isExempt(id, "comments"))
    return {
      rule: suppressionInvalid,
      message: `A comment cannot suppress ${id}. Use \`suppress:\` in agent-ci.yaml, where reviewers see it.`,
    };
  if (until === undefined) return undefined;
  if (!isDay(until)) return { rule: suppressionInvalid, message: `"${until}" is no day. Write YYYY-MM-DD.` };
  return until < today
    ? { rule: suppressionExpired, message: `The suppression of ${id} held until ${until}, and that day has passed.` }
    : undefined;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function unused({ rule, path, where }: Suppression, ids: ReadonlyMap<string, string>): string {
  if (!ids.has(rule)) {
    const close = nearest(rule, [...ids.keys()]);
    return `There is no rule ${rule}, and nothing to suppress.${close === undefined ? "" : ` Did you mean ${close}?`}`;
  }
  if (where === "inline") return `${rule} finds nothing in the next line.`;
  return `${rule} finds nothing ${path === undefined ? "about the repository as a whole" : `in "${path}"`}.`;
}
