import type { World } from "../../workspace/world.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * A hook judges as on a laptop also where a pipeline commits or pushes: the request that this belongs to is another
 * question. Quiet where there is nothing to say.
 */
export function onMachine(world: World, refusal: string): World {
  const { GITHUB_ACTIONS: _github, GITLAB_CI: _gitlab, ...env } = world.env;
  return {
    ...world,
    env,
    show: async (judged) => {
      if (judged.report.diagnostics.length > 0 || judged.verdict.result === "fail") await world.show(judged);
      if (judged.verdict.result === "fail") world.notice(refusal);
    },
  };
}

/** Reports in files and bounds over the whole repository belong to the pipeline. */
export const forHook = (workspace: Workspace): Workspace => ({
  ...workspace,
  policy: { ...workspace.policy, settings: { ...workspace.policy.settings, ...QUIET } },
});
const QUIET = {
  format: "text",
  output: [],
  gates: [],
  "on-inconclusive": "warn",
} as const;
