import { codexFacts } from "../../clients/codex.ts";
import { thousands } from "../../model/numbers.ts";
import { instructionChain } from "../../context/instruction-chain.ts";
import { lossOf, lostPart } from "../../context/loss.ts";
import { isMaterial } from "../../context/tree.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

const NAMES: ReadonlySet<string> = new Set(codexFacts.instructionNames.value);

export const contextCodexInstructions = defineRepositoryRule({
  id: "context/codex-instructions",
  severity: "off",
  severityFor: { codex: "warning" },
  summary: "In every folder Codex reads all of the AGENTS.md files from the root down to it.",
  why: "Codex reads 32,768 bytes of all of them together, the root's first. The file nearest to the work is cut first.",
  consequence: "Codex works without the end of these instructions, and only its log says so.",
  help: "Shorten the files on the way, or raise `project_doc_max_bytes` in .codex/config.toml.",
  since: "0.1.0",
  sources: [codexFacts.instructionBytes, codexFacts.instructionNames],
  outline: true,

  *check(repository) {
    for (const artifact of repository.of("instructions")) {
      const folder = folderOf(artifact.path);
      if (!NAMES.has(artifact.path.slice(folder === "" ? 0 : folder.length + 1))) continue;
      if (isMaterial(repository, artifact.path)) continue;
      const { parts, bytes, limit = 0 } = instructionChain(repository, "codex", folder);
      const part = parts.find(({ path }) => path === artifact.path);
      const loss = bytes > limit && part ? lossOf(artifact, part.read) : undefined;
      if (!part || !loss) continue;
      const chain = parts.length > 1 ? `the ${parts.length} files from the root down to here` : "this file";
      yield {
        artifact,
        client: "codex",
        at: { start: loss.offset, end: loss.offset },
        message: `Codex reads ${thousands(limit)} of the ${thousands(bytes)} bytes of ${chain}: ${lostPart(loss)}.`,
      };
    }
  },

  examples: [
    {
      because: "32,768 bytes are read whole",
      files: { "AGENTS.md": "x".repeat(32_768) },
    },
    {
      because: "the file nearest to the work loses its end",
      files: {
        "AGENTS.md": `# Root\n${"x".repeat(32_743)}\n`,
        "api/AGENTS.md": "# Api\nRun make.\n# Tests\nRun them all.\n",
      },
      reports: [
        'api/AGENTS.md:3:2 Codex reads 32,768 of the 32,789 bytes of the 2 files from the root down to here: the last 21 bytes are lost, and the section "Tests" ends in the middle.',
      ],
    },
  ],
});
