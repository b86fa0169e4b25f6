import { isObject, type Json, parsed, stringOf } from "../../../model/json.ts";
import { because, CONTINUE, type Decided, exitOf, type HookRan, open, unfinished } from "../decision.ts";
import type { HookEvent } from "../hook-event.ts";

/** Events that ask for a permission. Those that only report are heard no answer of. */
const ASKS = new Set([
  "beforeMCPExecution",
  "beforeReadFile",
  "beforeShellExecution",
  "beforeTabFileRead",
  "preToolUse",
  "subagentStart",
]);

/** What Cursor makes of a hook that ran. `failClosed` of its handler says what a failure comes to. */
export function decideCursor({ name }: HookEvent, ran: HookRan, failClosed: boolean): Decided {
  const code = exitOf(ran);
  const refusal = name === "beforeSubmitPrompt" ? "block" : "deny";
  if (!ASKS.has(name) && refusal === "deny") return code === 0 ? CONTINUE : open(unfinished(ran));
  const failed = (fault: string): Decided => (failClosed ? { decision: refusal, fault } : open(fault));
  const json = parsed(ran.stdout.trim());
  const own = isObject(json) ? json : {};
  if (code === 2) return because(refusal, messageOf(own) || ran.stderr);
  if (code !== 0) return failed(unfinished(ran));
  if (ran.stdout.trim() === "") return CONTINUE;
  if (!isObject(json)) return failed("printed something that is no JSON");
  if (refusal === "block") return own["continue"] === false ? because("block", messageOf(own)) : CONTINUE;
  const { permission } = own;
  if (permission === "allow" || permission === "deny" || permission === "ask")
    return because(permission, messageOf(own));
  return permission === undefined ? CONTINUE : failed("its permission is none of allow, deny, ask");
}

const messageOf = (json: Json): string => stringOf(json["agent_message"]) || stringOf(json["user_message"]);
