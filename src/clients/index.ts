import { claudeCodeHooks } from "./claude-code-hooks.ts";
import { claudeCodeMcp } from "./claude-code-mcp.ts";
import { claudeCodePlugins } from "./claude-code-plugins.ts";
import { claudeCodeSettings } from "./claude-code-settings.ts";
import { claudeCodeFacts } from "./claude-code.ts";
import { codexFacts } from "./codex.ts";
import { copilotCliFacts } from "./copilot-cli.ts";
import { copilotFacts } from "./copilot.ts";
import { cursorFacts } from "./cursor.ts";
import type { Facts } from "./fact.ts";
import { geminiCliFacts } from "./gemini-cli.ts";
import { opencodeFacts } from "./opencode.ts";
import { skillsRefFacts } from "./skills-ref.ts";
import { windsurfFacts } from "./windsurf.ts";

/** All that is known about each client, for whoever asks how old it is. */
export const FACTS = {
  "claude-code": {
    ...claudeCodeFacts,
    ...claudeCodeHooks,
    ...claudeCodeMcp,
    ...claudeCodePlugins,
    ...claudeCodeSettings,
  },
  codex: codexFacts,
  copilot: copilotFacts,
  "copilot-cli": copilotCliFacts,
  cursor: cursorFacts,
  "gemini-cli": geminiCliFacts,
  opencode: opencodeFacts,
  "skills-ref": skillsRefFacts,
  windsurf: windsurfFacts,
} as const satisfies Readonly<Record<string, Facts>>;
