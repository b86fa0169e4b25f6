/** What is known of the job that would rehearse, before anything is started. */
export interface Circumstances {
  readonly forge?: "github" | "gitlab";
  /** GitHub's name of the event. */
  readonly event?: string;
  /** Whether the change comes from another repository, or may. */
  readonly fork: boolean;
  /** Whether the machine is one of the team's own, or may be. */
  readonly selfHosted: boolean;
  /** Whether somebody declared that nothing of the machine survives the job. */
  readonly ephemeral: boolean;
  readonly credentials: readonly Persisted[];
}

/**
 * A key of git's configuration of the checkout that holds a credential, or knows where to get one. Never its value.
 */
export interface Persisted {
  /** As the user knows it, such as `.git/config`. */
  readonly file: string;
  readonly line: number;
  readonly key: string;
}

/**
 * Events that run with the rights of the target repository, and with its secrets.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows, read 2026-11-30.
 */
const PRIVILEGED = new Set(["pull_request_target", "workflow_run", "issue_comment"]);
const MOST_TOLD = 5;

/** Why a rehearsal must not start here, each with what to do; none where it may. */
export function refusalsOf(found: Circumstances): readonly string[] {
  const { event = "", forge } = found;
  const refusals: string[] = [];
  if (PRIVILEGED.has(event))
    refusals.push(
      `A rehearsal runs what a change brings, and ${event} would hand it the rights and secrets of this repository. ` +
        "Run it on pull_request: it needs no secret there, also for forks.",
    );
  if (found.fork && found.selfHosted && !found.ephemeral)
    refusals.push(
      "The change comes from a fork, and this runner is one of your own: what it leaves behind meets the next job. " +
        `Use ${forge === "gitlab" ? "a runner that is disposed of after each job" : "a runner that GitHub hosts"}, ` +
        "or declare that nothing of this one survives a job: ephemeral-runner.",
    );
  if (found.credentials.length > 0)
    refusals.push(
      `The checkout keeps credentials that the agent could read: ${told(found.credentials)}. ` +
        (forge === "gitlab"
          ? "The component dry-run takes out what the runner left; take out others before: git config --unset-all <key>."
          : "Check out with persist-credentials: false, or take them out before: git config --unset-all <key>."),
    );
  return refusals;
}

function told(credentials: readonly Persisted[]): string {
  const named = credentials.slice(0, MOST_TOLD).map(({ file, line, key }) => `${file}:${line} ${key}`);
  const rest = credentials.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}
