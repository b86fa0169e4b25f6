/** A pattern with flags inside. They are one thing in Rust, another in each version of JavaScript: not judged. */
const WITH_FLAGS = /\(\?[a-z-]+[:)]/;
const LONGEST = 1000;

/** Whether a matcher is a regular expression, or `*` alone, or not for us to judge. It is never run. */
export function isExpression(matcher: string): boolean {
  if (matcher === "*" || matcher.length > LONGEST || WITH_FLAGS.test(matcher)) return true;
  try {
    // oxlint-disable-next-line no-new -- only whether it is one matters; it is never run
    new RegExp(matcher);
    return true;
  } catch {
    return false;
  }
}
