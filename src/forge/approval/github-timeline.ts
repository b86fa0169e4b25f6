import type { Consent } from "../../approval/approval.ts";
import { memberAt } from "../../host/pipeline/event.ts";
import { personOf } from "./github-person.ts";

/** Why nothing holds that was said before a branch was moved like that. */
export const MOVED = "the branch was moved since, other than forwards";
const TAKEN_OFF = "the label was taken off";

/** What moves the branch other than forwards: a commit that it had before can be its newest one again. */
const MOVES: ReadonlySet<unknown> = new Set(["head_ref_force_pushed", "head_ref_deleted", "head_ref_restored"]);

/** When the branch of a request was moved like that; what has no time is as late as can be. */
export const movesOf = (events: readonly unknown[]): readonly string[] =>
  events.flatMap((event) => (MOVES.has(memberAt(event, "event")) ? [timeOf(event) ?? "9999"] : []));

/**
 * The labels and comments among the events of a request, oldest first, and what of them does not hold any more.
 * `labels` are the names of those that it has now.
 */
export function spokenConsents(events: readonly unknown[], labels: readonly string[]): readonly Consent[] {
  const present = new Set(labels.map((name) => name.toLowerCase()));
  const moves = movesOf(events);
  return events.flatMap((event, index): readonly Consent[] => {
    const one = label(event, events.slice(index + 1)) ?? comment(event);
    if (!one) return [];
    const isOff = one.means === "label" && !present.has(one.words.toLowerCase());
    const isBefore = moves.some((time) => time >= (one.at ?? ""));
    const why = one.void ?? (isOff ? TAKEN_OFF : isBefore ? MOVED : undefined);
    return [{ ...one, ...(why !== undefined && { void: why }) }];
  });
}

/** Of a label that was set more than once, the last time counts. */
function label(event: unknown, later: readonly unknown[]): Consent | undefined {
  if (memberAt(event, "event") !== "labeled") return undefined;
  const name = memberAt(event, "label", "name");
  if (typeof name !== "string") return undefined;
  const isSame = (other: unknown): boolean => {
    const [what, theirs] = [memberAt(other, "event"), memberAt(other, "label", "name")];
    if (what !== "labeled" && what !== "unlabeled") return false;
    return typeof theirs === "string" && theirs.toLowerCase() === name.toLowerCase();
  };
  const last = later.findLast(isSame);
  if (memberAt(last, "event") === "labeled") return undefined;
  const why = last === undefined ? byApp(event) : TAKEN_OFF;
  return said("label", memberAt(event, "actor"), name, event, why);
}

function comment(event: unknown): Consent | undefined {
  const body = memberAt(event, "body");
  if (memberAt(event, "event") !== "commented" || typeof body !== "string") return undefined;
  const isChanged = memberAt(event, "updated_at") !== memberAt(event, "created_at");
  // Who may write to the repository may change what others wrote in it.
  return said("comment", memberAt(event, "user"), body, event, isChanged ? "the comment was changed" : byApp(event));
}

/** A program that acts for a person has the person's name. */
const byApp = (event: unknown): string | undefined =>
  (memberAt(event, "performed_via_github_app") ?? null) === null ? undefined : "a program said it in that name";

function said(means: Consent["means"], user: unknown, words: string, event: unknown, why: string | undefined): Consent {
  const [by, at] = [personOf(user), timeOf(event)];
  return {
    means,
    words: words.trim(),
    ...(by && { by }),
    ...(at !== undefined && { at }),
    ...(why !== undefined && { void: why }),
  };
}

/** Times of one form, so that texts compare as they do. */
function timeOf(event: unknown): string | undefined {
  const time = memberAt(event, "created_at");
  return typeof time === "string" ? time : undefined;
}
