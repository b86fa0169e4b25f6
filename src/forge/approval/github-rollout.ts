import { attempt, openGitHub } from "../github-call.ts";
import { gitHubAuthorsOf } from "./github-authors.ts";
import { MAY_WRITE, permissionOf } from "./github-owners.ts";
import { personOf } from "./github-person.ts";
import { hasReviewers } from "./github-reviewers.ts";
import { type GitHubSubject, gitHubWitness } from "./github-witness.ts";
import { once } from "./reading.ts";
import type { Witness } from "./witness.ts";

export interface GitHubRollout extends GitHubSubject {
  /** The commit that the rollout stands at, as the branch of states has it. */
  readonly head: string;
  /** The change begins with the first commit of all, whose authors are its own. */
  readonly isFirst: boolean;
  /** What has to be said. */
  readonly phrase: string;
  /** Who started this run by hand to approve, where somebody did. */
  readonly starter?: string;
}

/**
 * What GitHub can show of who lets a rollout go on: the reviews of this run by reviewers of the environment. Where it
 * has none, as in private repositories of plans that know no reviewers, whoever starts the run by hand to approve, and
 * may write: that is said by nobody else, and at the time that it is meant for.
 */
export function gitHubRollout(at: GitHubRollout): Witness {
  const github = openGitHub(at);
  const reviewed = gitHubWitness(at);
  const isReviewed = once(async () => hasReviewers(github, at.environment));
  return {
    ...reviewed,
    permission: "Give the job `permissions:` `contents: read` and `actions: read`.",
    head: async () => at.head,
    authors: async (head) => {
      const { change } = at;
      if (!at.isFirst || !("base" in change)) return reviewed.authors(head);
      const first = await gitHubAuthorsOf(github, change.base);
      // Nothing comes after the only commit of a repository.
      return change.base === head ? first : [...first, ...(await reviewed.authors(head))];
    },
    consents: async (means) => {
      if (await isReviewed()) return reviewed.consents(means);
      if (at.starter === undefined) return [];
      const { rest, timed } = github;
      const by = personOf(await attempt(rest.users.getByUsername({ username: at.starter, ...timed() })));
      return [{ means, words: at.phrase, ...(by && { by }) }];
    },
    standing: async (consent) => {
      if (await isReviewed()) return reviewed.standing(consent);
      const { by } = consent;
      if (!by) return { may: false, why: "nobody can say who that was" };
      if (!MAY_WRITE.has(await permissionOf(github, by)))
        return { may: false, why: "the account may not write to the repository" };
      const { rest, timed } = github;
      const { name, email } = await attempt(rest.users.getByUsername({ username: by.login, ...timed() }));
      return { may: true, known: [name, email].filter((one) => typeof one === "string") };
    },
  };
}
