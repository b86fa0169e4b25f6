import type { Person } from "../../approval/approval.ts";
import { attempt, type openGitHub } from "../github-call.ts";
import { personOf } from "./github-person.ts";

/** What a reviewer said to a job of a run that waited for an environment: of any attempt of the run, without a time. */
export interface Review {
  readonly is: "approved" | "rejected";
  /** Absent where the account is gone. */
  readonly by?: Person;
  readonly words: string;
}

export async function reviewsOf(
  { rest, project }: ReturnType<typeof openGitHub>,
  run: number,
  environment: string,
): Promise<readonly Review[]> {
  const reviews = await attempt(rest.actions.getReviewsForRun({ ...project(), run_id: run }));
  return reviews.flatMap(({ state, environments, user, comment }): readonly Review[] => {
    const isOurs = environments.some(({ name }) => name?.toLowerCase() === environment.toLowerCase());
    if ((state !== "approved" && state !== "rejected") || !isOurs) return [];
    const by = personOf(user);
    return [{ is: state, ...(by && { by }), words: comment.trim() }];
  });
}
