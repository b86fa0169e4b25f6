import { chainReadings } from "../../context/chain-readings.ts";
import { artifactAt } from "../../inventory/artifact-at.ts";
import { isWaste, repetitions } from "../../context/repetition.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const BLOCK =
  "Never commit secrets or credentials to the repository.\nRun all the tests before you open a request.\nAsk before you add a dependency to the project.\n";

export const instructionsRepeated = defineRepositoryRule({
  id: "instructions/repeated",
  severity: "info",
  summary: "Instruction files that are loaded together say each thing once.",
  why: "A client puts the files of all folders down to its own one behind the other. What stands twice is paid for twice, and drifts apart when one of the two is changed. Copilot alone reads only the nearest AGENTS.md: for its users a repetition may be meant.",
  consequence: "Every task carries the same words twice, and once they differ nobody knows which holds.",
  help: "Keep the sentence where it concerns most files; `agent-ci compress` proposes the rest.",
  since: "0.1.0",
  sources: [{ read: { url: "https://developers.openai.com/codex/guides/agents-md", date: "2026-11-21" } }],

  *check(repository) {
    const reported = new Set<string>();
    for (const { readings } of chainReadings(repository))
      for (const { path, lines, first } of repetitions(readings).filter(isWaste)) {
        const [one] = lines;
        const last = lines.at(-1);
        const artifact = artifactAt(repository, "instructions", path);
        const key = `${path}\0${one?.line}`;
        if (!one || !last || !artifact || reported.has(key)) continue;
        reported.add(key);
        yield {
          artifact,
          at: { start: one.range.start, end: last.range.end },
          message: `${lines.length === 1 ? "This line stands" : `These ${lines.length} lines stand`} already in ${first.path}, line ${first.line}.`,
          related: [{ path: first.path, line: first.line, message: "The first time." }],
        };
      }
  },

  examples: [
    {
      because: "short lines, headings and commands may well be equal, and lists for different things share a line",
      files: {
        "CLAUDE.md":
          "# Agents\n\n- Names are lower case with words separated by hyphens\n\n# Skills\n\n- Names are lower case with words separated by hyphens\n",
        "AGENTS.md": "# Build\n\nRun the tests.\n\n```bash\nmake a very long command with many words\n```\n",
        "api/AGENTS.md": "# Build\n\nRun the tests.\n\n```bash\nmake a very long command with many words\n```\n",
      },
    },
    {
      because: "the file of a folder says again what the one above says",
      files: {
        "AGENTS.md": "- Never commit secrets or credentials to the repository.\n",
        "api/AGENTS.md": "Use fetch.\n\n* **Never** commit secrets or credentials to the repository!\n",
      },
      reports: ["api/AGENTS.md:3:1 This line stands already in AGENTS.md, line 1."],
    },
    {
      because: "a block of one file stands in it twice",
      files: {
        "CLAUDE.md": `${BLOCK}\n# Again\n\n${BLOCK}`,
      },
      reports: ["7:1 These 3 lines stand already in CLAUDE.md, line 1."],
    },
  ],
});
