/** One project at GitHub or GitLab, as its comments are concerned. Every call rejects with a ForgeError. */
export interface Forge {
  readonly name: "GitHub" | "GitLab";
  /** UTF-16 units that a comment may hold. */
  readonly limit: number;
  /** What the token needs, as an instruction. */
  readonly permission: string;
  /** The name that the token's comments carry. */
  readonly author: () => Promise<string>;
  readonly head: (number: number) => Promise<Head>;
  /** Oldest first; pages count from 1. */
  readonly comments: (number: number, page: number) => Promise<CommentPage>;
  readonly create: (number: number, body: string) => Promise<ForgeComment>;
  readonly update: (number: number, id: number, body: string) => Promise<void>;
  readonly remove: (number: number, id: number) => Promise<void>;
  /** The open pull requests of a branch, whichever repository it is in. */
  readonly requestsOf: (branch: Branch) => Promise<readonly Request[]>;
  /** The parents of a commit; none where it is unknown or may not be read. */
  readonly parents: (commit: string) => Promise<readonly string[]>;
}

export interface ForgeComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}
export interface CommentPage {
  readonly comments: readonly ForgeComment[];
  readonly last: boolean;
}
/** What a request stands at: its newest commit, and what the forge made of it and the target branch. */
export interface Head {
  readonly commit: string;
  readonly merge?: string;
}
export interface Branch {
  readonly owner: string;
  /** `owner/name`: one owner may have a repository and a fork of it. */
  readonly repository: string;
  readonly name: string;
}
export interface Request {
  readonly number: number;
  readonly commit: string;
  readonly repository: string;
}
