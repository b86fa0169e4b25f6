import { triggerUndecided } from "../catalogue/rules.ts";
import { redactReport } from "../check/redact-report.ts";
import { isUpkeep, worse } from "../check/weakening/worse.ts";
import { costUndecided } from "../cost/rules.ts";
import { exitCode } from "../gate/exit.ts";
import { failOn, type Gate, judge, undecidedBy, within } from "../gate/judge.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { goldenUndecided } from "../rehearsal/rules.ts";
import type { ReporterInput } from "../report/reporter.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { World } from "../workspace/world.ts";
import type { BaselineAsked } from "./baseline-asked.ts";
import { openConditions } from "./conditions.ts";
import { type Check, joinSigned, lookedAt, type Signed, signEvidence } from "./evidence.ts";
import { listen } from "./listen.ts";
import { settleEvidence } from "./settle-evidence.ts";
import { weakening } from "./weakening.ts";

/** Sections about what all checks found together, after suppressions and baseline. */
export type Summary = (world: World, workspace: Workspace, found: Signed) => Promise<Signed["sections"]>;

/**
 * Checks → evidence → signed → settled → report → verdict → the door shows it → exit code:
 * the one way out of every command that judges.
 */
export async function conclude(
  world: World,
  workspace: Workspace,
  values: Readonly<Record<string, unknown>> & BaselineAsked,
  checks: readonly Check[],
  summary?: Summary,
): Promise<number> {
  const { policy, own } = workspace;
  // Known only when all has been looked at: until then, nobody has asked for the files of the policy.
  const isOther = once(() => own !== undefined && differs(workspace, own));
  const judged = await judgedBy(world, workspace, values, checks, {
    isJudging: true,
    leaves: (one) => isUpkeep(one) && isOther(),
    ...(summary && { summary }),
  });
  const { report, verdict } = own && isOther() ? worse(judged, await judgedBy(world, own, values, checks)) : judged;
  const folder = values["output"] === undefined ? policy.base : world.cwd;
  await world.show({ report, verdict, settings: policy.settings, folder, values });
  return exitCode(verdict, policy.settings["on-inconclusive"]);
}

interface More {
  /** Whether this policy judges another one, and tells what that lets through. */
  readonly isJudging?: boolean;
  /** Findings that another policy is asked about. */
  readonly leaves?: (diagnostic: Diagnostic) => boolean;
  readonly summary?: Summary;
}

/** What one policy makes of the folder. */
async function judgedBy(
  world: World,
  workspace: Workspace,
  values: BaselineAsked,
  checks: readonly Check[],
  { isJudging = false, leaves = () => false, summary }: More = {},
): Promise<ReporterInput> {
  const conditions = await openConditions(workspace);
  const { evidence, secrets } = await listen(world, workspace, checks);
  const signed = signEvidence(workspace, evidence);
  const weakened = isJudging ? [await weakening(workspace, values, signed.diagnostics)] : [];
  const all = joinSigned(signed, signEvidence(workspace, weakened));
  const settled = await settleEvidence(world, workspace, all, lookedAt(evidence), values);
  const found = { ...settled, diagnostics: settled.diagnostics.filter((one) => !leaves(one)) };
  const sections = [...((await summary?.(world, workspace, found)) ?? []), ...found.sections];
  const report = conditions({ version: 1, ...found, sections, run: await workspace.run(world.clock.now()) });
  expectSomething(workspace, report);
  return redactReport({ report, verdict: judge(report, gatesOf(workspace), DOUBTS) }, secrets);
}

/** A finding says more than that nothing is there: a file that no client reads as what it is meant for. */
function expectSomething({ place: { explicit } }: Workspace, { checked, diagnostics }: Report): void {
  if (explicit === undefined || checked.artifacts > 0 || diagnostics.length > 0) return;
  throw new UsageError(
    `No agent configuration in "${explicit}". \`agent-ci inventory\` lists what is recognised; check the path and \`ignore:\`.`,
  );
}

const gatesOf = ({ policy: { settings, matches } }: Workspace): readonly Gate[] => [
  failOn(settings["fail-on"]),
  ...settings.gates.map(({ path, ...bound }) =>
    within({ ...bound, ...(path !== undefined && { matches: (at: string) => matches(path, at) }) }),
  ),
];

/** What cannot be compared is no pass. */
const DOUBTS = [costUndecided, triggerUndecided, goldenUndecided].map(({ id }) => undecidedBy(id));

function once(ask: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => (answer ??= ask());
}

/** Whether another policy could come to another verdict: its settings, or a file of it that was asked for. */
const differs = ({ policy }: Workspace, own: Workspace): boolean =>
  JSON.stringify(policy.settings) !== JSON.stringify(own.policy.settings) ||
  policy.base !== own.policy.base ||
  [...policy.asked].some(([path, text]) => own.policy.read(path) !== text);
