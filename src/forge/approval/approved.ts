import type { Approval, Means, Standing } from "../../approval/approval.ts";
import { consentsToCheck, judgeConsents, standingKey } from "../../approval/judge-consents.ts";
import { phraseOf } from "../../approval/phrase.ts";
import { ForgeError } from "../forge-error.ts";
import { retried, type Sleep, sleep as pause } from "../retried.ts";
import type { Witness } from "./witness.ts";

/** Where to look, and by what it may be said. */
export interface ApprovalAsked {
  readonly witness: Witness;
  readonly means: readonly Means[];
  readonly sleep?: Sleep;
}

/**
 * Whether a subject, such as `cost` or `rollout/team-a`, was approved at a commit, with a report of a digest: by
 * somebody who may, and who wrote nothing of the change. Whoever approves names both in one phrase; a push and another
 * report have another one. Nothing is written anywhere; what cannot be asked is not approved.
 */
export async function approved(subject: string, head: string, digest: string, asked: ApprovalAsked): Promise<Approval> {
  const { witness, means, sleep = pause } = asked;
  const phrase = phraseOf(subject, head, digest);
  const ask = <T>(call: () => Promise<T>): Promise<T> => retried(call, sleep);
  const todo = means.map((one) => witness.todo(one, phrase));
  try {
    const now = await ask(witness.head);
    if (now !== head) {
      const stands = `This is about ${head.slice(0, 12)}, and by now it stands at ${now.slice(0, 12) || "no commit"}.`;
      return { is: "refused", reasons: [stands], todo: ["Look at the run for that commit."] };
    }
    const lists = await Promise.all(means.map((one) => ask(() => witness.consents(one))));
    const consents = lists.flat();
    const wanted = consentsToCheck({ phrase, consents });
    // Nobody's commits are looked at as long as nobody approves.
    const authors = wanted.length === 0 ? [] : await ask(() => witness.authors(head));
    const standings = new Map<string, Standing>();
    for (const one of wanted)
      if (!standings.has(standingKey(one))) standings.set(standingKey(one), await ask(() => witness.standing(one)));
    return judgeConsents({ subject, phrase, consents, authors, todo }, standings);
  } catch (error) {
    return { is: "unknown", reason: reasonOf(error, witness) };
  }
}

export type Newest = { readonly ok: true; readonly commit: string } | { readonly ok: false; readonly reason: string };

/** The commit that a subject stands at, where the job does not know it. */
export async function newestOf(witness: Witness, sleep: Sleep = pause): Promise<Newest> {
  try {
    return { ok: true, commit: await retried(witness.head, sleep) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error, witness) };
  }
}

/** Why the forge could not be asked, and what to do. Throws what is another error. */
function reasonOf(error: unknown, { permission }: Witness): string {
  if (!(error instanceof ForgeError)) throw error;
  const { status, reason, passing, help } = error.facts;
  const todo = help ?? (passing ? "Run the job again later." : status >= 400 ? permission : undefined);
  return `${status === 0 ? "" : `${status} `}${reason}${todo === undefined ? "" : `. ${todo}`}`;
}
