import type { Facts } from "./fact.ts";

const VSCODE =
  "https://github.com/microsoft/vscode/blob/00eacc909d2d1c228288ecea53aca4de80064e4f/src/vs/workbench/contrib/chat/common/promptSyntax/service/promptsServiceImpl.ts";
const INSTRUCTIONS =
  "https://docs.github.com/en/copilot/how-tos/configure-custom-instructions/add-repository-instructions";
const read = "2026-11-21";

export const copilotFacts = {
  instructionNames: {
    value: [".github/copilot-instructions.md"],
    says: "Copilot reads this file of the repository's root in every request.",
    read: { url: INSTRUCTIONS, date: read },
  },
  nestedNames: {
    value: ["AGENTS.md"],
    says: "Of these Copilot takes the one nearest to the file at work.",
    read: { url: INSTRUCTIONS, date: read },
  },
  rootNames: {
    value: ["CLAUDE.md", "GEMINI.md"],
    says: "Copilot's coding agent reads these too, from the repository's root only.",
    read: { url: INSTRUCTIONS, date: read },
  },
  skillPlaces: {
    value: [".github/skills", ".claude/skills", ".agents/skills"],
    says: "VS Code looks for a workspace's skills in these folders, and in plugins.",
    read: { url: VSCODE, date: read },
  },
  skillListing: {
    value: ["name", "description"],
    says: "VS Code lists the name and the description of every skill to the model, and loads its text when it is used.",
    read: { url: "https://code.visualstudio.com/docs/copilot/customization/agent-skills", date: read },
  },
  ruleFiles: {
    value: "*.instructions.md",
    says: "Copilot adds these in requests about files that `applyTo` matches; `**` matches all.",
    read: { url: INSTRUCTIONS, date: read },
  },
  skillDescriptionLength: {
    value: 1024,
    says: "VS Code cuts a skill's description at this many characters.",
    read: { url: VSCODE, date: read },
  },
  agentCharacters: {
    value: 30_000,
    says: "The prompt of a custom agent of Copilot has at most this many characters.",
    read: { url: "https://docs.github.com/en/copilot/reference/custom-agents-configuration", date: read },
  },
} as const satisfies Facts;
