import type { CaseFinding, CaseResult, Rehearsal, Rehearsed, RunResult } from "../case-result.ts";
import type { ExchangeOutcome } from "../outcome.ts";
import { rehearsalExpectation, rehearsalNoRequest } from "../rules.ts";
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
  const found: FoundIn[] = [];
  for (const [at, rehearsal] of rehearsals.entries()) {
    const subject = subjectOf(rehearsal, rehearsals, { ...given, agents });
    const asked = await judgeExpectations(scenario.expect, subject, at === rehearsals.length - 1);
    const findings = [
      ...findInRun(scenario, rehearsal, stale),
      ...missed(scenario, rehearsal),
      ...asked.flatMap(unmet),
    ];
    const seed = rehearsal.interleaved?.seed;
    found.push(...findings.map((finding) => ({ finding, ...(seed !== undefined && { seed }) })));
    runs.push(runResult(rehearsal, asked, findings));
  }
  const passed = runs.map(({ result }) => result === "pass");
  const silent = silentMembers(scenario, rehearsals);
  return {
    scenario,
    rehearsals,
    findings: [...once(found, rehearsals.length), ...silent],
    result: {
      ...facts(scenario),
      result: passed.every(Boolean) && silent.length === 0 ? "pass" : "fail",
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

/** What a table of events expects is met or missed event by event; of a team it is about its folder. */
function missed({ places }: Scenario, { held }: Rehearsal): readonly CaseFinding[] {
  const at = places["events"] ?? places["shared"] ?? places["agents"];
  return (held?.missed ?? []).map((message) => ({ rule: rehearsalExpectation, message, ...(at && { at }) }));
}

/** Agents of a team that asked no model in any run: in one of them another may have done all the work. */
function silentMembers(scenario: Scenario, rehearsals: readonly Rehearsal[]): readonly CaseFinding[] {
  const asking = new Set(rehearsals.flatMap(({ exchanges }) => exchanges.filter(asksModel).map(({ agent }) => agent)));
  if (scenario.kind !== "team" || asking.size === 0) return [];
  const at = scenario.places["agents"];
  return scenario.agents.flatMap(({ name }) =>
    asking.has(name)
      ? []
      : [{ rule: rehearsalNoRequest, message: `${name} asked the server of models nothing.`, ...(at && { at }) }],
  );
}

/** What comes of a request only where a real model may be asked. */
const LIVE: ReadonlySet<ExchangeOutcome["kind"]> = new Set(["recorded", "passed-on", "over-budget", "failed"]);

/** A run fails by what is an error; what is only worth telling fails none. */
function runResult(rehearsal: Rehearsal, asked: readonly Asked[], findings: readonly CaseFinding[]): RunResult {
  const { repeat, ran, exchanges, tally, held, interleaved } = rehearsal;
  return {
    repeat,
    ...(interleaved && { seed: interleaved.seed }),
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
    ...(exchanges.some(({ outcome }) => LIVE.has(outcome.kind)) && {
      upstream: exchanges.filter(({ outcome: { kind } }) => kind === "recorded" || kind === "passed-on").length,
    }),
    diffs: asked.flatMap(({ detail }) => (detail.length === 0 ? [] : [detail])),
  };
}

interface FoundIn {
  readonly finding: CaseFinding;
  /** Of the run. */
  readonly seed?: number;
}

/** What is found in several runs is said once, with their number, and with the seed that plays the first again. */
function once(found: readonly FoundIn[], runs: number): readonly CaseFinding[] {
  const counts = new Map<string, FoundIn & { count: number }>();
  for (const one of found) {
    const { rule, message, at } = one.finding;
    // In other turns the same expectation is missed in another step.
    const isOne = one.seed !== undefined && rule === rehearsalExpectation;
    const key = JSON.stringify([rule.id, isOne ? undefined : message, at]);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { ...one, count: 1 });
  }
  return Array.from(counts.values(), ({ finding, count, seed }) => {
    const often = runs === 1 ? "" : ` In ${count} of ${runs} runs.`;
    const isError = (finding.severity ?? finding.rule.severity) === "error";
    const again =
      seed === undefined || !isError ? "" : ` --seed ${seed} plays ${often === "" ? "it" : "the first"} again.`;
    return often + again === "" ? finding : { ...finding, message: `${finding.message}${often}${again}` };
  });
}
