import { CLAUDE_TOOLS, FORMER_CLAUDE_TOOLS } from "../../clients/claude-tools.ts";
import { nearest } from "../../model/nearest.ts";

export type PermissionList = "allow" | "ask" | "deny";

/** Tools whose pattern is one of paths. */
const OF_PATHS: ReadonlySet<string> = new Set(["Cd", "Edit", "Glob", "NotebookEdit", "NotebookRead", "Read", "Write"]);
/** Tools whose path rules are never asked, and the tool whose rules are asked for them. */
const ASKED_INSTEAD: Readonly<Record<string, string>> = {
  Glob: "Read",
  MultiEdit: "Edit",
  NotebookEdit: "Edit",
  Write: "Edit",
};
/** Parameters that a tool has a pattern of its own for: with their names before it, it never matches. */
const PARAMETERS: Readonly<Record<string, string>> = {
  Bash: "command",
  Edit: "file_path",
  Glob: "path",
  Grep: "path",
  PowerShell: "command",
  Write: "file_path",
};

/**
 * Why Claude Code never applies a permission rule that stands in a list, as the end of a sentence that begins with the
 * rule; undefined where it applies it, or where nobody knows. `others` are the rules of the same list.
 */
export function permissionFault(
  rule: string,
  list: PermissionList,
  others: ReadonlySet<string> = new Set(),
): string | undefined {
  if (rule.trim() === "") return "is empty";
  const open = rule.indexOf("(");
  if (open === -1 && rule.includes(")")) return "has a ) without a (";
  if (open !== -1 && !rule.endsWith(")")) return "has to end with the ) of its pattern";
  const tool = open === -1 ? rule : rule.slice(0, open);
  const pattern = open === -1 ? undefined : rule.slice(open + 1, -1);
  if (pattern !== undefined && pattern.trim() === "") return "has nothing between its parentheses";
  if (tool === "") return "names no tool before its (";
  return (
    nameFault(tool, pattern, list) ??
    (pattern === undefined || pattern === "*" ? undefined : patternFault(tool, pattern, others))
  );
}

const isTool = (name: string): boolean => CLAUDE_TOOLS.includes(name) || FORMER_CLAUDE_TOOLS.includes(name);

function nameFault(tool: string, pattern: string | undefined, list: PermissionList): string | undefined {
  if (tool.startsWith("mcp__")) {
    if (pattern !== undefined) return "is skipped: tools of MCP servers take no pattern in parentheses";
  }
  const colon = tool.indexOf(":");
  const name = tool.slice(0, Math.max(colon, 0));
  if (pattern === undefined && isTool(name)) {
    const rest = tool.slice(colon + 1).trim();
    const whole = rest === "*" || rest === "";
    return `names no tool: ${whole ? `all of the tool is ${name}` : `the pattern belongs in parentheses, as in ${name}(${rest})`}`;
  }
  if (tool.includes("*")) {
    const scoped = /^mcp__[^*]+?__/.test(tool);
    if (list === "allow" && !scoped)
      return "is skipped: in `allow`, a * needs the server before it, as in mcp__github__*";
    return undefined;
  }
  if (tool.startsWith("mcp__") || tool.includes("_")) return undefined;
  if (/^[a-z]/.test(tool)) return "names a tool in lower case; tools begin with a capital";
  if (isTool(tool)) return undefined;
  const close = nearest(tool, CLAUDE_TOOLS);
  return close === undefined ? undefined : `names no tool; did you mean ${close}?`;
}

function patternFault(tool: string, pattern: string, others: ReadonlySet<string>): string | undefined {
  if (tool === "WebFetch" && !pattern.startsWith("domain:"))
    return "is skipped: WebFetch takes domains, as in WebFetch(domain:example.com)";
  if (tool === "WebFetch" && pattern.includes("://"))
    return "is skipped: WebFetch takes domains and no addresses, as in WebFetch(domain:example.com)";
  if (tool === "WebSearch" && /[*?]/.test(pattern)) return "is skipped: WebSearch takes no wildcards";
  if (tool === "Bash" && pattern === ":*") return "is skipped: nothing stands before its :*";
  if (OF_PATHS.has(tool) && pattern.includes(":*")) return "is skipped: only Bash has :*; write * or ** for files";
  if (tool === "Bash" && pattern.endsWith(":*") && /(?<!\\)\*/.test(pattern.slice(0, -2)))
    return `takes the * before its :* for a letter; write Bash(${pattern.slice(0, -2)})`;
  if (Object.hasOwn(PARAMETERS, tool) && pattern.startsWith(`${PARAMETERS[tool]}:`))
    return `never matches: leave the "${PARAMETERS[tool]}:" out`;
  const instead = Object.hasOwn(ASKED_INSTEAD, tool) ? ASKED_INSTEAD[tool] : undefined;
  if (instead === undefined || others.has(`${instead}(${pattern})`) || /^[A-Za-z_]\w+:(?![\\/])/.test(pattern))
    return undefined;
  return `is never asked: write ${instead}(${pattern}), which holds for every tool that ${instead === "Edit" ? "writes" : "reads"} files`;
}
