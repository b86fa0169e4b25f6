import { cut } from "./cut.ts";
import { ForgeError } from "./forge-error.ts";
import { isOlder, type WorkflowRun } from "./run.ts";
import { share } from "./share.ts";
import { parseSticky, printSticky, type CommentSection, STICKY_VERSION, stickyVersion } from "./sticky.ts";

/** A section to be written, rendered to what room there is. */
export interface Draft {
  readonly key: string;
  readonly run: WorkflowRun;
  /** Markdown of at most `limit` UTF-16 units. */
  readonly render: (limit: number) => string;
  /** Whether it only takes the place of one that stands there. */
  readonly replaces?: boolean;
}

export type Placement =
  | { readonly do: "write"; readonly body: string }
  /** A newer run has written the section already. */
  | { readonly do: "leave"; readonly newer: WorkflowRun }
  /** No section stands there that could be replaced. */
  | { readonly do: "nothing" };

/** Less than this shows nothing of a report. */
const LEAST = 500;

/**
 * What becomes of a comment (absent: there is none yet) when a section is written to it. The other sections stay byte
 * for byte, unless all together exceed `limit`: then the largest are cut to equal shares.
 */
export function placeSection(body: string | undefined, draft: Draft, limit: number): Placement {
  const version = body === undefined ? STICKY_VERSION : stickyVersion(body);
  if (version !== STICKY_VERSION)
    throw new ForgeError({
      status: 0,
      reason: "a newer agent-ci has written the comment",
      help: "Use the same version of agent-ci in all workflows that comment.",
      passing: false,
    });
  const present = parseSticky(body ?? "");
  const newer = present.find(({ key, run }) => key === draft.key && isOlder(draft.run, run));
  if (newer) return { do: "leave", newer: newer.run };

  if (draft.replaces && !present.some(({ key }) => key === draft.key)) return { do: "nothing" };
  const others = present.filter(({ key }) => key !== draft.key);
  const room = limit - printSticky(all(others.map(empty), { ...draft, content: "" })).length;
  const content = framed(draft.render(room - FRAME));
  const [mine = 0, ...theirs] = share([content.length, ...others.map((other) => other.content.length)], room);
  if (mine < Math.min(LEAST, content.length))
    throw new ForgeError({ status: 0, reason: "the comment has no room for another section", passing: false });
  const kept = others.map(({ key, run, content: text }, index) => ({
    key,
    run,
    content: cut(text, theirs[index] ?? 0),
  }));
  const fitted = content.length <= mine ? content : framed(draft.render(mine - FRAME));
  return { do: "write", body: printSticky(all(kept, { ...draft, content: fitted })) };
}

/** In the order of their keys, so that the comment looks the same whichever job came first. */
const all = (others: readonly CommentSection[], mine: CommentSection): readonly CommentSection[] =>
  [...others, mine].toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const empty = (section: CommentSection): CommentSection => ({ ...section, content: "" });

/** Blank lines, without which Markdown would read the marks and the text as one. */
const framed = (text: string): string => `\n${text.trim()}\n`;
const FRAME = 2;
