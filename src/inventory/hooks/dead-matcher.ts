import { CLOSED_MATCHERS, TOOL_EVENTS } from "../../clients/forms/claude-hook-matchers.ts";
import { CLAUDE_TOOLS, FORMER_CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { nearest } from "../../model/nearest.ts";

/** A matcher of these characters alone is names with `|` or `,` between them; any other is a regular expression. */
const NAMES = /^[a-zA-Z0-9_|, -]+$/;
/**
 * The form of a permission rule: the name of a tool, and a group that has to follow it and begins as no tool's name
 * goes on. `Bash(.*)` is a regular expression that fits, and so is `Bash(rm)|Edit`.
 */
const RULE = /^\^?([A-Z][A-Za-z]+)\(([a-z0-9/~](?![?*{])[^|()]*)\)(?![?*{])[^|()]*$/;

export interface DeadMatcher {
  /** Why it, or one of its names, can match nothing. */
  readonly message: string;
  /** No part of it can match any tool there is or may be: the hook never runs. */
  readonly whole: boolean;
}

/**
 * What of a matcher of Claude Code can match nothing at an event; undefined where all may match something. Unknown
 * names that resemble no tool may be tools of tomorrow.
 */
export function deadMatcher(event: string, matcher: string): DeadMatcher | undefined {
  if (matcher.trim() === "" || matcher === "*" || matcher === ".*") return undefined;
  const closed = Object.hasOwn(CLOSED_MATCHERS, event) ? CLOSED_MATCHERS[event] : undefined;
  if (!closed && !TOOL_EVENTS.has(event)) return undefined;
  if (!NAMES.test(matcher)) return closed ? undefined : deadExpression(matcher);
  const names = matcher.split(/[|,]/).flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  const faults = names.map((name) => (closed ? notIn(closed, event, name) : noTool(name)));
  const message = faults.find((fault) => fault !== undefined)?.message;
  return message === undefined ? undefined : { message, whole: faults.every((fault) => fault?.certain === true) };
}

interface Fault {
  readonly message: string;
  /** Nothing that is to come may bear the name. */
  readonly certain: boolean;
}

function notIn(values: readonly string[], event: string, name: string): Fault | undefined {
  if (values.includes(name)) return undefined;
  const close = nearest(name, values);
  const hint = close === undefined ? `it has ${values.join(", ")}.` : `did you mean "${close}"?`;
  return { message: `"${event}" never comes with "${name}"; ${hint}`, certain: false };
}

function noTool(name: string): Fault | undefined {
  if (CLAUDE_TOOLS.includes(name) || FORMER_CLAUDE_TOOLS.includes(name)) return undefined;
  if (name.startsWith("mcp__")) {
    if (name.indexOf("__", 5) > 5 && !name.endsWith("__")) return undefined;
    const [server = ""] = name.slice("mcp__".length).split("__", 1);
    const all =
      server === "" ? 'All tools of MCP servers are "mcp__.*".' : `All tools of the server are "mcp__${server}__.*".`;
    return { message: `No tool is called "${name}": it is compared as a whole. ${all}`, certain: true };
  }
  const close = nearest(name, CLAUDE_TOOLS);
  if (close === undefined) return undefined;
  return close.toLowerCase() === name.toLowerCase()
    ? { message: `No tool is called "${name}"; Claude Code writes "${close}".`, certain: true }
    : { message: `No tool is called "${name}"; did you mean "${close}"?`, certain: false };
}

function deadExpression(matcher: string): DeadMatcher | undefined {
  const tool = RULE.exec(matcher)?.[1];
  if (tool !== undefined && CLAUDE_TOOLS.includes(tool))
    return {
      message: `A matcher is compared with the tool's name alone, and no name is like "${matcher}"; put "${tool}" here, and what it is called with into \`if\`.`,
      whole: true,
    };
  // Alternatives inside of parentheses, and classes of characters, are not told apart.
  if (/[()[]/.test(matcher) || !matcher.split("|").every(wantsForeign)) return undefined;
  return {
    message: `A matcher is compared with the tool's name alone, which never has a period, a slash, a colon or a space as "${matcher}" wants; name the tool here, and put the path into \`if\`.`,
    whole: true,
  };
}

/** Whether an expression asks for a character that no tool's name has, and not only perhaps. */
const wantsForeign = (expression: string): boolean => /(?:\\\.|[/: ])(?![?*{])/.test(expression);
