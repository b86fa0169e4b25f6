import { chainReadings } from "../../context/chain-readings.ts";
import { artifactAt } from "../../inventory/artifact-at.ts";
import { isWaste, nearRepetitions } from "../../context/repetition.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const instructionsNearRepeated = defineRepositoryRule({
  id: "instructions/near-repeated",
  severity: "off",
  summary: "Instruction files that are loaded together do not say nearly the same twice.",
  why: "Four of five words are the same: mostly a copy of which one was changed.",
  consequence: "The agent reads two versions of one rule and may follow either.",
  help: "Keep one of them. If they are meant to differ, say in what.",
  since: "0.1.0",

  *check(repository) {
    const reported = new Set<string>();
    for (const { readings } of chainReadings(repository))
      for (const { path, lines, first } of nearRepetitions(readings).filter(isWaste)) {
        const [one] = lines;
        const artifact = artifactAt(repository, "instructions", path);
        const key = `${path}\0${one?.line}`;
        if (!one || !artifact || reported.has(key)) continue;
        reported.add(key);
        yield {
          artifact,
          at: one.range,
          message: `This line says nearly what ${first.path} says in line ${first.line}.`,
          related: [{ path: first.path, line: first.line, message: first.text.trim() }],
        };
      }
  },

  examples: [
    {
      because: "other numbers and other names make another rule",
      files: {
        "AGENTS.md":
          "Keep every function of the api package below 40 lines of code please.\nKeep every function of the api package below 60 lines of code please.\n",
      },
    },
    {
      because: "one word was changed",
      files: {
        "AGENTS.md":
          "Keep every public function of the package documented with a short example.\n\nKeep every public function of the package documented with a brief example.\n",
      },
      reports: ["3:1 This line says nearly what AGENTS.md says in line 1."],
    },
  ],
});
