import type { LogKind } from "./log-kind.ts";
import { claudeCodeLogs } from "./kinds/claude-code.ts";
import { claudeResults } from "./kinds/claude-result.ts";
import { codexExec } from "./kinds/codex-exec.ts";
import { codexRollouts } from "./kinds/codex.ts";
import { copilotSessions } from "./kinds/copilot-cli.ts";
import { geminiChats, geminiResults } from "./kinds/gemini-cli.ts";
import { litellmSpend } from "./kinds/litellm.ts";
import { opencodeMessages, opencodeRuns } from "./kinds/opencode.ts";
import { openTelemetry } from "./kinds/opentelemetry.ts";
import { recordingFiles } from "./kinds/recordings.ts";

/**
 * Every kind of log that is read. The first whose beginning it is reads a file: those that are known by their very
 * first bytes come before those that are known by a name somewhere, which what tools were given may hold as well.
 */
export const LOG_KINDS: readonly LogKind[] = [
  openTelemetry,
  geminiChats,
  copilotSessions,
  claudeCodeLogs,
  recordingFiles,
  litellmSpend,
  codexRollouts,
  codexExec,
  opencodeMessages,
  opencodeRuns,
  geminiResults,
  claudeResults,
];
