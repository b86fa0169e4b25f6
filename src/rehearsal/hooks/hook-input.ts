import type { Inside } from "../isolation.ts";
import type { Json } from "../../model/json.ts";
import type { RehearsedDialect } from "./decision.ts";
import type { HookEvent } from "./hook-event.ts";

/** The same in every run: what a hook makes of its input must not depend on the day. */
const SESSION = "00000000-0000-4000-8000-000000000000";
const WHEN = "2026-01-01T00:00:00.000Z";

/** An event as its client writes it to a hook's standard input: what was said of it, over what every event has. */
export function hookInput(
  dialect: RehearsedDialect,
  event: HookEvent,
  inside: Pick<Inside, "home" | "workspace">,
): Json {
  return { ...common(dialect, event, inside.workspace, `${inside.home}/transcript.jsonl`), ...event.input };
}

function common(dialect: RehearsedDialect, { name, input }: HookEvent, cwd: string, transcript: string): Json {
  const tool = input["tool_name"] === undefined ? {} : { tool_use_id: "call_0" };
  switch (dialect) {
    case "claude-code":
      return {
        session_id: SESSION,
        transcript_path: transcript,
        cwd,
        permission_mode: "default",
        hook_event_name: name,
        ...tool,
      };
    case "codex":
      return {
        session_id: SESSION,
        turn_id: SESSION,
        transcript_path: transcript,
        cwd,
        hook_event_name: name,
        model: "replay",
        permission_mode: "default",
        ...tool,
      };
    case "copilot":
      return /^[A-Z]/.test(name)
        ? { hook_event_name: name, session_id: SESSION, timestamp: WHEN, cwd }
        : { sessionId: SESSION, timestamp: Date.parse(WHEN), cwd };
    case "cursor":
      return {
        conversation_id: SESSION,
        generation_id: SESSION,
        model: "replay",
        hook_event_name: name,
        cursor_version: "0.0.0",
        workspace_roots: [cwd],
        user_email: null,
        transcript_path: null,
      };
    default:
      return { session_id: SESSION, transcript_path: transcript, cwd, hook_event_name: name, timestamp: WHEN };
  }
}
