import { patternFilter } from "./change-filter.ts";
import { githubWorkflow } from "./github-workflow.ts";
import type { SetupGround, SetupPart } from "./ground.ts";
import { CHANGE_KINDS } from "./stages.ts";

const WORKFLOW = ".github/workflows/agent-ci.yml";

/** The workflow where there is none; one that is there is left alone, with a word on what it does not begin for. */
export function githubPart({ text, branch, more, version }: SetupGround): SetupPart {
  const there = [WORKFLOW, WORKFLOW.replace(/yml$/, "yaml")].find((path) => text(path) !== undefined);
  if (there === undefined)
    return { steps: [{ do: "write", path: WORKFLOW, text: githubWorkflow(branch, version, more) }] };
  const left = CHANGE_KINDS.flatMap((kind) => {
    const { pattern } = patternFilter(more[kind] ?? []);
    return pattern === "" || text(there)?.includes(pattern) === true
      ? []
      : [`${there}: put \`|${pattern}\` at the end of the pattern behind \`touched ${kind}\`.`];
  });
  return { steps: [], left };
}
