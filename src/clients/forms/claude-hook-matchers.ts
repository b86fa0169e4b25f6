import { claudeCodeSettings } from "../claude-code-settings.ts";

/** What the matcher of an event is compared with, where that list is closed: with another value a hook never fires. */
export const CLOSED_MATCHERS: Readonly<Record<string, readonly string[]>> = claudeCodeSettings.hookMatchers.value;

/** Events whose matcher is compared with a tool's name. */
export const TOOL_EVENTS: ReadonlySet<string> = new Set([
  "PermissionDenied",
  "PermissionRequest",
  "PostToolUse",
  "PostToolUseFailure",
  "PreToolUse",
]);
