import { askPolicy, policySide } from "../../workspace/policy-side.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/**
 * Asks the judging policy for scenarios, for what lies beside them, and for prompts of skills, where the change has
 * others: so that it is known before anything runs that the change's own have to run as well.
 */
export async function askScenarios(workspace: Workspace): Promise<void> {
  if (!workspace.own) return;
  const head = await workspace.sides.head({ outline: false });
  const side = await policySide(workspace);
  if (side === head) return;
  const scenarios = [...side.of("scenario"), ...head.of("scenario")].map(({ path }) => path);
  const folders = new Set(scenarios.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const beside = [...side.paths, ...head.paths].flatMap(({ path }) =>
    [...folders].some((folder) => path.startsWith(folder)) ? [path] : [],
  );
  const prompts = [...side.of("evals"), ...head.of("evals")].map(({ path }) => path);
  for (const path of new Set([...scenarios, ...beside, ...prompts]))
    if (side.source(path)?.text !== head.source(path)?.text) askPolicy(workspace, path);
}
