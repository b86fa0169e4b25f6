import { locationOf } from "../../model/source.ts";
import { gatherRelease } from "../../rollout/release/gather-release.ts";
import { inventoryOfRelease, unresolvedReferences } from "../../rollout/release/references.ts";
import type { Made, ReleaseContents } from "../../rollout/release/release.ts";
import { releaseFiles } from "../../rollout/release/release-files.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { allowLists } from "../secrets/searching/allow-lists.ts";
import { beyondIn, secretsIn, textsOf } from "../secrets/searching/searched-texts.ts";

/**
 * The release that globs describe, or why there is none: its files cannot be one, a reference leads out of it, or a
 * secret stands in it. What the policy lets through elsewhere it lets through here.
 */
export async function buildRelease(
  world: Pick<World, "found">,
  workspace: Workspace,
  include: readonly string[],
): Promise<Made<ReleaseContents>> {
  const { place, policy } = workspace;
  const gathered = gatherRelease(place.files, include);
  if (!gathered.ok) return gathered;
  const release = await inventoryOfRelease(gathered.value, policy.kindOf);
  const { searched } = textsOf(release, releaseFiles(gathered.value), "all", () => true);
  const ask = allowLists(workspace);
  const secrets = secretsIn(world, searched).flatMap((found) => {
    if (ask(found).by !== undefined) return [];
    const { finding, source } = found;
    const line = source && finding.at ? locationOf(source, finding.at).line : 1;
    return [`${finding.path}:${line}: ${finding.message}`];
  });
  const beyond = beyondIn(searched);
  const faults = [
    ...unresolvedReferences(release, policy.settings.rules).map(
      ({ path, line, message, rule }) => `${path}:${line}: ${message} (${rule})`,
    ),
    ...secrets,
    ...(beyond > 0 ? [`and ${beyond} secrets more`] : []),
  ];
  return faults.length > 0 ? { ok: false, faults } : gathered;
}
