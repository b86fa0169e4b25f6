import { isObject, type Json, parsed, stringOf } from "../../../model/json.ts";
import { because, CONTINUE, type Decided, exitOf, type HookRan, open, unfinished } from "../decision.ts";
import type { HookEvent } from "../hook-event.ts";

/** Events whose answers are not heard. */
const ADVISORY = new Set(["Notification", "PreCompress", "SessionEnd", "SessionStart", "BeforeToolSelection"]);

/**
 * What Gemini CLI makes of a hook that ran. It reads JSON whatever the exit code is, from stderr where stdout is empty;
 * the code counts for plain text alone.
 */
export function decideGeminiCli({ name }: HookEvent, ran: HookRan): Decided {
  const code = exitOf(ran);
  if (code === undefined) return open(unfinished(ran));
  if (ADVISORY.has(name)) return code === 0 ? CONTINUE : open(`${unfinished(ran)}, which ${name} does not hear`);
  const text = ran.stdout.trim() || ran.stderr.trim();
  if (text === "") return code === 0 ? CONTINUE : open(`${unfinished(ran)} and printed nothing: Gemini CLI goes on`);
  const json = parsed(text);
  if (isObject(json)) return said(name, json);
  if (code === 0) return CONTINUE;
  return code === 1 ? open(unfinished(ran)) : because(name === "BeforeTool" ? "deny" : "block", text);
}

function said(name: string, json: Json): Decided {
  const reason = stringOf(json["reason"]);
  if (json["continue"] === false) return { ...because("block", stringOf(json["stopReason"]) || reason), stops: true };
  switch (json["decision"]) {
    case "deny":
    case "block":
      return because(name === "BeforeTool" ? "deny" : "block", reason);
    case "ask":
      return because("ask", reason);
    default:
      // `allow` says that nobody objects: whoever asks the user before a tool still does.
      return CONTINUE;
  }
}
