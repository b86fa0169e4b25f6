/** A credential that is known by its form. */
export interface SecretKind {
  /** Kebab-case; part of what engines are compared by. */
  readonly id: string;
  /** What a message calls it. */
  readonly title: string;
  /** One of these texts stands in every match, as it is here: a text without any need not be searched. */
  readonly anchors: readonly string[];
  /** Its anchor and what follows are one run of at least RUN characters that tokens are written in. */
  readonly token?: true;
  /**
   * Global, and linear in the text: no repetition within a repetition, and every one bounded.
   * Group 1 is the secret where there is one.
   */
  readonly pattern: RegExp;
  /** Where its owner revokes it. */
  readonly revoke: string;
  /** How another takes its place, where that is more than to make one. */
  readonly rotate?: string;
}
