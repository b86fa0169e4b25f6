import { join } from "node:path";
import { type Fixable, type FixPlan, planFixes, type Rewrite } from "../../check/fixes/plan-fixes.ts";
import { EXIT } from "../../gate/exit.ts";
import { findPlace } from "../../host/files/place.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { inPipeline } from "../../model/in-pipeline.ts";
import type { Files } from "../../model/ports.ts";
import { showHidden } from "../../report/escape/hidden.ts";
import { guardLines, terminal } from "../../report/escape/terminal.ts";
import { count } from "../../report/totals.ts";
import { unifiedDiff } from "../../report/text/unified-diff.ts";
import { cleaner } from "../../check/redact-report.ts";
import { secretsOf } from "../../secrets/secrets-of.ts";
import type { World } from "../../workspace/world.ts";
import { conclude, type Summary } from "../../judging/conclude.ts";
import { type Check, gather, signEvidence } from "../../judging/evidence.ts";
import { settleEvidence } from "../../judging/settle-evidence.ts";
import { validation } from "../../checks/validation.ts";
import type { Workspace } from "../../workspace/workspace.ts";

interface Wanted {
  readonly fix?: boolean;
  readonly "fix-dry-run"?: boolean;
  readonly "fix-unsafe"?: boolean;
}

/**
 * `conclude`, for commands with `--fix`: the report is that of the fixed state.
 * A dry run prints the plan, and judges nothing.
 */
export async function fixFirst(
  world: World,
  workspace: Workspace,
  values: Wanted & Readonly<Record<string, unknown>>,
  checks: readonly Check[],
  summary?: Summary,
): Promise<number> {
  const { fix = false, "fix-dry-run": dryRun = false, "fix-unsafe": unsafe = false } = values;
  if (!fix && !dryRun && !unsafe) return conclude(world, workspace, values, checks, summary);
  const plan = await planFixes(workspace.place.files, (files) => fixable(world, reading(workspace, files), unsafe));
  if (dryRun) {
    print(world, plan.rewrites, await secretsIn(workspace, plan.rewrites));
    tell(world, plan, "would be applied");
    return EXIT.pass;
  }
  const { files, top, prefix } = findPlace(world.cwd, workspace.place.explicit);
  const refused = plan.rewrites.flatMap(({ path, before, after }) => {
    const reason = writeInside(join(top, prefix), path, after, { before });
    return reason === undefined ? [] : [{ path, reason }];
  });
  const written = plan.rewrites.filter((one) => refused.every(({ path }) => path !== one.path));
  tell(world, { ...plan, rewrites: written }, "applied");
  for (const { path, reason } of refused) say(world, `${path} was not fixed: ${reason}`);
  return conclude(world, reading(workspace, files), values, checks, summary);
}

/** The same workspace with other files on the side of the head. */
export const reading = (workspace: Workspace, files: Files): Workspace => ({
  ...workspace,
  place: { ...workspace.place, files },
  sides: { ...workspace.sides, head: workspace.sides.headOf(files) },
  ...(workspace.own && { own: reading(workspace.own, files) }),
});

/** The fixes that validation offers for what the user named, and that nobody has answered for. */
export async function fixable(world: World, workspace: Workspace, unsafe: boolean): Promise<readonly Fixable[]> {
  const signed = signEvidence(workspace, await gather(world, workspace, [validation]));
  const { diagnostics } = await settleEvidence(world, workspace, signed);
  const { artifacts } = await workspace.sides.head({ outline: false });
  const behind = new Map(artifacts.map(({ path, file = path }) => [path, file]));
  return diagnostics.flatMap(({ path, rule, fix }) =>
    path !== undefined && fix && (fix.safe || unsafe) ? [{ path: behind.get(path) ?? path, rule, fix }] : [],
  );
}

/**
 * A diff that `git apply` and `patch` take as it is;
 * where people or a pipeline's log read it, nothing hidden and no secret is left in it.
 */
function print(world: World, rewrites: readonly Rewrite[], secrets: readonly string[]): void {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const diff = rewrites
    .map(({ path, before, after }) => unifiedDiff(path, decoder.decode(before), decoder.decode(after)))
    .join("");
  world.out(
    world.terminal.out || inPipeline(world.env) ? guardLines(showHidden(cleaner(secrets)(diff), "\n\t")) : diff,
  );
}

/** What stands in rewritten files and is secret, by its form or its place. */
async function secretsIn({ sides }: Workspace, rewrites: readonly Rewrite[]): Promise<readonly string[]> {
  const rewritten = new Set(rewrites.map(({ path }) => path));
  const { artifacts } = await sides.head({ outline: false });
  return artifacts
    .filter(({ path, file = path }) => rewritten.has(file))
    .flatMap((artifact) => secretsOf(artifact.source, artifact).map(({ value }) => value));
}

/** Says how much was done, on standard error. */
export function tell(world: World, { rewrites, complete }: FixPlan, what: string): void {
  const fixes = rewrites.reduce((sum, one) => sum + one.fixes.length, 0);
  const files = rewrites.length === 0 ? "" : ` in ${count(rewrites.length, "file")}`;
  say(world, `${fixes || "no"} ${fixes === 1 ? "fix" : "fixes"} ${what}${files}`);
  if (!complete) say(world, "some fixes are left over: they undo each other. Apply them by hand");
}

export const say = (world: World, sentence: string): void => world.notice(terminal(`${sentence}.`));
