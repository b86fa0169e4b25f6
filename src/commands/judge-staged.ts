import { concerns } from "../check/concerns.ts";
import type { StagedPlace } from "../host/staged-place.ts";
import type { World } from "./command.ts";
import { conclude } from "./conclude.ts";
import type { HookValues } from "./hook.ts";
import { validation } from "./validation.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/**
 * Checks the index as a whole, for a file stands in its surroundings, and shows what the touched files answer for: nobody is
 * kept from committing by what was there before. Quiet where there is nothing to say.
 */
export async function judgeStaged(
  world: World,
  values: HookValues,
  place: StagedPlace,
  touched: ReadonlySet<string>,
): Promise<number> {
  const local = onMachine(world);
  const selects = (path: string | undefined): boolean => path !== undefined && touched.has(path);
  const staged = { ...place, selects, concerns: concerns(touched) };
  const workspace = await openWorkspace(local, undefined, { ...values, "policy-from": "head" }, staged);
  return conclude(local, forHook(workspace), { ...values }, [validation]);
}

/** A commit is judged as on a laptop also where a pipeline makes it: the request that it belongs to is another question. */
function onMachine(world: World): World {
  const { GITHUB_ACTIONS: _github, GITLAB_CI: _gitlab, ...env } = world.env;
  return {
    ...world,
    env,
    show: async (judged) => {
      if (judged.report.diagnostics.length > 0 || judged.verdict.result === "fail") await world.show(judged);
      if (judged.verdict.result === "fail")
        world.err("agent-ci: the commit is refused. Mend what is staged, `git add` it, and commit again.\n");
    },
  };
}

/** Reports in files and bounds over the whole repository belong to the pipeline. */
const forHook = (workspace: Workspace): Workspace => ({
  ...workspace,
  settings: { ...workspace.settings, format: "text", output: [], gates: [], "on-inconclusive": "warn" },
});
