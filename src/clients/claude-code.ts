import type { Facts } from "./fact.ts";

const MEMORY = "https://code.claude.com/docs/en/memory";
const SKILLS = "https://code.claude.com/docs/en/skills";
const SETTINGS = "https://www.schemastore.org/claude-code-settings.json";
const read = "2026-11-21";

export const claudeCode = {
  instructionNames: {
    value: ["CLAUDE.md", ".claude/CLAUDE.md", "CLAUDE.local.md"],
    says: "Claude Code reads all of these from the repository's root down to the working directory.",
    url: MEMORY,
    read,
  },
  fallbackNames: {
    value: ["AGENTS.md", ".claude/AGENTS.md"],
    says: "Since 2.1.277 Claude Code reads these where none of its own files lies between the root and the working directory; a user can change that, and sessions on Bedrock, Vertex and Foundry do not do it.",
    url: "https://github.com/anthropics/claude-code/blob/42a37c29968855b9d6099fb0d0cbc2b9fa0dd061/mods/agents-md/README.md",
    read,
  },
  instructionBytes: {
    value: 4 * 1024 * 1024,
    says: "Claude Code reads an instruction file whole up to this many bytes, and skips a larger one.",
    url: MEMORY,
    read,
  },
  importDepth: {
    value: 4,
    says: "Claude Code follows imports over this many hops.",
    url: MEMORY,
    read,
  },
  skillPlaces: {
    value: [".claude/skills"],
    says: "Claude Code looks for a repository's skills here, and in the `skills` folder of installed plugins.",
    url: SKILLS,
    read,
  },
  skillListingDescription: {
    value: 1536,
    says: "Claude Code cuts description and when_to_use together at this many characters in its list of skills.",
    url: SKILLS,
    read,
  },
  skillListingCharacters: {
    value: 8000,
    says: "Claude Code's list of skills has 1 % of the window (`skillListingBudgetFraction`), which is this many characters at 200,000 tokens; beyond it descriptions are shortened.",
    url: SETTINGS,
    read,
  },
  agentRequired: {
    value: ["name", "description"],
    says: "A subagent of Claude Code needs these fields.",
    url: "https://code.claude.com/docs/en/sub-agents",
    read,
  },
} as const satisfies Facts;
