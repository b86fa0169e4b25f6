import { createRequire } from "node:module";
import type * as Recheck from "recheck";
import type { SourcePattern } from "./source-patterns.ts";

/** What is known of the time that an expression takes: proved linear, sought for worse in vain, or worse. */
export type Verdict = "proved" | "sought" | { readonly worse: string };

const LONGEST_MS = 20_000;

// What the package itself starts is Java or a binary, by the machine that it finds; this is the same in JavaScript.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the module has the types of the package
const { checkSync } = createRequire(import.meta.url)("recheck/lib/browser.js") as typeof Recheck;

/**
 * Asks recheck (https://makenowjust-labs.github.io/recheck/, read 2026-11-30). Where its automata do not apply, as with
 * look-around, it looks for a text that takes long: that is no proof, and said so.
 */
export function judgePattern({ source, flags }: Pick<SourcePattern, "source" | "flags">): Verdict {
  const told = checkSync(source, flags, { timeout: LONGEST_MS, randomSeed: 1 });
  if (told.status === "safe") return told.checker === "automaton" ? "proved" : "sought";
  return { worse: told.status === "vulnerable" ? `${told.complexity.summary}: ${told.attack.pattern}` : "unknown" };
}
