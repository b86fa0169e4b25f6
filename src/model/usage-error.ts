/**
 * A mistake that the user can act on: exit code 2, and what is to be mended.
 * Everything else that is thrown is our bug and keeps its stack.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What is wrong, each by itself and in sentences: a door shows one below the other. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const all = [problems].flat();
    super(all.join("\n"));
    this.problems = all;
  }
}
