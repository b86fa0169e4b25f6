import { matches } from "../conditions/glob.ts";
import { isUpkeep, worse } from "../check/worse.ts";
import { exitCode } from "../gate/exit.ts";
import { failOn, judge, within } from "../gate/judge.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import type { ReporterInput } from "../report/reporter.ts";
import type { BaselineAsked } from "./baseline-file.ts";
import type { World } from "../workspace/world.ts";
import { openPolicies } from "./policies.ts";
import { settled } from "./settled.ts";
import { weakening, weakeningElsewhere } from "./weakening.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What one check found out. */
export type Evidence = Omit<Report, "version" | "run">;
/** One part of what a command looks at: validation, token budgets, secrets. */
export type Check = (world: World, workspace: Workspace) => Promise<Evidence>;

/** Sections about what all checks found together, after suppressions and baseline. */
export type Summary = (world: World, workspace: Workspace, found: Evidence) => Promise<Evidence["sections"]>;

/** Checks → settled → report → verdict → the door shows it → exit code: the one way out of every command that judges. */
export async function conclude(
  world: World,
  workspace: Workspace,
  values: Readonly<Record<string, unknown>> & BaselineAsked,
  checks: readonly [Check, ...Check[]],
  summary?: Summary,
): Promise<number> {
  const { settings } = workspace;
  const known = await weakening(workspace, values);
  const own = workspace.own && differs(workspace, workspace.own) ? workspace.own : undefined;
  const judged = await judgedBy(world, workspace, values, checks, {
    known,
    ...(own && { leaves: isUpkeep }),
    ...(summary && { summary }),
  });
  const { report, verdict } = own ? worse(judged, await judgedBy(world, own, values, checks)) : judged;
  const folder = values["output"] === undefined ? workspace.folder : world.cwd;
  await world.show({ report, verdict, settings, folder, values });
  return exitCode(verdict, settings["on-inconclusive"]);
}

interface More {
  /** What was found out before the checks. */
  readonly known?: Omit<Evidence, "checked">;
  /** Findings that another policy is asked about. */
  readonly leaves?: (diagnostic: Diagnostic) => boolean;
  readonly summary?: Summary;
}

/** What one policy makes of the folder. */
async function judgedBy(
  world: World,
  workspace: Workspace,
  values: BaselineAsked,
  checks: readonly [Check, ...Check[]],
  { known, leaves = () => false, summary }: More = {},
): Promise<ReporterInput> {
  const { settings, explicit } = workspace;
  const police = await openPolicies(workspace);
  const [first, ...others] = checks;
  const evidence: [Evidence, ...Evidence[]] = [await first(world, workspace)];
  for (const check of others) evidence.push(await check(world, workspace));
  const { checked } = evidence[0];
  if (known) {
    const found = evidence.flatMap(({ diagnostics }) => diagnostics);
    evidence.push({ ...known, checked }, { ...(await weakeningElsewhere(workspace, found)), checked });
  }
  const all = await settled(world, workspace, combine(evidence), values);
  const found = { ...all, diagnostics: all.diagnostics.filter((one) => !leaves(one)) };
  const sections = [...((await summary?.(world, workspace, found)) ?? []), ...found.sections];
  const report = police({ version: 1, ...found, sections, run: await workspace.run(world.clock.now()) });
  if (explicit !== undefined && report.checked.artifacts === 0)
    throw new UsageError(
      `No agent configuration in "${explicit}". \`agent-ci inventory\` lists what is recognised; check the path and \`ignore:\`.`,
    );
  const verdict = judge(report, [
    failOn(settings["fail-on"]),
    ...settings.gates.map(({ path, ...bound }) =>
      within({
        ...bound,
        ...(path !== undefined && { matches: (at: string) => matches(path, workspace.fromConfig(at)) }),
      }),
    ),
  ]);
  return { report, verdict };
}

/** Whether another policy could come to another verdict: its settings, or a file of it that was asked for. */
const differs = ({ settings, folder, policy }: Workspace, own: Workspace): boolean =>
  JSON.stringify(settings) !== JSON.stringify(own.settings) ||
  folder !== own.folder ||
  [...policy.asked].some(([path, text]) => own.policy.read(path) !== text);

/** Checks that looked at the same files count them once. */
export function combine([first, ...others]: readonly [Evidence, ...Evidence[]]): Evidence {
  return others.reduce<Evidence>(
    (all, one) => ({
      diagnostics: [...all.diagnostics, ...one.diagnostics],
      measurements: [...all.measurements, ...one.measurements],
      sections: [...all.sections, ...one.sections],
      rules: [...all.rules, ...one.rules],
      checked: all.checked,
    }),
    first,
  );
}
