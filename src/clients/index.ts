import { claudeCodeMcp } from "./claude-code-mcp.ts";
import { claudeCodePlugins } from "./claude-code-plugins.ts";
import { claudeCodeSettings } from "./claude-code-settings.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { copilotCli } from "./copilot-cli.ts";
import { copilot } from "./copilot.ts";
import { cursor } from "./cursor.ts";
import type { Facts } from "./fact.ts";
import { geminiCli } from "./gemini-cli.ts";
import { opencode } from "./opencode.ts";
import { skillsRef } from "./skills-ref.ts";
import { windsurf } from "./windsurf.ts";

/** All that is known about each client, for whoever asks how old it is. */
export const FACTS = {
  "claude-code": { ...claudeCode, ...claudeCodeMcp, ...claudeCodePlugins, ...claudeCodeSettings },
  codex,
  copilot,
  "copilot-cli": copilotCli,
  cursor,
  "gemini-cli": geminiCli,
  opencode,
  "skills-ref": skillsRef,
  windsurf,
} as const satisfies Readonly<Record<string, Facts>>;
