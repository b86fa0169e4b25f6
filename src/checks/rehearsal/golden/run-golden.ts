import { join } from "node:path";
import { runJob } from "../../../host/jobs/run-job.ts";
import { findProgram } from "../../../host/machine/programs.ts";
import type { Repository } from "../../../model/rule.ts";
import { type Asserted, NOTHING } from "../../../rehearsal/assertions/assertion.ts";
import type { GoldenCase, GoldenSet, RunBy } from "../../../rehearsal/golden/golden-set.ts";
import type { GoldenRun, RanGolden } from "../../../rehearsal/golden/judge-golden.ts";
import { countingRuns } from "../../../rehearsal/judging/case-evidence.ts";
import { findInRun } from "../../../rehearsal/judging/find-in-run.ts";
import { subjectOf } from "../../../rehearsal/judging/subject-of.ts";
import { agentsOf } from "../../../rehearsal/scenarios/agents-schema.ts";
import type { Scenario } from "../../../rehearsal/scenarios/scenario.ts";
import { redact } from "../../../secrets/redact.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import type { World } from "../../../workspace/world.ts";
import { pathBeside } from "../beside-of.ts";
import { fixtureOf, lacksFolder } from "../fixture-of.ts";
import { openStage } from "../open-stage.ts";
import { recordingsOf } from "../recordings-of.ts";
import { type RanCase, rehearseCases } from "../rehearse-cases.ts";
import { reportProgress } from "../report-progress.ts";
import { showStreams } from "../show-output.ts";
import { recordingFolder } from "../unused-recordings.ts";

/** How somebody wants the cases to be run. */
export interface GoldenRunning {
  /** Instead of what the set says. */
  readonly repeat?: number;
  readonly jobs?: number;
  readonly ephemeral: boolean;
  /** Why no command runs here; undefined where one may. `later`: where one may, others judge. */
  readonly noCommands: { readonly why: string; readonly later: boolean } | undefined;
}

interface Wanted {
  readonly set: GoldenSet;
  readonly golden: GoldenCase;
}

/** Cases by those who know how to run them: a client, shut in, or a program. The answer is in their order. */
export async function runGolden(
  world: World,
  workspace: Workspace,
  wanted: readonly Wanted[],
  {
    side,
    scenarioOf,
  }: { readonly side: Repository; readonly scenarioOf: (golden: GoldenCase) => Scenario | undefined },
  running: GoldenRunning,
): Promise<readonly RanGolden[]> {
  const staged = wanted.flatMap(({ set, golden }) => {
    const scenario = scenarioOf(golden);
    return scenario ? [{ golden, scenario: asCase(scenario, golden, running.repeat ?? set.runs) }] : [];
  });
  const rehearsed = staged.length === 0 ? new Map() : await rehearse(world, workspace, staged, side, running);
  const ran: RanGolden[] = [];
  for (const { set, golden } of wanted) {
    const one: RanGolden | undefined = rehearsed.get(golden.id);
    ran.push(one ?? (await runCommand(world, workspace, golden, running, running.repeat ?? set.runs, side)));
  }
  for (const one of ran) await showBroken(world, one);
  return ran;
}

/** What the first run that went wrong had printed: its exit code alone helps nobody. */
async function showBroken(world: World, { golden, runs }: RanGolden): Promise<void> {
  const broken = runs.find((one) => one.broken.length > 0);
  if (!broken) return;
  const said = showStreams(golden.id, broken.subject.output, broken.subject.errors);
  if (world.quote) await world.quote(said);
  else world.err(said);
}

/** The scenario as this case has it run: what is compared is the case's, and so is the folder that it is named by. */
function asCase(scenario: Scenario, { id, runBy, comparators }: GoldenCase, repeat: number): Scenario {
  const common = { id, expect: comparators, repeat };
  return scenario.kind === "agent" && runBy.kind === "scenario"
    ? { ...scenario, ...common, prompt: runBy.input ?? scenario.prompt }
    : { ...scenario, ...common };
}

interface StagedCase {
  readonly golden: GoldenCase;
  readonly scenario: Scenario;
}

