import type { GoldenRunning } from "../../checks/rehearsal/golden/run-golden.ts";
import { pullRequestOf } from "../../host/pipeline/pipeline.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { World } from "../../workspace/world.ts";
import { readCount } from "../dry-run/read-count.ts";
import type { GoldenValues } from "./golden.ts";

const MOST_REPEATS = 100;

/** How the cases are to be run, by what somebody asks for. Throws UsageError. */
export function runningOf(
  { env }: World,
  { own }: Pick<Workspace, "own">,
  values: GoldenValues,
): GoldenRunning & { readonly cases?: readonly string[] } {
  const times = readCount("repeat", values.repeat, MOST_REPEATS);
  const isRequest = own !== undefined || pullRequestOf(env) !== undefined;
  return {
    ...(values.case && { cases: values.case }),
    ...(times !== undefined && { repeat: times }),
    ephemeral: values["ephemeral-runner"] === true,
    noCommands: whyNoCommands(isRequest, values["allow-commands"] === true),
  };
}

function whyNoCommands(isRequest: boolean, isAllowed: boolean): GoldenRunning["noCommands"] {
  if (isRequest)
    return { why: "its command runs after the merge: nobody has reviewed the programs of a request", later: true };
  return isAllowed
    ? undefined
    : { why: "its command is a program of the repository, and runs with --allow-commands only", later: false };
}
