import type { Client } from "../model/client.ts";
import type { DataNode } from "../model/data.ts";

/** What a field of an agent's frontmatter may be. `names`: one text with commas, or a list of texts. */
export type AgentFieldType = "text" | "names" | "flag" | "count" | "number" | "level" | "map" | "list" | "any";

/**
 * Fields of agent files. Read on 2026-11-21: code.claude.com/docs/en/sub-agents (Supported frontmatter fields;
 * omitClaudeMd as of 2.1.296), docs.github.com custom-agents-configuration and code.visualstudio.com custom agents,
 * cursor.com/docs/subagents. Read on 2026-11-25: kiro.dev/docs/custom-agents/configuration-reference (and what CLI 2.x
 * had besides), opencode.ai/docs/agents.
 */
export const AGENT_FIELDS: Readonly<Partial<Record<Client, Readonly<Record<string, AgentFieldType>>>>> = {
  "claude-code": {
    name: "text",
    description: "text",
    tools: "names",
    disallowedTools: "names",
    model: "text",
    permissionMode: "text",
    maxTurns: "count",
    skills: "names",
    mcpServers: "any",
    hooks: "map",
    memory: "text",
    background: "flag",
    effort: "level",
    isolation: "text",
    color: "text",
    initialPrompt: "text",
    omitClaudeMd: "flag",
    autoCompactWindow: "count",
    experimental: "map",
    observer: "any",
    observerMessage: "text",
    observeToolResults: "any",
    observeSubagents: "any",
  },
  copilot: {
    name: "text",
    description: "text",
    target: "text",
    tools: "names",
    model: "names",
    "disable-model-invocation": "flag",
    "user-invocable": "flag",
    infer: "flag",
    "mcp-servers": "map",
    metadata: "map",
    "argument-hint": "text",
    agents: "names",
    handoffs: "list",
    hooks: "map",
  },
  kiro: {
    name: "text",
    description: "text",
    prompt: "text",
    model: "text",
    mcpServers: "map",
    tools: "names",
    excludedTools: "names",
    allowedTools: "names",
    toolAliases: "map",
    toolsSettings: "map",
    resources: "list",
    includeMcpJson: "flag",
    includePowers: "flag",
    welcomeMessage: "text",
    keyboardShortcut: "text",
  },
  opencode: {
    description: "text",
    mode: "text",
    model: "text",
    prompt: "text",
    temperature: "number",
    top_p: "number",
    steps: "count",
    maxSteps: "count",
    disable: "flag",
    hidden: "flag",
    color: "text",
  },
  cursor: { name: "text", description: "text", model: "text", readonly: "flag", is_background: "flag" },
};

/** Values of Claude Code's fields; the lists grow. Same page, same day. */
export const CLAUDE_AGENT_VALUES: Readonly<Record<string, readonly string[]>> = {
  permissionMode: ["default", "acceptEdits", "auto", "dontAsk", "bypassPermissions", "plan", "manual"],
  memory: ["user", "project", "local"],
  isolation: ["worktree", "remote"],
  effort: ["low", "medium", "high", "xhigh", "max"],
  color: ["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan"],
};
/** Where an agent of Copilot is offered; docs.github.com custom-agents-configuration, read on 2026-11-21. */
export const COPILOT_AGENT_VALUES: Readonly<Record<string, readonly string[]>> = {
  target: ["vscode", "github-copilot"],
};
/** Short names of models; besides them Claude Code takes a whole model id. */
export const CLAUDE_MODELS: readonly string[] = [
  "inherit",
  "sonnet",
  "opus",
  "haiku",
  "fable",
  "opusplan",
  "best",
  "default",
];

/** Fields that Claude Code ignores in the agents of plugins. */
export const IGNORED_IN_PLUGINS: readonly string[] = [
  "hooks",
  "initialPrompt",
  "mcpServers",
  "observeSubagents",
  "observer",
  "observerMessage",
  "permissionMode",
];

export function hasAgentType(node: DataNode, type: AgentFieldType): boolean {
  switch (type) {
    case "text":
      return node.kind === "string" || node.kind === "number";
    case "names":
      return node.kind === "string" || (node.kind === "list" && node.items.every(({ kind }) => kind === "string"));
    case "flag":
      return node.kind === "boolean" || (node.kind === "string" && /^(?:true|false|yes|no|on|off)$/i.test(node.value));
    case "count":
      return node.kind === "number" && Number.isInteger(node.value) && node.value > 0;
    case "level":
      return node.kind === "string" || node.kind === "number";
    case "any":
      return true;
    default:
      return node.kind === type;
  }
}

export const AGENT_TYPE_NAMES: Readonly<Record<AgentFieldType, string>> = {
  text: "a text",
  names: "a text with commas, or a list of texts",
  flag: "true or false",
  count: "a whole number above zero",
  number: "a number",
  level: "a text",
  map: "a map",
  list: "a list",
  any: "anything",
};
