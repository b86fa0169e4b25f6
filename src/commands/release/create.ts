import { buildRelease } from "../../checks/release/build-release.ts";
import { thousands, withNoun } from "../../model/numbers.ts";
import { UsageError } from "../../model/usage-error.ts";
import { showLines } from "../../report/escape/terminal.ts";
import { dependencyOrder } from "../../rollout/release/dependency-order.ts";
import { planDeployment, sizeOfRelease } from "../../rollout/release/deployment.ts";
import { inventoryOfRelease } from "../../rollout/release/references.ts";
import { safeJson } from "../../report/escape/json.ts";
import { openWorkspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { hideFromGit, openReleases } from "./open-releases.ts";
import { reasonGiven } from "./reason-given.ts";
import type { ReleaseValues } from "./release.ts";

/** Bundles files into a release. Its digest alone is printed to standard output; 1 where it is refused. */
export async function createRelease(world: World, values: ReleaseValues, [folder]: readonly string[]): Promise<number> {
  const { include = [], format } = values;
  const how = reasonGiven(values);
  if (include.length === 0)
    throw new UsageError("Say what belongs into the release: `agent-ci release create --include 'skills/**'`.");
  const workspace = await openWorkspace(world, folder, values);
  const built = await buildRelease(world, workspace, include);
  if (!built.ok) {
    world.err(showLines([...built.faults, "No release was made."]));
    return 1;
  }
  const { value: contents } = built;
  const { digest, files } = contents;
  const releases = await openReleases(world, values, workspace.policy.settings.rules);
  if (values["dry-run"] === true) {
    const order = dependencyOrder(await inventoryOfRelease(contents, workspace.policy.kindOf));
    const plan = planDeployment(contents, order, { active: null, activeSize: 0 });
    world.out(format === "json" ? safeJson({ version: 1, ...plan }) : planLines(digest, plan));
    return 0;
  }
  hideFromGit(releases);
  const deployed = await releases.target.deploy(contents, how);
  if (!deployed.ok) {
    world.err(showLines([...deployed.faults, "No release was made."]));
    return 1;
  }
  if (format === "json") world.out(safeJson({ version: 1, digest, files, ...deployed }));
  else {
    world.out(`${digest}\n`);
    const count = withNoun(files.length, "file");
    const what = `${count}, ${thousands(sizeOfRelease(contents))} bytes`;
    world.err(showLines([`${deployed.already ? "is there already" : "made"} in ${releases.path}: ${what}`]));
  }
  return 0;
}

const planLines = (digest: string, { stages, order }: ReturnType<typeof planDeployment>): string =>
  showLines([
    digest,
    ...stages.map(({ stage, does, undo }) => `${stage}: ${does}${undo === undefined ? "" : ` (undo: ${undo})`}`),
    ...order.map((path) => `write ${path}`),
  ]);
