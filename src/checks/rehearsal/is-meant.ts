import { matches } from "../../conditions/glob.ts";

/** Whether a pattern that somebody typed means a text; what is no pattern means none. */
export function isMeant(pattern: string, text: string): boolean {
  try {
    return matches(pattern, text);
  } catch {
    return false;
  }
}
