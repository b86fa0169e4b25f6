import { matches } from "../conditions/glob.ts";
import { exitCode } from "../gate/exit.ts";
import { failOn, judge, within } from "../gate/judge.ts";
import type { Report } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import type { BaselineAsked } from "./baseline-file.ts";
import type { World } from "./command.ts";
import { openPolicies } from "./policies.ts";
import { settled } from "./settled.ts";
import type { Workspace } from "./workspace.ts";

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
  const { settings, explicit } = workspace;
  const police = await openPolicies(workspace);
  const [first, ...others] = checks;
  const evidence: [Evidence, ...Evidence[]] = [await first(world, workspace)];
  for (const check of others) evidence.push(await check(world, workspace));
  const found = await settled(world, workspace, combine(evidence), values);
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
  const folder = values["output"] === undefined ? workspace.folder : world.cwd;
  await world.show({ report, verdict, settings, folder, values });
  return exitCode(verdict, settings["on-inconclusive"]);
}

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
