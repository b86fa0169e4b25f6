/** What somebody writes to say that this is none: `CI=false npm run build`. */
const NONE: ReadonlySet<string> = new Set(["", "0", "false", "no", "off"]);

/** Whether nobody is there to be asked: a pipeline runs this, which every forge says by `CI`. */
export const inPipeline = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !NONE.has((env["CI"] ?? "").trim().toLowerCase());

/** Variables by which runners say that they are one, where `CI` is not set, or somebody set it to `false`. */
const RUNNERS = ["GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL"];

/** Whether what is printed stands in the log of a job, which others read and a runner may obey. */
export const isLogged = (env: Readonly<Record<string, string | undefined>>): boolean =>
  inPipeline(env) || RUNNERS.some((name) => (env[name] ?? "") !== "");
