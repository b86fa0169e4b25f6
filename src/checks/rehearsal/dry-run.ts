import { resolve } from "node:path";
import { policyWeakened } from "../../check/rules.ts";
import type { Found } from "../../check/found.ts";
import type { OpenBook } from "../../cost/book/find-prices.ts";
import type { Fixture } from "../../host/sandbox/lay-out-workspace.ts";
import type { Section } from "../../model/report.ts";
import type { Repository } from "../../model/rule.ts";
import type { CaseFinding, Rehearsed } from "../../rehearsal/case-result.ts";
import { judgeCase } from "../../rehearsal/judging/judge-case.ts";
import * as rules from "../../rehearsal/rules.ts";
import type { Shard } from "../../rehearsal/scenarios/select-scenarios.ts";
import type { Scenario } from "../../rehearsal/scenarios/scenario.ts";
import { dryRunSection } from "../../rehearsal/sections.ts";
import { transcribe, type Transcribing, transcriptSection } from "../../rehearsal/transcript/transcribe.ts";
import type { Check, Evidence } from "../../judging/evidence.ts";
import { policySide } from "../../workspace/policy-side.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { openPrices } from "../cost/open-prices.ts";
import { besideOf } from "./beside-of.ts";
import { billCases } from "./bill-cases.ts";
import { chosenScenarios, type ScenariosAsked } from "./chosen-scenarios.ts";
import { evaluateCode } from "./evaluate-code.ts";
import { fixtureOf, lacksFolder } from "./fixture-of.ts";
import { measureCases } from "./measure-cases.ts";
import { openStage } from "./open-stage.ts";
import { priceExchanges } from "../cost/price-calls.ts";
import { recordingsOf } from "./recordings-of.ts";
import { REHEARSAL_RULES } from "./rehearsal-rules.ts";
import { rehearseCases, type RanCase } from "./rehearse-cases.ts";
import { reportProgress } from "./report-progress.ts";
import { showOutput } from "./show-output.ts";
import type { Stage } from "./stage.ts";
import { steeringFindings } from "./steering-of.ts";
import { recordingFolder, unusedRecordings } from "./unused-recordings.ts";
import { weakenedPolicy } from "./weakened-policy.ts";
import { updateGoldens } from "./update-goldens.ts";

/** How somebody wants it to be rehearsed. */
export interface DryRunAsked extends ScenariosAsked {
  readonly jobs?: number;
  /** A folder on disk with recordings of any scenario, which answer where those in git do not. */
  readonly recordings?: string;
  readonly stale: "warning" | "error";
  readonly updateGolden: boolean;
  /** Whether somebody declared that nothing of the machine survives the job. */
  readonly ephemeral: boolean;
  /** Asks real models. Throws UsageError where these scenarios must not meet any. */
  readonly live?: (workspace: Workspace, staged: ReadonlyMap<Scenario, Fixture>) => NonNullable<Stage["live"]>;
  /** Absent where nobody reads transcripts; `keepTexts`: with the texts of system prompts. */
  readonly transcripts?: Transcribing;
  /** Told of all cases, when they have been judged. */
  readonly rehearsed?: (cases: readonly Rehearsed[]) => void;
}

const RULES = [...REHEARSAL_RULES, policyWeakened];

async function quote(world: World, said: string): Promise<void> {
  if (world.quote) await world.quote(said);
  else world.err(said);
}

