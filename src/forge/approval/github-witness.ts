import type { Author, Consent, Means, Person } from "../../approval/approval.ts";
import { ForgeError } from "../forge-error.ts";
import { attempt, type GitHubProject, openGitHub, PAGE_OF_GITHUB } from "../github-call.ts";
import { gitHubAuthors } from "./github-authors.ts";
import { gitHubOwners, permissionOf, whyNoGitHubOwner } from "./github-owners.ts";
import { hasReviewers } from "./github-reviewers.ts";
import { reviewsOf } from "./github-reviews.ts";
import { MOVED, movesOf, spokenConsents } from "./github-timeline.ts";
import { MOST_PAGES, once } from "./reading.ts";
import type { Witness } from "./witness.ts";

export interface GitHubSubject extends GitHubProject {
  /** A pull request; or a branch, and the commit that was approved before. */
  readonly change: { readonly number: number } | { readonly branch: string; readonly base: string };
  /** The workflow run whose environment waits for an approval; without one none has. */
  readonly run?: number;
  readonly environment: string;
  /** The file whose owners may approve by label or comment. */
  readonly path: string;
}

type GitHub = ReturnType<typeof openGitHub>;

/**
 * What GitHub can show: https://docs.github.com/rest, read 2026-11-30. A label in the timeline has the name that it had
 * when it was set, and a comment the time at which it was changed; nobody else can say either. The log of reviews of a
 * run tells no time: its comment says what was meant.
 */
export function gitHubWitness(at: GitHubSubject): Witness {
  const { change } = at;
  const github = openGitHub(at);
  const { rest, project, timed } = github;
  const pull = once(async () =>
    "number" in change ? attempt(rest.pulls.get({ ...project(), pull_number: change.number })) : undefined,
  );
  // By its full name: a tag may have the name of a branch.
  const tip = async (branch: string): Promise<string> =>
    (await attempt(rest.git.getRef({ ...project(), ref: `heads/${branch}` }))).object.sha;
  const base = once(async () => ("base" in change ? change.base : tip((await pull())?.base.ref ?? "")));
  const events = once(async () => ("number" in change ? timeline(github, change.number) : []));
  const spoken = once(async () => {
    const labels = (await pull())?.labels.map(({ name }) => name) ?? [];
    return spokenConsents(await events(), labels);
  });
  const owners = once(async () => gitHubOwners(github, await base(), at.path));
  return {
    permission: "Give the job `permissions:` `contents: read`, `pull-requests: read` and `actions: read`.",
    head: async () => {
      if ("branch" in change) return tip(change.branch);
      pull.forget();
      return (await pull())?.head.sha ?? "";
    },
    authors: async (head) => {
      const opener = (await pull())?.user;
      const opened: readonly Author[] = opener ? [{ commit: head, as: "opener", account: opener }] : [];
      return [...(await gitHubAuthors(github, await base(), head)), ...opened];
    },
    consents: async (means) => {
      if (means !== "environment") return (await spoken()).filter((one) => one.means === means);
      if (at.run === undefined) return [];
      const said = await reviewsOf(github, at.run, at.environment);
      const reviews = said.flatMap(({ is, ...one }): readonly Consent[] =>
        is === "approved" ? [{ means: "environment", ...one }] : [],
      );
      return reviews.length > 0 && (await isOlder(github, at.run, movesOf(await events())))
        ? reviews.map((one) => ({ ...one, void: MOVED }))
        : reviews;
    },
    standing: async ({ means, by }) => {
      if (!by) return { may: false, why: "nobody can say who that was" };
      const why =
        means === "environment"
          ? await whyNoReviewer(github, by, at.environment)
          : await whyNoGitHubOwner(github, by, { owners: await owners(), path: at.path });
      if (why !== undefined) return { may: false, why };
      const details = await attempt(rest.users.getByUsername({ username: by.login, ...timed() }));
      return { may: true, known: [details.name, details.email].filter((one) => typeof one === "string") };
    },
    todo: (means, phrase) => STEPS[means](phrase, at),
  };
}

const STEPS: Readonly<Record<Means, (phrase: string, at: GitHubSubject) => string>> = {
  environment: (phrase, { environment }) =>
    `A reviewer of the environment ${environment} approves the job that waits for it in this run, with the comment "${phrase}".`,
  label: (phrase, { path }) => `An owner of ${path} sets the label "${phrase}", and runs this job again.`,
  comment: (phrase, { path }) => `An owner of ${path} writes the comment "${phrase}", and runs this job again.`,
};

/** Whether a run began before the branch was moved: run again, it still has its reviews, which tell no time. */
async function isOlder({ rest, project }: GitHub, run: number, moves: readonly string[]): Promise<boolean> {
  if (moves.length === 0) return false;
  const { created_at: began } = await attempt(rest.actions.getWorkflowRun({ ...project(), run_id: run }));
  return moves.some((time) => time > began);
}

async function timeline({ rest, project }: GitHub, number: number): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found: readonly unknown[] = await attempt(
      rest.issues.listEventsForTimeline({ ...project(), issue_number: number, per_page: PAGE_OF_GITHUB, page }),
    );
    events.push(...found);
    if (found.length < PAGE_OF_GITHUB) return events;
  }
  throw new ForgeError({ status: 0, reason: "the request has more events than can be read", passing: false });
}

async function whyNoReviewer(github: GitHub, by: Person, environment: string): Promise<string | undefined> {
  if ((await permissionOf(github, by)) === "none") return "the account may not read the repository any more";
  return (await hasReviewers(github, environment))
    ? undefined
    : `the environment ${environment} has no required reviewers`;
}
