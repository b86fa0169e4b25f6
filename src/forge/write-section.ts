import type { ForgeComment, Forge } from "./forge.ts";
import { ForgeError } from "./forge-error.ts";
import { type Draft, placeSection } from "./place-section.ts";
import { retried, type Sleep, TRIES, waitAfter } from "./retried.ts";
import { isOlder, type WorkflowRun } from "./run.ts";
import { parseSticky, stickyVersion } from "./sticky.ts";

export type Written =
  | { readonly did: "created" | "updated" | "nothing" }
  | { readonly did: "left"; readonly newer: WorkflowRun };

/** Of a list that does not end. */
const MOST_PAGES = 1000;
/** Of jobs that write at the same time: in each round at least one of them is done. */
const ROUNDS = 10;
/** Longer than another job needs from reading the comment to writing it. */
const SETTLE_MS = 1000;

/**
 * Writes a section to the oldest comment of ours, or to a new one. Forges cannot write on condition, so that two jobs
 * may overwrite each other: each reads right before it writes, looks again when the other must be done, and repeats
 * what was lost. A section is lost for good only where another job takes longer than that from its read to its write.
 */
export async function writeSection(
  forge: Forge,
  number: number,
  author: string,
  draft: Draft,
  sleep: Sleep,
): Promise<Written> {
  const read = () => findOwn(forge, number, author, sleep);
  let own = await read();
  let did: "created" | "updated" = "updated";
  let failures = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const placement = placeSection(own?.body, draft, forge.limit);
    if (placement.do === "leave") return { did: "left", newer: placement.newer };
    if (placement.do === "nothing") return { did: "nothing" };
    let created: ForgeComment | undefined;
    try {
      if (own) await forge.update(number, own.id, placement.body);
      else created = await forge.create(number, placement.body);
    } catch (error) {
      failures += 1;
      if (!(error instanceof ForgeError) || failures === TRIES || !isWorthAnother(error, own)) throw error;
      await sleep(waitAfter(error, failures));
      // What failed may have been carried out all the same: sent again without a look, it could stand there twice.
      own = await read();
      continue;
    }
    if (created) {
      did = "created";
      checkAuthor(created, author);
    }
    await sleep(SETTLE_MS);
    own = (await read()) ?? created; // a list may lag behind
    if (created && own && own.id < created.id) await discard(forge, number, created);
    if (own && stands(own, draft)) return { did };
  }
  throw new ForgeError({
    status: 0,
    reason: "other jobs keep overwriting the comment",
    help: "Run the jobs that comment one after the other.",
    passing: false,
  });
}

/** The oldest comment that carries our tag and that we wrote: anybody can copy a tag. */
async function findOwn(forge: Forge, number: number, author: string, sleep: Sleep): Promise<ForgeComment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { comments, last } = await retried(() => forge.comments(number, page), sleep);
    const own = comments.find((comment) => comment.author === author && stickyVersion(comment.body) !== undefined);
    if (own || last) return own;
  }
  return undefined;
}

/** Somebody may have deleted the comment in between. */
const isWorthAnother = ({ facts }: ForgeError, own: ForgeComment | undefined): boolean =>
  facts.passing || (own !== undefined && facts.status === 404);

function stands({ body }: ForgeComment, { key, run }: Draft): boolean {
  return parseSticky(body).some((section) => section.key === key && !isOlder(section.run, run));
}

/** Not to be recognised the next time would mean one more comment with every run. */
function checkAuthor(created: ForgeComment, author: string): void {
  if (created.author === author) return;
  throw new ForgeError({
    status: 0,
    reason: `the token writes as ${created.author}, not as ${author}`,
    help: `Name it, so that later runs find their comment: \`comment-author: ${created.author}\`.`,
    passing: false,
  });
}

/** Of two jobs that found no comment and made one each, the later one gives way. */
async function discard(forge: Forge, number: number, { id }: ForgeComment): Promise<void> {
  try {
    await forge.remove(number, id);
  } catch (error) {
    // One comment too many is no reason to fail: the oldest is the one that counts.
    if (!(error instanceof ForgeError)) throw error;
  }
}
