import { ForgeError } from "../forge-error.ts";
import { type GitHubProject, openGitHub } from "../github-call.ts";
import { retried, type Sleep, sleep as pause } from "../retried.ts";
import { reviewsOf } from "./github-reviews.ts";

export interface RejectionAsked extends GitHubProject {
  readonly run: number;
  readonly environment: string;
  readonly sleep?: Sleep;
}

/** Who turned down the job of this run that waited for an environment, and with what words. */
export type Rejected =
  | { readonly is: "rejected"; readonly by: string; readonly words: string }
  | { readonly is: "not" }
  | { readonly is: "unknown"; readonly reason: string };

/**
 * The last rejection in the log of this run's reviews. Only reviewers of the environment are asked by GitHub, so that
 * whoever is in it may say no.
 */
export async function gitHubRejected({ run, environment, sleep = pause, ...at }: RejectionAsked): Promise<Rejected> {
  const github = openGitHub(at);
  try {
    const reviews = await retried(() => reviewsOf(github, run, environment), sleep);
    const last = reviews.findLast(({ is }) => is === "rejected");
    return last
      ? { is: "rejected", by: last.by?.login ?? "an account that is gone", words: last.words }
      : { is: "not" };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { is: "unknown", reason: error.facts.reason };
  }
}
