import type { SecretKind } from "./secret-kind.ts";

/**
 * What to do about a secret. The old value works until it is revoked, whatever becomes of the line:
 * so that comes first, and the history last.
 */
export const remedy = ({ revoke, rotate = "make another" }: Pick<SecretKind, "revoke" | "rotate">): string =>
  `Revoke it (${revoke}); ${rotate}, and give the new one through a variable or a secret store. Then take the old one out of the history: git filter-repo --replace-text, and a new clone for everybody.`;
