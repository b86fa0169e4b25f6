import { contextShadowedAgentsMd } from "../../src/rules/context/shadowed-agents-md.ts";
import { casesOf } from "../support/rule-cases.ts";
export const contextShadowedAgentsMdCases = casesOf(contextShadowedAgentsMd, [
  {
    because: "CLAUDE.md beside it says something else",
    files: { "CLAUDE.md": "# Style\n", "AGENTS.md": "# Rules\n" },
    reports: ["AGENTS.md Claude Code does not read this file: CLAUDE.md is there, and does not mention AGENTS.md."],
  },
  { because: "CLAUDE.md speaks of it", files: { "CLAUDE.md": "See AGENTS.md first.\n", "AGENTS.md": "# Rules\n" } },
  { because: "both have the same text", files: { "CLAUDE.md": "# Rules\n\n", "AGENTS.md": "\n# Rules\n" } },
  { because: "it is empty", files: { "CLAUDE.md": "# Style\n", "AGENTS.md": " \n" } },
  {
    because: "a long text that also mentions CLAUDE.md",
    files: { "CLAUDE.md": "# Style\n", "AGENTS.md": `CLAUDE.md is short. ${"Test all. ".repeat(30)}\n` },
    reports: ["AGENTS.md Claude Code does not read this file: CLAUDE.md is there, and does not mention AGENTS.md."],
  },
  {
    because: "one of two files of Claude Code's speaks of it",
    files: { "CLAUDE.md": "# Style\n", "api/CLAUDE.md": "See AGENTS.md.\n", "api/AGENTS.md": "# Rules\n" },
  },
]);
