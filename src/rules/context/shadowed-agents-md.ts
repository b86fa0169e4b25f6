import { claudeCodeFacts } from "../../clients/claude-code.ts";
import { instructionChain } from "../../context/instruction-chain.ts";
import { isMaterial } from "../../context/tree.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const contextShadowedAgentsMd = defineRepositoryRule({
  id: "context/shadowed-agents-md",
  severity: "off",
  severityFor: { "claude-code": "info" },
  summary: "An AGENTS.md beside or below a CLAUDE.md is imported by one.",
  why: "Claude Code reads AGENTS.md only where no CLAUDE.md, .claude/CLAUDE.md or CLAUDE.local.md lies between the root and the working directory.",
  consequence: "Codex and Copilot follow instructions that Claude Code never sees.",
  help: "Put a line `@AGENTS.md` into CLAUDE.md, or delete CLAUDE.md. Deleting it leaves sessions on Bedrock, Vertex and Foundry, and versions before 2.1.277, without instructions: they do not read AGENTS.md.",
  since: "0.1.0",
  sources: [claudeCodeFacts.fallbackNames, claudeCodeFacts.instructionNames],

  *check(repository) {
    for (const artifact of repository.of("instructions")) {
      const folder = folderOf(artifact.path);
      if (artifact.path !== (folder === "" ? "AGENTS.md" : `${folder}/AGENTS.md`)) continue;
      if (isMaterial(repository, artifact.path) || artifact.source.text.trim() === "") continue;
      const { parts } = instructionChain(repository, "claude-code", folder);
      if (parts.length === 0 || parts.some((part) => part.path === artifact.path || tellsOf(part.text))) continue;
      const [first] = parts;
      if (isPointer(artifact.source.text) || parts.some(({ text }) => text.trim() === artifact.source.text.trim()))
        continue;
      yield {
        artifact,
        client: "claude-code",
        message: `Claude Code does not read this file: ${first?.path ?? "CLAUDE.md"} is there, and does not mention AGENTS.md.`,
      };
    }
  },

  examples: [
    {
      because: "CLAUDE.md imports it",
      files: { "CLAUDE.md": "@AGENTS.md\n", "AGENTS.md": "# Rules\n" },
    },
    {
      because: "it only leads to CLAUDE.md",
      files: { "CLAUDE.md": "# Rules\n", "AGENTS.md": "Read CLAUDE.md.\n" },
    },
    { because: "without a CLAUDE.md, Claude Code reads AGENTS.md itself", files: { "AGENTS.md": "# Rules\n" } },
    {
      because: "a CLAUDE.md at the root keeps Claude Code from the AGENTS.md below",
      files: { "CLAUDE.md": "# Style\n", "api/AGENTS.md": "# Rules\n" },
      reports: [
        "api/AGENTS.md Claude Code does not read this file: CLAUDE.md is there, and does not mention AGENTS.md.",
      ],
    },
  ],
});

/**
 * Whether a text speaks of AGENTS.md. A CLAUDE.md that does sends Claude there: it is read when the work asks for it.
 */
const tellsOf = (text: string): boolean => /AGENTS\.md/i.test(text);

/**
 * Whether a text only leads to CLAUDE.md:
 * a line that does so, or a symbolic link to it that was checked out as a text, has nothing to be missed.
 */
const isPointer = (text: string): boolean => text.length < 300 && /CLAUDE\.md/i.test(text);