/** Runs the scenarios of the judging side on what is checked, and says what came of them. */
export const dryRuns =
  (asked: DryRunAsked): Check =>
  async (world, workspace) => {
    // The trial that it starts takes as long as everything else here: they go side by side.
    const opening = openStage(world, workspace, asked.ephemeral);
    opening.catch(() => undefined); // heard where it is waited for
    const head = await workspace.sides.head({ outline: false });
    const side = await policySide(workspace);
    const { all, part, invalid, files } = await chosenScenarios(workspace, asked, head, side);
    const recorded = await recordingsOf(
      workspace,
      new Set(part.flatMap((one) => recordingFolder(one) ?? [])),
      asked.recordings === undefined ? undefined : resolve(world.cwd, asked.recordings),
    );
    const stage = await opening;
    const fixtures = new Map(part.map((one) => [one, fixtureOf(one, head, workspace.place.files)] as const));
    const progress = reportProgress(world, part.length);
    const live = asked.live?.(workspace, fixtures);
    const ran = await rehearseCases(part, {
      stage: live ? { ...stage, live } : stage,
      jobs: live ? 1 : (asked.jobs ?? stage.jobs),
      props: (scenario) =>
        lacksFolder(scenario, head) ?? {
          fixture: fixtures.get(scenario) ?? new Map(),
          recordings: recorded.of(recordingFolder(scenario)),
        },
      over: progress.over,
    });
    progress.end();
    const beside = besideOf(side);
    const isPriced = part.some(({ expect }) => expect.some(({ type }) => type === "cost"));
    const prices = isPriced ? await openPrices(workspace.policy) : undefined;
    const goldens = asked.updateGolden ? updateGoldens(workspace, ran, beside) : new Map<string, string>();
    const rehearsed: Rehearsed[] = [];
    const found: Found[] = [...invalid, ...recorded.invalid, ...(live ? [] : unusedRecordings(ran, all, recorded))];
    for (const one of ran) {
      const judged = await judge(one, asked, stage, {
        beside,
        goldens,
        cached: recorded.cached,
        ...(prices && { prices }),
      });
      if (judged.rehearsals.length > 0) rehearsed.push(judged);
      const said = judged.result.result === "fail" ? showOutput(judged) : undefined;
      if (said !== undefined) await quote(world, said);
      const steering = steeringFindings(one.scenario, fixtures.get(one.scenario) ?? new Map());
      found.push(...[...judged.findings, ...steering].map((finding) => foundIn(one.scenario, finding, head)));
    }
    found.push(...(await weakenedPolicy(workspace)));
    asked.rehearsed?.(rehearsed);
    const bills = live ? [] : await billCases(ran, fixtures, stage, workspace);
    const transcripts = asked.transcripts ? [transcriptSection(transcribe(rehearsed, asked.transcripts))] : [];
    const more = [...transcripts, ...bills];
    const checked = { files, ...(asked.shard && { shard: asked.shard }) };
    return evidenceOf(found, rehearsed, stage, { ...checked, more });
  };

function evidenceOf(
  found: readonly Found[],
  rehearsed: readonly Rehearsed[],
  stage: Stage,
  { files, shard, more }: { readonly files: number; readonly shard?: Shard; readonly more: readonly Section[] },
): Evidence {
  const cases = rehearsed.map(({ result }) => result);
  const { isolation, refused } = stage.ground;
  return {
    found,
    rules: RULES,
    measurements: measureCases(cases),
    sections: [
      dryRunSection({ cases, refused, ...(cases.length > 0 && { isolation }), ...(shard && { shard }) }),
      ...more,
    ],
    checked: { artifacts: files, kinds: { scenario: files } },
  };
}

interface Judging {
  readonly beside: ReturnType<typeof besideOf>;
  readonly goldens: ReadonlyMap<string, string>;
  readonly cached: ReadonlySet<string>;
  readonly prices?: OpenBook;
}

async function judge(
  { scenario, rehearsals, notRun }: RanCase,
  { stale, allowJavascript }: DryRunAsked,
  stage: Stage,
  { beside, goldens, cached, prices }: Judging,
): Promise<Rehearsed> {
  const judged = await judgeCase(scenario, rehearsals, {
    stale,
    cached,
    beside: (path) => beside(scenario, path, goldens),
    ...(prices && { priceOf: (exchanges) => priceExchanges(exchanges, prices) }),
    ...(allowJavascript && { evaluate: async (code, context) => evaluateCode(code, context, stage) }),
  });
  if (!notRun) return judged;
  const at = scenario.places[notRun.key] ?? scenario.places["prompt"];
  const missing: CaseFinding = { rule: rules.rehearsalNotRun, message: notRun.why, ...(at && { at }) };
  return { ...judged, findings: [...judged.findings, missing] };
}

/** Lines of the target branch's scenario are not those of the file that is checked. */
function foundIn({ path, source }: Scenario, finding: CaseFinding, head: Repository): Found {
  const { rule, message, at, severity } = finding;
  const isSame = finding.path === undefined && head.source(path)?.text === source.text;
  return {
    rule,
    finding: { path: finding.path ?? path, message, ...(isSame && at && { at }) },
    ...(isSame && { source }),
    ...(severity && { severity }),
  };
}
