import type { UsageError } from "../model/usage-error.ts";
import { redact } from "../secrets/redact.ts";
import type { World } from "../workspace/world.ts";

/**
 * A world in which no secret is printed. What commands say quotes files, options and variables; a report has lost its
 * secrets before, and is shown by its door.
 */
export const guarded = ({ summarize, ...world }: World): World => ({
  ...world,
  out: (text) => world.out(redact(text)),
  err: (text) => world.err(redact(text)),
  notice: (sentence) => world.notice(redact(sentence)),
  ...(summarize && { summarize: async (markdown: string) => summarize(redact(markdown)) }),
});

/** What the user has to mend. */
export const problemsOf = ({ problems }: UsageError): readonly string[] => problems.map((problem) => redact(problem));

/** What is told of a bug. */
export const stackOf = (error: unknown): string =>
  redact(error instanceof Error ? (error.stack ?? error.message) : String(error));
