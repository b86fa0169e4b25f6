export interface Comment {
  readonly id: number;
  /** Of the issue, pull request or merge request it stands on. */
  readonly number: number;
  readonly body: string;
  readonly author: string;
  /** The number of the account; 1 unless told. */
  readonly authorId?: number;
  /** Written by the server itself, such as "added 1 commit" on GitLab. */
  readonly system: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}
export type SeedComment = Pick<Comment, "number" | "body" | "author"> &
  Partial<Pick<Comment, "id" | "system" | "authorId">>;

export interface Comments {
  readonly all: () => readonly Comment[];
  readonly on: (number: number) => readonly Comment[];
  readonly find: (id: number) => Comment | undefined;
  readonly add: (seed: SeedComment) => Comment;
  readonly edit: (id: number, body: string) => Comment | undefined;
  /** False when there was none. */
  readonly remove: (id: number) => boolean;
}

/** The comments of one played server, oldest first; ids grow, and a second passes with each change. */
export function createComments(seeds: readonly SeedComment[]): Comments {
  const byId = new Map<number, Comment>();
  let seconds = 0;
  const now = (): string => {
    seconds += 1;
    return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString().replace(".000", "");
  };
  const add = ({ system = false, ...seed }: SeedComment): Comment => {
    const at = now();
    const id = seed.id ?? 1 + Math.max(100, ...byId.keys());
    const comment = { ...seed, id, system, createdAt: at, updatedAt: at };
    byId.set(id, comment);
    return comment;
  };
  for (const seed of seeds) add(seed);
  return {
    all: () => [...byId.values()],
    on: (number) => [...byId.values()].filter((comment) => comment.number === number),
    find: (id) => byId.get(id),
    add,
    edit: (id, body) => {
      const comment = byId.get(id);
      const edited = comment && { ...comment, body, updatedAt: now() };
      if (edited !== undefined) byId.set(id, edited);
      return edited;
    },
    remove: (id) => byId.delete(id),
  };
}
