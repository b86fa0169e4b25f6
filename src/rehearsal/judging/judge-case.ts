import type { CaseFinding, CaseResult, Rehearsal, Rehearsed, RunResult } from "../case-result.ts";
import { rehearsalExpectation } from "../rules.ts";
import { agentsOf } from "../scenarios/agents-schema.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { asksModel } from "./asks-model.ts";
import { evidenceOf } from "./case-evidence.ts";
import { findInRun } from "./find-in-run.ts";
import { type Asked, judgeExpectations } from "./judge-expectations.ts";
import { type Given, subjectOf } from "./subject-of.ts";

export interface CaseJudging extends Given {
  /** How bad recordings are that were made under another configuration. */
  readonly stale: "warning" | "error";
  /** Ids of recordings that a cache alone has. */
  readonly cached?: ReadonlySet<string>;
}

/** The runs of a case → what is wrong with it, and what a report has of it. */
export async function judgeCase(
  scenario: Scenario,
  rehearsals: readonly Rehearsal[],
  { stale, cached = new Set(), ...given }: CaseJudging,
): Promise<Rehearsed> {
  const agents = scenario.kind === "agent" ? agentsOf(scenario) : [];
  const runs: RunResult[] = [];
  const found: CaseFinding[] = [];
  for (const [at, rehearsal] of rehearsals.entries()) {
    const subject = subjectOf(rehearsal, rehearsals, { ...given, agents });
    const asked = await judgeExpectations(scenario.expect, subject, at === rehearsals.length - 1);
    const findings = [
      ...findInRun(scenario, rehearsal, stale),
      ...missed(scenario, rehearsal),
      ...asked.flatMap(unmet),
    ];
    found.push(...findings);
    runs.push(runResult(rehearsal, asked, findings));
  }
  const passed = runs.map(({ result }) => result === "pass");
  return {
    scenario,
    rehearsals,
    findings: once(found, rehearsals.length),
    result: {
      ...facts(scenario),
      result: passed.every(Boolean) ? "pass" : "fail",
      runs,
      evidence: evidenceOf(rehearsals, passed, cached),
    },
  };
}

const facts = ({
  id,
  path,
  name,
  kind,
  tags,
}: Scenario): Pick<CaseResult, "id" | "path" | "name" | "kind" | "tags"> => ({
  id,
  path,
  name,
  kind,
  tags,
});

const unmet = ({ expectation: { at }, message }: Asked): readonly CaseFinding[] =>
  message === undefined ? [] : [{ rule: rehearsalExpectation, message, at }];

/** What a table of events expects is met or missed event by event. */
function missed({ places: { events: at } }: Scenario, { held }: Rehearsal): readonly CaseFinding[] {
  return (held?.missed ?? []).map((message) => ({ rule: rehearsalExpectation, message, ...(at && { at }) }));
}

/** A run fails by what is an error; what is only worth telling fails none. */
function runResult(rehearsal: Rehearsal, asked: readonly Asked[], findings: readonly CaseFinding[]): RunResult {
  const { repeat, ran, exchanges, tally, held } = rehearsal;
  return {
    repeat,
    result: findings.some(({ rule, severity = rule.severity }) => severity === "error") ? "fail" : "pass",
    ended: ran.ended.kind,
    isolation: ran.isolation,
    durationMs: Math.round(ran.durationMs),
    memoryBytes: ran.memoryBytes,
    requests: exchanges.filter(asksModel).length,
    tokens: { input: tally.usage.input, output: tally.usage.output },
    met: asked.filter(({ met }) => met).length + (held === undefined ? 0 : held.expected - held.missed.length),
    expected: asked.length + (held?.expected ?? 0),
    attempts: ran.attempts,
    diffs: asked.flatMap(({ detail }) => (detail.length === 0 ? [] : [detail])),
  };
}

/** What is found in several runs is said once, with their number. */
function once(found: readonly CaseFinding[], runs: number): readonly CaseFinding[] {
  const counts = new Map<string, { readonly finding: CaseFinding; count: number }>();
  for (const finding of found) {
    const key = JSON.stringify([finding.rule.id, finding.message, finding.at]);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { finding, count: 1 });
  }
  return Array.from(counts.values(), ({ finding, count }) =>
    runs === 1 ? finding : { ...finding, message: `${finding.message} In ${count} of ${runs} runs.` },
  );
}
