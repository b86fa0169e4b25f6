import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** What `npm run patterns` found of the expressions, by their text: to prove them all again takes minutes. */
export const JUDGED = resolve(import.meta.dirname, "judged.json");

export interface Judged {
  readonly proved: readonly string[];
  readonly sought: readonly string[];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the script below `scripts/` alone
export const judged = JSON.parse(readFileSync(JUDGED, "utf8")) as Judged;

/** Those that are not linear by themselves, with what bounds them: why no text from a repository makes them slow. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a map of texts to sentences
export const bounded = JSON.parse(readFileSync(resolve(import.meta.dirname, "bounded.json"), "utf8")) as Readonly<
  Record<string, string>
>;
