import { isObject, type Json, objectOf, parsed, stringOf } from "../../../model/json.ts";
import { because, CONTINUE, type Decided, exitOf, type HookRan, open, unfinished } from "../decision.ts";
import type { HookEvent } from "../hook-event.ts";

const DENIES = new Set(["PreToolUse", "PermissionRequest"]);
/** Events whose exit code 2 is heard. */
const HEARD = new Set(["PreToolUse", "PermissionRequest", "PostToolUse", "UserPromptSubmit", "Stop", "SubagentStop"]);

/** What Codex makes of a hook that ran: it refuses nothing without a reason, and goes on wherever an answer is odd. */
export function decideCodex({ name }: HookEvent, ran: HookRan): Decided {
  const code = exitOf(ran);
  if (code === undefined) return open(unfinished(ran));
  const refusal = DENIES.has(name) ? "deny" : "block";
  if (code === 2 && HEARD.has(name))
    return ran.stderr.trim() === ""
      ? open("exited with code 2 and wrote no reason to stderr: Codex goes on")
      : because(refusal, ran.stderr);
  if (code !== 0) return open(unfinished(ran));
  const text = ran.stdout.trim();
  if (text === "") return CONTINUE;
  const json = parsed(text);
  if (!isObject(json)) return /^[[{]/.test(text) ? open("printed JSON that cannot be read") : CONTINUE;
  const own = objectOf(json["hookSpecificOutput"]);
  const wrong = wrongIn(json);
  if (wrong !== undefined) return open(`${wrong}: the answer is void`);
  if (DENIES.has(name) && json["continue"] === false)
    return open(`returned continue: false, which ${name} does not have`);
  if (json["continue"] === false) return { ...because("block", stringOf(json["stopReason"])), stops: true };
  if (name === "PermissionRequest") return requested(objectOf(own["decision"]));
  return name === "PreToolUse" && own["permissionDecision"] !== undefined ? permitted(own) : general(json, refusal);
}

const KEYS = new Set([
  "continue",
  "decision",
  "hookSpecificOutput",
  "reason",
  "stopReason",
  "suppressOutput",
  "systemMessage",
]);

/** What makes Codex read nothing of an answer. */
function wrongIn(json: Json): string | undefined {
  const unknown = Object.keys(json).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `it has a key "${unknown.slice(0, 40)}" that Codex does not know`;
  const own = json["hookSpecificOutput"];
  if (own !== undefined && stringOf(objectOf(own)["hookEventName"]) === "")
    return "its hookSpecificOutput has no hookEventName";
  return json["decision"] === undefined || json["decision"] === "block" || json["decision"] === "approve"
    ? undefined
    : "its decision is not block, the only one that Codex has";
}

function requested({ behavior, message }: Json): Decided {
  if (behavior === "deny") return because("deny", stringOf(message) || "PermissionRequest hook denied approval");
  return behavior === "allow" ? { decision: "allow" } : CONTINUE;
}

function permitted(own: Json): Decided {
  const { permissionDecision: permission, permissionDecisionReason: reason, updatedInput } = own;
  if (permission === "deny")
    return stringOf(reason).trim() === ""
      ? open("denied without a permissionDecisionReason: Codex goes on")
      : because("deny", stringOf(reason));
  if (permission === "allow" && updatedInput !== undefined) return CONTINUE;
  return open(
    `returned permissionDecision: ${permission === "allow" ? "allow without updatedInput" : "ask"}, which Codex does not have`,
  );
}

function general(json: Json, refusal: "deny" | "block"): Decided {
  const reason = stringOf(json["reason"]);
  if (json["decision"] === "block")
    return reason.trim() === "" ? open("blocked without a reason: Codex goes on") : because(refusal, reason);
  return json["decision"] === undefined ? CONTINUE : open("its decision is approve, which Codex does not have");
}
