import { isObject, type Json, objectOf, parsed, stringOf } from "../../../model/json.ts";
import { because, CONTINUE, type Decided, exitOf, type HookRan, open, unfinished } from "../decision.ts";
import type { HookEvent } from "../hook-event.ts";

const STOPS = new Set(["agentStop", "Stop", "subagentStop", "SubagentStop"]);

/** What Copilot makes of a hook that ran: before a tool, all but a timeout fails closed. */
export function decideCopilot({ name }: HookEvent, ran: HookRan): Decided {
  const code = exitOf(ran);
  const event = name.charAt(0).toLowerCase() + name.slice(1);
  const json = outputOf(ran.stdout);
  if (code === 2 && event === "permissionRequest") return because("deny", stringOf(json["message"]));
  if (code === 0) return said(event, name, json);
  if (ran.ended.kind === "time-limit" || event !== "preToolUse") return open(unfinished(ran));
  if (code === 2) return because("deny", "hook exited with code 2");
  return { ...because("deny", "hook errored"), fault: unfinished(ran) };
}

/** What is left without lines of progress, where it is one JSON document; anything else counts as nothing. */
function outputOf(stdout: string): Json {
  const lines = stdout.split("\n").filter((line) => {
    const json = parsed(line.trim());
    return !(isObject(json) && json["type"] === "progress");
  });
  const json = parsed(lines.join("\n").trim());
  return isObject(json) ? json : {};
}

function said(event: string, name: string, json: Json): Decided {
  if (event === "preToolUse") {
    // By Claude Code's name of the event, Claude Code's form counts, and before Copilot's own.
    const claude = objectOf(event === name ? undefined : json["hookSpecificOutput"]);
    const { permissionDecision, permissionDecisionReason } = "permissionDecision" in claude ? claude : json;
    return permission(permissionDecision, stringOf(permissionDecisionReason));
  }
  if (event === "permissionRequest") {
    const decided = permission(json["behavior"], stringOf(json["message"]));
    return json["interrupt"] === true && decided.decision === "deny" ? { ...decided, stops: true } : decided;
  }
  return STOPS.has(name) && json["decision"] === "block" ? because("block", stringOf(json["reason"])) : CONTINUE;
}

function permission(value: unknown, reason: string): Decided {
  if (value === "allow" || value === "deny" || value === "ask") return because(value, reason);
  return value === undefined ? CONTINUE : open("its decision is none of allow, deny, ask");
}
