import { githubWorkflow } from "./github-workflow.ts";
import type { SetupGround, SetupPart } from "./ground.ts";

const WORKFLOW = ".github/workflows/agent-ci.yml";

/** The workflow where there is none; one that is there is left alone. */
export function githubPart({ text, branch, version }: SetupGround): SetupPart {
  const there = [WORKFLOW, WORKFLOW.replace(/yml$/, "yaml")].some((path) => text(path) !== undefined);
  return { steps: there ? [] : [{ do: "write", path: WORKFLOW, text: githubWorkflow(branch, version) }] };
}
