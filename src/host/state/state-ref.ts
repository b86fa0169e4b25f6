/** A branch as git knows it, here or elsewhere. */
export interface StateRef {
  /** What it is called in messages. */
  readonly name: string;
  /** Its tip, whose objects are here; null where there is no such branch. */
  readonly tip: () => Promise<string | null>;
  /** Why what led to a tip is not to be believed, if it is not. */
  readonly doubt: (tip: string) => Promise<string | undefined>;
  /** Puts it from one commit to another, unless it is elsewhere by now. */
  readonly move: (before: string | null, after: string) => Promise<"written" | "lost">;
}
