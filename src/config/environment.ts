import { inPipeline } from "../model/in-pipeline.ts";
import { nearest } from "../model/nearest.ts";
import type { ConfigProblem } from "./origin.ts";

/** The environment of a run, and which variable said so. */
export interface ChosenEnvironment {
  readonly name: string;
  readonly from: "AGENT_CI_ENV" | "NODE_ENV" | "CI" | "default";
  /** The value of a NODE_ENV that could have decided, but names no place to deploy to. */
  readonly ignored?: string;
}

/** These need no folder `environments/<name>/`. */
export const USUAL_ENVIRONMENTS = ["local", "ci", "staging", "production"];
/** The values of NODE_ENV that name a place to deploy to; `development` and `test` say how code was built. */
const DEPLOYED: ReadonlySet<string> = new Set(["staging", "production"]);

/** AGENT_CI_ENV, else a NODE_ENV that names a deployment, else `ci` in a pipeline, else `local`. */
export function chooseEnvironment(env: Readonly<Record<string, string | undefined>>): ChosenEnvironment {
  const chosen = env["AGENT_CI_ENV"] ?? "";
  if (chosen !== "") return { name: chosen, from: "AGENT_CI_ENV" };
  const nodeEnv = env["NODE_ENV"] ?? "";
  if (DEPLOYED.has(nodeEnv)) return { name: nodeEnv, from: "NODE_ENV" };
  const ignored = nodeEnv === "" ? {} : { ignored: nodeEnv };
  if (inPipeline(env)) return { name: "ci", from: "CI", ...ignored };
  return { name: "local", from: "default", ...ignored };
}

/** Why an environment cannot be used; undefined where it can. `from` is the variable that named it, if one did. */
export function checkEnvironment(
  { name, from }: Pick<ChosenEnvironment, "name"> & Partial<Pick<ChosenEnvironment, "from">>,
  folders: readonly string[],
): ConfigProblem | undefined {
  const known = [...new Set([...USUAL_ENVIRONMENTS, ...folders])];
  if (known.includes(name)) return undefined;
  const meant = nearest(name, known);
  return {
    message: `${from === undefined ? "There" : `${from}: there`} is no environment \`${name}\`${meant === undefined ? "" : `: did you mean \`${meant}\`?`}`,
    help: `Known environments: ${known.toSorted().join(", ")}. Another one begins with a folder \`environments/<name>/\`.`,
  };
}
