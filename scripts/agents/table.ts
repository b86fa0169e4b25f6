import { npmProgram } from "../clients/recipes.ts";

/**
 * The real agent clients, pinned: what the facts of `src/rehearsal/adapters/` were run with. npm fetches the program
 * for this platform as an optional dependency of each package; no install script runs. About 1 GB together.
 */
export const agents = {
  "claude-code": npmProgram(
    { name: "claude", version: "2.1.332", verify: { args: ["--version"], prints: "2.1.332" } },
    {
      package: "@anthropic-ai/claude-code",
      program: `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`,
    },
  ),
  codex: npmProgram(
    { name: "codex", version: "0.171.0", verify: { args: ["--version"], prints: "0.171.0" } },
    { package: "@openai/codex" },
  ),
  copilot: npmProgram(
    { name: "copilot", version: "1.0.102", verify: { args: ["--version"], prints: "1.0.102" } },
    { package: "@github/copilot" },
  ),
  gemini: npmProgram(
    { name: "gemini", version: "0.61.0", verify: { args: ["--version"], prints: "0.61.0" } },
    { package: "@google/gemini-cli" },
  ),
  opencode: npmProgram(
    { name: "opencode", version: "1.18.33", verify: { args: ["--version"], prints: "1.18.33" } },
    {
      package: "opencode-ai",
      program: `node_modules/opencode-${process.platform}-${process.arch}/bin/opencode`,
    },
  ),
} as const;

export type Agent = keyof typeof agents;
export const isAgent = (name: string): name is Agent => Object.hasOwn(agents, name);
