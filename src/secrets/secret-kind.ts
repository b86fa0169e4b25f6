/** A credential that is known by its form. */
export interface SecretKind {
  /** Kebab-case; part of what engines are compared by. */
  readonly id: string;
  /** What a message calls it. */
  readonly title: string;
  /** One of these texts stands in every match, as it is here: a text without any need not be searched. */
  readonly anchors: readonly string[];
  /** Global, and linear in the text: no repetition within a repetition, and every one bounded. Group 1 is the secret where there is one. */
  readonly pattern: RegExp;
  /** Where its owner revokes it and makes another. */
  readonly revoke: string;
}