async function rehearse(
  world: World,
  workspace: Workspace,
  staged: readonly StagedCase[],
  side: Repository,
  { jobs, ephemeral }: GoldenRunning,
): Promise<ReadonlyMap<string, RanGolden>> {
  const stage = await openStage(world, workspace, ephemeral);
  const head = await workspace.sides.head({ outline: false });
  const folders = new Set(staged.flatMap(({ scenario }) => recordingFolder(scenario) ?? []));
  const recorded = await recordingsOf(workspace, folders, undefined);
  // What a case is held to is no business of who runs.
  const own = new Set(
    staged.map(({ golden }) => golden.id.slice(0, golden.id.lastIndexOf("/", golden.id.lastIndexOf("/") - 1) + 1)),
  );
  const bare = { ...head, paths: head.paths.filter(({ path }) => ![...own].some((folder) => path.startsWith(folder))) };
  const progress = reportProgress(world, staged.length);
  const ran = await rehearseCases(
    staged.map(({ scenario }) => scenario),
    {
      stage,
      jobs: jobs ?? stage.jobs,
      props: (scenario) =>
        lacksFolder(scenario, bare) ?? {
          fixture: fixtureOf(scenario, bare, workspace.place.files),
          recordings: recorded.of(recordingFolder(scenario)),
        },
      over: progress.over,
    },
  );
  progress.end();
  return new Map(
    ran.flatMap((one, at) => {
      const golden = staged[at]?.golden;
      return golden ? [[golden.id, ofRehearsals(golden, one, recorded.cached, side)] as const] : [];
    }),
  );
}

function ofRehearsals(
  golden: GoldenCase,
  { scenario, rehearsals, notRun }: RanCase,
  cached: ReadonlySet<string>,
  side: Repository,
): RanGolden {
  const agents = scenario.kind === "agent" ? agentsOf(scenario) : [];
  const beside = besideCase(golden, side);
  const counts = countingRuns(rehearsals, cached);
  const runs = rehearsals.map((rehearsal, at): GoldenRun => {
    const wrong = [...findInRun(scenario, rehearsal, "warning")].filter(
      ({ rule, severity = rule.severity }) => severity === "error",
    );
    return {
      subject: withoutSecrets(subjectOf(rehearsal, rehearsals, { beside, agents })),
      broken: [...new Set([...wrong.map(({ message }) => message), ...(rehearsal.held?.missed ?? [])])],
      counts: counts[at] === true,
    };
  });
  return { golden, runs, ...(notRun && { notRun: notRun.why }) };
}

/** Files that comparators name stand beside the set. */
const besideCase =
  ({ id }: GoldenCase, { source }: Repository): Asserted["beside"] =>
  (named) => {
    const path = pathBeside({ path: id.slice(0, id.lastIndexOf("/")) }, named);
    return path === undefined ? undefined : source(path)?.text;
  };

/** What is compared may become a reference, which is committed, and stands in reports. */
function withoutSecrets(subject: Asserted): Asserted {
  const { output, errors, answers, after } = subject;
  return {
    ...subject,
    output: redact(output),
    errors: redact(errors),
    answers: answers.map((text) => redact(text)),
    after: (path: string) => {
      const text = after(path);
      return text === undefined ? undefined : redact(text);
    },
  };
}

type ByCommand = Extract<RunBy, { kind: "command" }>;

/** A program of the repository: in its folder, without any variable of the job but those that every program needs. */
async function runCommand(
  world: World,
  { place }: Workspace,
  golden: GoldenCase,
  { noCommands }: GoldenRunning,
  repeat: number,
  side: Repository,
): Promise<RanGolden> {
  const { runBy } = golden;
  if (runBy.kind !== "command") return { golden, runs: [], notRun: "its scenario cannot run" };
  if (noCommands) return { golden, runs: [], notRun: noCommands.why, ...(noCommands.later && { later: true }) };
  const [program = ""] = runBy.command;
  // What this machine lacks says nothing of a release, which would be taken back for it.
  if (!/[/\\]/.test(program) && findProgram(program, world.env, []) === undefined)
    return { golden, runs: [], notRun: `there is no program "${program}" on PATH here` };
  const runs: GoldenRun[] = [];
  for (let at = 0; at < repeat; at += 1) {
    const run = await runOnce(world, join(place.top, place.prefix), runBy, golden, side);
    runs.push(run);
  }
  return { golden, runs };
}

async function runOnce(
  world: World,
  cwd: string,
  { command, input, seconds }: ByCommand,
  golden: GoldenCase,
  side: Repository,
): Promise<GoldenRun> {
  const startedAt = performance.now();
  const { output, errors, code, why } = await runJob(command, {
    cwd,
    env: world.env,
    facts: { AGENT_CI_GOLDEN: golden.id },
    timeout: seconds * 1000,
    input,
  });
  const isExpected = code !== null && golden.comparators.some(({ type }) => type === "exit-code");
  return {
    subject: withoutSecrets({
      ...NOTHING,
      output,
      errors,
      ended: code === null ? { kind: "lost", reason: why } : { kind: "exit", code },
      durationMs: performance.now() - startedAt,
      beside: besideCase(golden, side),
    }),
    broken: why === "" || isExpected ? [] : [`The command: ${why}.`],
    counts: true,
  };
}
