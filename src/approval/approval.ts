/** By what a forge can show that somebody approves. */
export const MEANS = ["environment", "label", "comment"] as const;
export type Means = (typeof MEANS)[number];

/** An account of a forge. */
export interface Person {
  readonly id: number;
  readonly login: string;
  /** Of a program, an organisation, or nobody any more. */
  readonly bot: boolean;
}

/** What somebody said, and what of it the forge can show. */
export interface Consent {
  readonly means: Means;
  /** Absent where the account is gone. */
  readonly by?: Person;
  /** What was said, white space at its ends left out. */
  readonly words: string;
  /** ISO 8601; absent where the forge does not tell. */
  readonly at?: string;
  /** Why it does not hold any more, such as a push since. */
  readonly void?: string;
}

/** Who wrote a commit of the change; an account where the forge knows whose the address is. */
export interface Author {
  readonly commit: string;
  readonly as: "author" | "committer" | "co-author" | "opener";
  readonly account?: Pick<Person, "id" | "login">;
  readonly name?: string;
  readonly email?: string;
}

/** Whether a person may approve, and by which other names and addresses commits may mean the same person. */
export type Standing =
  | { readonly may: true; readonly known: readonly string[] }
  | { readonly may: false; readonly why: string };

/** Whether a subject was approved, as it is now. */
export type Approval =
  /** By whom, and by what. */
  | { readonly is: "approved"; readonly by: string; readonly means: Means; readonly at?: string }
  /** Nobody has said anything; what to do. */
  | { readonly is: "wanted"; readonly todo: readonly string[] }
  /** Somebody has, and it does not count. */
  | { readonly is: "refused"; readonly reasons: readonly string[]; readonly todo: readonly string[] }
  /** The forge could not be asked: as good as refused. */
  | { readonly is: "unknown"; readonly reason: string };
