import { githubWorkflow } from "./github-workflow.ts";
import type { SetupGround, SetupPart } from "./ground.ts";
import { DRY_RUN, type PipelineChoices } from "./stages.ts";
import { unrehearsed } from "./unrehearsed.ts";

const WORKFLOW = ".github/workflows/agent-ci.yml";
const JOB = `agent-ci/${DRY_RUN.name}@`;

/** The workflow where there is none; one that is there is left alone, with a word where it runs no scenario. */
export function githubPart({ text, branch, version }: SetupGround, choices: PipelineChoices): SetupPart {
  const there = [WORKFLOW, WORKFLOW.replace(/yml$/, "yaml")].find((path) => text(path) !== undefined);
  if (there === undefined)
    return { steps: [{ do: "write", path: WORKFLOW, text: githubWorkflow(branch, version, choices) }] };
  const silent = choices.rehearses === true && text(there)?.includes(JOB) !== true;
  return { steps: [], left: silent ? [`${there}: ${unrehearsed("github")}`] : [] };
}
