import { policyWeakened } from "../check/rules.ts";
import type { Found } from "../check/found.ts";
import type { Repository } from "../model/rule.ts";
import type { RolloutSpec } from "../rollout/spec/spec.ts";
import { policyHas, policySide } from "../workspace/policy-side.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Where specifications lie, as `isOurs` says of path and text. */
type IsOurs = (path: string, text: string) => boolean;

interface Read {
  readonly path: string;
  readonly spec: RolloutSpec;
}

/**
 * What specifications of the change hold releases to less than those of the target branch do, by the names of their
 * rollouts, wherever their files lie; nothing where the folder's own policy judges.
 */
export async function weakenedRollouts(workspace: Workspace, isOurs: IsOurs): Promise<readonly Found[]> {
  if (!workspace.own || !policyHas(workspace, "rollouts")) return [];
  const [head, side] = [await workspace.sides.head({ outline: false }), await policySide(workspace)];
  const pathsOf = ({ paths, source }: Repository): readonly string[] =>
    paths.flatMap(({ path }) => (isOurs(path, source(path)?.text ?? "") ? [path] : []));
  const before = pathsOf(side);
  if (side === head || before.length === 0) return [];
  const [{ readSpec }, { weakenedRollout }] = await Promise.all([
    import("../rollout/spec/read-spec.ts"),
    import("../rollout/weakening/weakened-rollout.ts"),
  ]);
  const specsOf = ({ source }: Repository, paths: readonly string[]): readonly Read[] =>
    paths.flatMap((path) => {
      const read = readSpec(source(path)?.text ?? "", path);
      return read.ok ? { path, spec: read.spec } : [];
    });
  const now = specsOf(head, pathsOf(head));
  return specsOf(side, before).flatMap(({ path, spec: was }): readonly Found[] => {
    const is = now.find(({ spec }) => spec.name === was.name);
    const isThere = head.entry(path) !== undefined;
    // What is wrong with a specification is said already, and nobody is given anything by it.
    if (!is && isThere && !now.some((one) => one.path === path)) return [];
    const told = is ? weakenedRollout(was, is.spec) : ["nothing of it is left under this name"];
    const at = is?.path ?? (isThere ? path : undefined);
    return told.map((what) => ({
      rule: policyWeakened,
      finding: {
        message: `The rollout ${was.name} holds a release to less: ${what}.`,
        ...(at !== undefined && { path: at }),
      },
    }));
  });
}
