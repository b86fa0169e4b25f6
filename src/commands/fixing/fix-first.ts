import { join } from "node:path";
import { planFixes, type Rewrite } from "../../check/fixes/plan-fixes.ts";
import { EXIT } from "../../gate/exit.ts";
import { findPlace } from "../../host/files/place.ts";
import { writeInside } from "../../host/files/write-whole.ts";
import { isLogged } from "../../model/in-pipeline.ts";
import type { Files } from "../../model/ports.ts";
import { showHidden } from "../../report/escape/hidden.ts";
import { guardLines } from "../../report/escape/terminal.ts";
import { unifiedDiff } from "../../report/text/unified-diff.ts";
import { cleaner } from "../../check/redact-report.ts";
import { secretsOf } from "../../secrets/secrets-of.ts";
import type { World } from "../../workspace/world.ts";
import { conclude, type Summary } from "../../judging/conclude.ts";
import type { Check } from "../../judging/evidence.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { fixable } from "./fixable.ts";
import { say, tell } from "./tell-fixes.ts";

interface Wanted {
  readonly fix?: boolean;
  readonly "fix-dry-run"?: boolean;
  readonly "fix-unsafe"?: boolean;
}

/**
 * `conclude`, for commands with `--fix`: the report is that of the fixed state. `fixing` are the checks whose fixes are
 * applied, where those are others than for a whole repository.
 * A dry run prints the plan, and judges nothing.
 */
export async function fixFirst(
  world: World,
  workspace: Workspace,
  values: Wanted & Readonly<Record<string, unknown>>,
  checks: readonly Check[],
  { summary, fixing }: { readonly summary?: Summary; readonly fixing?: readonly Check[] } = {},
): Promise<number> {
  const { fix = false, "fix-dry-run": dryRun = false, "fix-unsafe": unsafe = false } = values;
  if (!fix && !dryRun && !unsafe) return conclude(world, workspace, values, checks, summary);
  const plan = await planFixes(workspace.place.files, (files) =>
    fixable(world, withFiles(workspace, files), unsafe, fixing),
  );
  if (dryRun) {
    print(world, plan.rewrites, await secretsIn(workspace, plan.rewrites));
    tell(world, plan, "would be applied");
    const others = unsafe ? [] : (await fixable(world, workspace, true, fixing)).filter(({ fix: { safe } }) => !safe);
    if (others.length > 0)
      say(world, `${others.length} more with --fix-unsafe, which changes what a client loads or does`);
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
  return conclude(world, withFiles(workspace, files), values, checks, summary);
}

/** The same workspace with other files on the side of the head. */
export const withFiles = (workspace: Workspace, files: Files): Workspace => ({
  ...workspace,
  place: { ...workspace.place, files },
  sides: { ...workspace.sides, head: workspace.sides.headOf(files) },
  ...(workspace.own && { own: withFiles(workspace.own, files) }),
});

/**
 * A diff that `git apply` and `patch` take as it is;
 * where people or a pipeline's log read it, nothing hidden and no secret is left in it.
 */
function print(world: World, rewrites: readonly Rewrite[], secrets: readonly string[]): void {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const diff = rewrites
    .map(({ path, before, after }) => unifiedDiff(path, decoder.decode(before), decoder.decode(after)))
    .join("");
  world.out(world.terminal.out || isLogged(world.env) ? guardLines(showHidden(cleaner(secrets)(diff), "\n\t")) : diff);
}

/** What stands in rewritten files and is secret, by its form or its place. */
async function secretsIn({ sides }: Workspace, rewrites: readonly Rewrite[]): Promise<readonly string[]> {
  const rewritten = new Set(rewrites.map(({ path }) => path));
  const { artifacts } = await sides.head({ outline: false });
  return artifacts
    .filter(({ path, file = path }) => rewritten.has(file))
    .flatMap((artifact) => secretsOf(artifact.source, artifact).map(({ value }) => value));
}
