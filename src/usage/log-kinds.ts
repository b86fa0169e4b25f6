import { claudeCodeLogs } from "./kinds/claude-code.ts";
import type { LogKind } from "./log-kind.ts";

/** Every kind of log that is read. The first whose beginning it is reads a file. */
export const LOG_KINDS: readonly LogKind[] = [claudeCodeLogs];
