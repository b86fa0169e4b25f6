import { CLOSED_MATCHERS, TOOL_EVENTS } from "../../clients/forms/claude-hook-matchers.ts";
import { CLAUDE_TOOLS, FORMER_CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { nearest } from "../../model/nearest.ts";

/** A matcher of these characters alone is names with `|` or `,` between them; any other is a regular expression. */
const NAMES = /^[a-zA-Z0-9_|, -]+$/;
/** The name of a tool, and then what a tool's name never has: the form of a permission rule. */
const RULE = /^\^?([A-Z][A-Za-z]+)\s*[(:]/;

/**
 * Why a matcher of Claude Code, or one of its names, can match nothing at an event; undefined where it may match
 * something. Unknown names that resemble no tool may be tools of tomorrow.
 */
export function deadMatcher(event: string, matcher: string): string | undefined {
  if (matcher.trim() === "" || matcher === "*" || matcher === ".*") return undefined;
  const closed = Object.hasOwn(CLOSED_MATCHERS, event) ? CLOSED_MATCHERS[event] : undefined;
  if (!closed && !TOOL_EVENTS.has(event)) return undefined;
  if (!NAMES.test(matcher)) return closed ? undefined : likeARule(matcher);
  const names = matcher.split(/[|,]/).map((name) => name.trim());
  for (const name of names.filter((one) => one !== "")) {
    const why = closed ? notIn(closed, event, name) : noTool(name);
    if (why !== undefined) return why;
  }
  return undefined;
}

function notIn(values: readonly string[], event: string, name: string): string | undefined {
  if (values.includes(name)) return undefined;
  const close = nearest(name, values);
  const hint = close === undefined ? `it has ${values.join(", ")}.` : `did you mean "${close}"?`;
  return `"${event}" never comes with "${name}"; ${hint}`;
}

function noTool(name: string): string | undefined {
  if (CLAUDE_TOOLS.includes(name) || FORMER_CLAUDE_TOOLS.includes(name)) return undefined;
  if (name.startsWith("mcp__"))
    return name.indexOf("__", 5) > 5
      ? undefined
      : `No tool is called "${name}": it is compared as a whole. All tools of the server are "${name}__.*".`;
  const close = nearest(name, CLAUDE_TOOLS);
  if (close === undefined) return undefined;
  return close.toLowerCase() === name.toLowerCase()
    ? `No tool is called "${name}"; Claude Code writes "${close}".`
    : `No tool is called "${name}"; did you mean "${close}"?`;
}

function likeARule(matcher: string): string | undefined {
  const tool = RULE.exec(matcher)?.[1];
  if (tool === undefined || !CLAUDE_TOOLS.includes(tool)) return undefined;
  return `A matcher is compared with the tool's name alone, and no name is like "${matcher}"; put "${tool}" here, and what it is called with into \`if\`.`;
}
