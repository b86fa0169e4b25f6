import type { Range } from "../../model/source.ts";
import { findSecrets } from "../../secrets/find-secrets.ts";
import { type Piece, type Spoken, spokenIn } from "./spoken.ts";

const REDACTED = "[REDACTED]";

interface Edit {
  readonly at: Range;
  readonly by: string;
}

/**
 * An answer without its secrets, also those that a stream cut into pieces; all other bytes stay. `body` has to be text.
 * What stands in an answer's own words is found in them put together, everything else in the text as it is.
 */
export function redactBody(body: string): string {
  const spoken = edited(body, spokenIn(body).flatMap(editsOf));
  return edited(
    spoken,
    findSecrets(spoken).map(({ at }) => ({ at, by: REDACTED })),
  );
}

/** Whether a secret is left anywhere: as text, or put together from pieces. */
export const holdsSecret = (body: string): boolean =>
  findSecrets(body).length > 0 || spokenIn(body).some((spoken) => findSecrets(wholeOf(spoken)).length > 0);

const wholeOf = ({ pieces }: Spoken): string => pieces.map(({ value }) => value).join("");

/** The first piece of a secret becomes the mark, its other pieces become nothing. */
function editsOf(spoken: Spoken): readonly Edit[] {
  const secrets = findSecrets(wholeOf(spoken)).map(({ at }) => at);
  if (secrets.length === 0) return [];
  let offset = 0;
  return spoken.pieces.flatMap((piece) => {
    const start = offset;
    offset += piece.value.length;
    const inside = secrets.filter((one) => one.start < offset && one.end > start);
    return inside.length === 0 ? [] : [{ at: piece.at, by: JSON.stringify(withoutSecrets(piece, start, inside)) }];
  });
}

function withoutSecrets({ value }: Piece, start: number, secrets: readonly Range[]): string {
  const edits = secrets.map((secret) => ({
    at: { start: Math.max(0, secret.start - start), end: Math.min(value.length, secret.end - start) },
    by: secret.start >= start ? REDACTED : "",
  }));
  return edited(value, edits);
}

/** Edits that do not overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { at: range, by } of edits.toSorted((one, other) => one.at.start - other.at.start)) {
    if (range.start < at) continue;
    result += text.slice(at, range.start) + by;
    at = range.end;
  }
  return result + text.slice(at);
}
