import { CLAUDE_TOOLS, FORMER_CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { nearest } from "../../model/nearest.ts";

/** A tool without the call of it that stands in parentheses. */
export const toolOf = (name: string): string =>
  name.endsWith(")") && name.includes("(") ? name.slice(0, name.indexOf("(")) : name;

/**
 * The tool of Claude Code that a name was meant to be: one in another case, or spelled nearly so.
 * Undefined of what is a tool, or resembles none: the list grows.
 */
export function meantTool(name: string): string | undefined {
  const tool = toolOf(name);
  if (!/^[A-Za-z]+$/.test(tool) || CLAUDE_TOOLS.includes(tool) || FORMER_CLAUDE_TOOLS.includes(tool)) return undefined;
  const inOtherCase = CLAUDE_TOOLS.find((one) => one.toLowerCase() === tool.toLowerCase());
  return inOtherCase ?? (/^[A-Z]/.test(tool) ? nearest(tool, CLAUDE_TOOLS) : undefined);
}
