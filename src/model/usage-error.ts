/**
 * A mistake that the user can act on: exit code 2 and its message.
 * Everything else that is thrown is our bug and keeps its stack.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
