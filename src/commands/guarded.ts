import { redact } from "../secrets/redact.ts";
import type { World } from "../workspace/world.ts";

/**
 * A world in which no secret is printed. What commands say quotes files, options and variables; a report has lost its secrets
 * before, and is shown by its door.
 */
export const guarded = (world: World): World => ({
  ...world,
  out: (text) => world.out(redact(text)),
  err: (text) => world.err(redact(text)),
  ...(world.notice && { notice: (sentence: string) => world.notice?.(redact(sentence)) }),
});

/** What is said of an error: that of a mistake, or the stack of a bug. Both may quote what was read. */
export const wordsOf = (error: unknown, stack: boolean): string => {
  if (!(error instanceof Error)) return redact(String(error));
  return redact(stack ? (error.stack ?? error.message) : error.message);
};
