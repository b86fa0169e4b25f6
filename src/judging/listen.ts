import { literalsOf } from "../secrets/literals.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { World } from "../workspace/world.ts";
import { type Check, type Evidence, gather } from "./evidence.ts";

interface Heard {
  readonly evidence: readonly Evidence[];
  /** Values that no text of the report may hold. */
  readonly secrets: ReadonlySet<string>;
}

/**
 * What the checks found, and all that is known to be secret: found by a check, or known by its place though none looks.
 */
export async function listen(world: World, workspace: Workspace, checks: readonly Check[]): Promise<Heard> {
  const secrets = new Set<string>();
  const found = (value: string): void => {
    secrets.add(value);
    world.found?.(value);
  };
  const evidence = await gather({ ...world, found }, workspace, checks);
  const { artifacts } = await workspace.sides.head({ outline: false });
  for (const artifact of artifacts) for (const { value } of literalsOf(artifact)) secrets.add(value);
  return { evidence, secrets };
}
