import { readBy } from "../inventory/links/read-by.ts";
import type { Artifact, Kind } from "../model/artifact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type {
  ArtifactRule,
  Change,
  ChangeRule,
  Options,
  PlacedFinding,
  Repository,
  RepositoryRule,
  Rule,
} from "../model/rule.ts";
import { type Assignment, assign, assignTo, optionSets, optionsKey, policyFor, type RulePolicy } from "./policy.ts";
import type { Found } from "./found.ts";
import { nearby, type Reach } from "./nearby.ts";
import { oncePerFault } from "./once-per-fault.ts";
import { sign } from "./sign.ts";
import { group } from "../model/group.ts";

/** Of one rule in one file. A file can be written to have a million, which no memory holds and nobody reads. */
const MOST_FINDINGS = 1000;
const REST = { message: `There is more of this than ${MOST_FINDINGS} findings can say; the rest is left out.` };

/** What is looked at. Without the other side of a difference, rules of scope `change` do not run. */
export interface Examined {
  readonly head: Repository;
  readonly base?: Repository;
}

/** Artifacts × rules → diagnostics, in their final order. */
export const diagnose = (...asked: Parameters<typeof examine>): readonly Diagnostic[] =>
  sign(examine(...asked), asked[2]);

/**
 * What rules find. Those that look at one artifact are asked about the ones that `selects` takes; the others see all,
 * and what they say is left to be picked from.
 */
export function examine(
  sides: Examined,
  rules: readonly Rule[],
  policy: RulePolicy,
  selects: (path: string) => boolean = () => true,
  reach: Reach = "folders",
): readonly Found[] {
  const artifacts = sides.head.artifacts.filter(({ path }) => selects(path));
  const byArtifact = rules.filter((rule): rule is ArtifactRule => rule.scope === "artifact");
  const early = byArtifact.filter(({ last }) => !last);
  const late = byArtifact.filter(({ last }) => last);
  return oncePerFault([
    ...ofArtifacts(artifacts, early, policy),
    ...ofRepository(sides, nearby(sides.head, selects, reach), rules, policy),
    ...ofArtifacts(artifacts, late, policy),
  ]);
}

/** The rules that run at all under a policy: those that are not `off` everywhere. */
export function running(rules: readonly Rule[], policy: RulePolicy): readonly Rule[] {
  return rules.filter(
    (rule) =>
      assign(rule, policy).severity !== "off" ||
      policy.overrides.some((override) =>
        [rule.id, ...(rule.aliases ?? [])].some((id) => Object.hasOwn(override.rules, id)),
      ),
  );
}

function* ofArtifacts(
  artifacts: readonly Artifact[],
  rules: readonly ArtifactRule[],
  policy: RulePolicy,
): Generator<Found> {
  const byKind = group(
    rules.flatMap((rule) => rule.on.map((kind) => ({ kind, rule, usual: assign(rule, policy) }))),
    ({ kind }): Kind => kind,
  );
  if (rules.length === 0) return;
  for (const artifact of artifacts) {
    const { ways = [artifact.path] } = artifact;
    const own = policyFor(policy, ways);
    let asked: ArtifactRule["where"];
    let holds = true;
    for (const { rule, usual } of byKind.get(artifact.kind) ?? []) {
      if (rule.where !== asked) {
        asked = rule.where;
        holds = asked?.(artifact) ?? true;
      }
      if (!holds) continue;
      const assignment = own.overrides.length === 0 ? usual : assignTo(rule, own, ways);
      if (assignment.severity === "off") continue;
      let count = 0;
      for (const finding of rule.check(artifact, assignment.options)) {
        count += 1;
        yield found(rule, assignment, { ...(count > MOST_FINDINGS ? REST : finding), artifact });
        if (count > MOST_FINDINGS) break;
      }
    }
  }
}

function* ofRepository(
  { head, base }: Examined,
  near: Repository,
  rules: readonly Rule[],
  policy: RulePolicy,
): Generator<Found> {
  for (const rule of rules) {
    if (rule.scope === "artifact" || rule.scope === "engine") continue;
    const looked = rule.scope === "repository" && rule.local ? near : head;
    const sets = optionSets(rule, policy, head);
    for (const [key, options] of sets) yield* ofRule(rule, findingsOf(rule, options, looked, base), head, policy, key);
  }
}

/** The findings of a run of a rule that lie where its options hold. */
function* ofRule(
  rule: Rule,
  findings: Iterable<PlacedFinding>,
  head: Repository,
  policy: RulePolicy,
  key: string,
): Generator<Found> {
  const counts = new Map<string | undefined, number>();
  const waysOf = readBy(head);
  for (const finding of findings) {
    const path = finding.path ?? finding.artifact?.path;
    const count = counts.get(path) ?? 0;
    if (count > MOST_FINDINGS) continue;
    const assignment = path === undefined ? assign(rule, policy) : assignTo(rule, policy, waysOf(path));
    if (assignment.severity === "off" || optionsKey(assignment) !== key) continue;
    counts.set(path, count + 1);
    const source = finding.artifact || path === undefined || !finding.at ? undefined : head.source(path);
    yield {
      ...found(rule, assignment, count === MOST_FINDINGS ? restOf(finding) : finding),
      ...(source && { source }),
    };
  }
}

function findingsOf(
  rule: RepositoryRule | ChangeRule,
  options: Options | undefined,
  head: Repository,
  base: Repository | undefined,
): Iterable<PlacedFinding> {
  if (rule.scope === "repository") return rule.check(head, options);
  const change: Change | undefined = base && { base, head };
  return change ? rule.check(change, options) : [];
}

/** Where there are too many findings of one file: its place, and no more of them. */
const restOf = ({ artifact, path }: PlacedFinding): PlacedFinding => ({
  ...REST,
  ...(artifact && { artifact }),
  ...(path !== undefined && { path }),
});

function found(rule: Rule, { severity }: Assignment, finding: PlacedFinding): Found {
  if (severity === "off") throw new Error(`${rule.id} is off and yet has a finding`);
  return { rule, severity, finding };
}
