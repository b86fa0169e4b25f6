import type { Forge, Head } from "./forge.ts";
import { retried, type Sleep } from "./retried.ts";
import type { Target } from "./target.ts";

export type FoundRequest =
  | { readonly ok: true; readonly number: number; readonly head: Head }
  | { readonly ok: false; readonly reason: string };

/** The request that a comment belongs to, if its newest commit is still the one that the checks ran for. */
export async function findRequest(forge: Forge, { request, head }: Target, sleep: Sleep): Promise<FoundRequest> {
  const numbers = "number" in request ? [request.number] : await numbersOf(forge, request.branch, head, sleep);
  const [number, another] = numbers;
  if (number === undefined)
    return {
      ok: false,
      reason: `No open pull request stands at ${short(head)} any more: the run for its newest commit will comment.`,
    };
  if (another !== undefined)
    return {
      ok: false,
      reason: `The pull requests ${numbers.join(", ")} all stand at ${short(head)}. Say which one with \`pull-request\`.`,
    };
  const now = await retried(() => forge.head(number), sleep);
  if (head !== undefined && now.commit !== head)
    return {
      ok: false,
      reason: `The checks ran for ${short(head)}, and ${number} stands at ${short(now.commit)} by now: the run for that will comment.`,
    };
  return { ok: true, number, head: now };
}

/** Another repository may have a branch of the same name, and the branch may have moved on. */
async function numbersOf(
  forge: Forge,
  branch: Parameters<Forge["requestsOf"]>[0],
  head: string | undefined,
  sleep: Sleep,
): Promise<readonly number[]> {
  const found = await retried(() => forge.requestsOf(branch), sleep);
  return found
    .filter(({ commit, repository }) => commit === head && repository === branch.repository)
    .map(({ number }) => number);
}

/** Whether a report is about a request's newest commit, or about a merge of it with the target branch. */
export async function isAbout(
  forge: Forge,
  { merge }: Target,
  head: Head,
  commit: string,
  sleep: Sleep,
): Promise<boolean> {
  if ([head.commit, head.merge, merge].includes(commit)) return true;
  // The target branch may have moved since, and with it the merge that the forge keeps.
  return (await retried(() => forge.parents(commit), sleep)).includes(head.commit);
}

const short = (commit: string | undefined): string => commit?.slice(0, 12) || "no commit";
