import { isObject, type Json, objectOf, parsed, stringOf } from "../../../model/json.ts";
import { because, CONTINUE, type Decided, exitOf, type HookRan, open, unfinished } from "../decision.ts";
import type { HookEvent } from "../hook-event.ts";

/** Events at which exit code 2 leaves out one thing; at those of the second set it refuses the event. */
const DENIES = new Set(["PreToolUse", "PermissionRequest", "PreSkillShellCommand"]);
const BLOCKS = new Set([
  "ConfigChange",
  "Elicitation",
  "ElicitationResult",
  "PostToolBatch",
  "PreCompact",
  "PreModelSwitch",
  "Stop",
  "SubagentStop",
  "TaskCompleted",
  "TaskCreated",
  "TeammateIdle",
  "UserPromptExpansion",
  "UserPromptSubmit",
  "WorktreeCreate",
]);
/** It has happened; what the hook says is told to the model. */
const TOLD = new Set(["PostToolUse", "PostToolUseFailure"]);

/** What Claude Code makes of a hook that ran. JSON counts with exit code 0 alone, where the text is nothing else. */
export function decideClaudeCode({ name }: HookEvent, ran: HookRan): Decided {
  const code = exitOf(ran);
  if (code === undefined) return open(unfinished(ran));
  if (code === 2) return refused(name, ran.stderr);
  if (code !== 0) return name === "WorktreeCreate" ? because("block", ran.stderr) : open(unfinished(ran));
  const text = ran.stdout.trim();
  if (!text.startsWith("{")) return CONTINUE;
  const json = parsed(text);
  return isObject(json) ? said(name, json) : open("printed JSON that cannot be read");
}

function refused(name: string, stderr: string): Decided {
  const reason = stderr.trim() || "the hook gave no reason";
  if (DENIES.has(name)) return because("deny", reason);
  return BLOCKS.has(name) || TOLD.has(name)
    ? because("block", reason)
    : open("exited with code 2, which blocks nothing here");
}

const DECISIONS: ReadonlySet<unknown> = new Set([undefined, "approve", "block"]);
const PERMISSIONS: ReadonlySet<unknown> = new Set([undefined, "allow", "deny", "ask", "defer"]);

/** An answer that is wrong in one place counts in none. */
function said(name: string, json: Json): Decided {
  const own = json["hookSpecificOutput"];
  if (!DECISIONS.has(json["decision"])) return open("its decision is none of approve, block: the answer is void");
  if (own !== undefined && objectOf(own)["hookEventName"] !== name)
    return open(`its hookSpecificOutput has no "hookEventName": "${name}": the answer is void`);
  if (!PERMISSIONS.has(objectOf(own)["permissionDecision"]))
    return open("its permissionDecision is none of allow, deny, ask, defer: the answer is void");
  const decided = specific(name, objectOf(own)) ?? general(name, json);
  if (json["continue"] !== false) return decided;
  const reason = stringOf(json["stopReason"]);
  if (decided.decision === "deny") return { ...decided, stops: true };
  // Before a tool the run ends after the tool has run.
  return { ...because(name === "PreToolUse" ? "continue" : "block", reason), stops: true };
}

/** What one kind of event has of its own. */
function specific(name: string, own: Json): Decided | undefined {
  const request = objectOf(own["decision"]);
  const permission = name === "PermissionRequest" ? request["behavior"] : own["permissionDecision"];
  const reason = stringOf(own["permissionDecisionReason"]) || stringOf(request["message"]);
  if (permission === "deny" || permission === "allow") return because(permission, reason);
  return permission === "ask" || permission === "defer" ? because("ask", reason) : undefined;
}

function general(name: string, json: Json): Decided {
  const reason = stringOf(json["reason"]);
  if (json["decision"] === "block") return because(DENIES.has(name) ? "deny" : "block", reason);
  return json["decision"] === "approve" && DENIES.has(name) ? because("allow", reason) : CONTINUE;
}
