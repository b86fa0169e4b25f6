import { writeFileSync } from "node:fs";
import { judgePattern } from "../test/support/patterns/judge-pattern.ts";
import { bounded, JUDGED, judged } from "../test/support/patterns/judged.ts";
import { sourcePatterns } from "../test/support/patterns/source-patterns.ts";

/**
 * Proves the regular expressions of `src/` linear, and writes down which it did: `npm run patterns`. Those that are
 * written down are not proved again without `--again`, which takes minutes.
 */
const again = process.argv.includes("--again");
const proved: string[] = [];
const sought: string[] = [];
for (const [text, pattern] of sourcePatterns) {
  if (Object.hasOwn(bounded, text)) continue;
  const known = judged.proved.includes(text) ? "proved" : judged.sought.includes(text) ? "sought" : undefined;
  const verdict = again || known === undefined ? judgePattern(pattern) : known;
  if (verdict === "proved") proved.push(text);
  else if (verdict === "sought") sought.push(text);
  else {
    console.error(`${pattern.files.join(", ")}: ${text}\n  ${verdict.worse}`);
    process.exitCode = 1;
  }
}
writeFileSync(JUDGED, `${JSON.stringify({ proved: proved.sort(), sought: sought.sort() }, undefined, 2)}\n`);
console.log(
  `patterns: ${proved.length} proved linear, ${sought.length} without a text that takes long, ${Object.keys(bounded).length} bounded by what calls them`,
);
