import type { Client } from "../../model/client.ts";
import { claudeCodeFacts } from "../claude-code.ts";
import { copilotCliFacts } from "../copilot-cli.ts";
import { COPILOT_AGENT_GITHUB, COPILOT_AGENT_SERVERS } from "../forms/copilot-cli.ts";
import { GEMINI_AGENT_AUTH, GEMINI_AGENT_SERVERS } from "../forms/gemini-agent.ts";
import { OPENCODE_COLOR, OPENCODE_PERMISSION, OPENCODE_TOOLS } from "../forms/opencode-config.ts";
import { geminiCliFacts } from "../gemini-cli.ts";
import { opencodeFacts } from "../opencode.ts";
import type { FieldForm, FrontmatterReading } from "./form.ts";
import type { Loader } from "./loaders.ts";

/** Where a reader looks for subagents, and what it asks of them. */
export interface AgentReading {
  /** Its folders, as a sentence for whoever put a file elsewhere. */
  readonly looks: string;
  /** The clients in whose format a file may be: those of plugins included, which name no client. */
  readonly dialects: readonly Client[];
  /** Folders of other clients that it reads, too. */
  readonly places: readonly string[];
  readonly bytes?: number;
  /** A pattern of file names that it leaves out. */
  readonly leftOut?: RegExp;
  /** Absent where nobody knows, or where the files are no Markdown. */
  readonly frontmatter?: FrontmatterReading;
}

const REFUSED = claudeCodeFacts.agentName.value;
const TEXT: FieldForm = { takes: ["string"] };
const MAP: FieldForm = { takes: ["map"] };
const FLAG: FieldForm = { takes: ["boolean"] };
const NUMBER: FieldForm = { takes: ["number"] };
const COUNT: FieldForm = { takes: ["number"], least: 1, whole: true };
const TEXTS: FieldForm = { takes: ["string", "list"], items: ["string"] };
const NEEDED: FieldForm = { takes: ["string"], absent: "dropped", empty: "dropped" };

/**
 * All tools, one of a server or found by a program, or one of its own in small letters and single underscores. These
 * grow, and are not judged, but for what other clients call theirs.
 */
const GEMINI_TOOL =
  /^(?:\*|mcp_[^_].*|discovered_tool_.+|(?!(?:bash|edit|execute|grep|ls|read|search|shell|task|view|write)$)[a-z0-9]+(?:_[a-z0-9]+)*)$/;

/** One row for each reader; facts decide it, and have probes. skills-ref reads skills only. */
export const AGENT_READINGS: Readonly<Record<Exclude<Loader, "skills-ref">, AgentReading>> = {
  "claude-code": {
    looks: "Claude Code reads agents from .claude/agents and from plugins.",
    dialects: ["claude-code"],
    places: claudeCodeFacts.agentPlaces.value,
    bytes: claudeCodeFacts.fileBytes.value,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "dropped",
      endsAnywhere: true,
      yaml: "lines",
      fields: {
        name: { ...NEEDED, form: new RegExp(`^(?!${REFUSED.begins})[^${REFUSED.has}]*$`) },
        description: NEEDED,
        hooks: { takes: ["map", "null"] },
      },
    },
  },
  codex: { looks: "Codex reads agents from .codex/agents/*.toml only.", dialects: ["codex"], places: [] },
  copilot: {
    looks: "Copilot CLI reads agents from .github/agents, .claude/agents and plugins.",
    dialects: ["copilot"],
    places: copilotCliFacts.agentPlaces.value,
    bytes: copilotCliFacts.agentBytes.value,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "dropped",
      yaml: "strict",
      once: "all",
      fields: {
        name: TEXT,
        description: { ...NEEDED, blank: true },
        tools: TEXTS,
        model: TEXTS,
        "model-policy": TEXT,
        skills: { takes: ["list"], items: ["string"] },
        infer: FLAG,
        "user-invocable": FLAG,
        "disable-model-invocation": FLAG,
        "mcp-servers": { takes: ["map", "null"], data: COPILOT_AGENT_SERVERS },
        github: { ...MAP, data: COPILOT_AGENT_GITHUB },
        hooks: MAP,
      },
    },
  },
  vscode: {
    looks: "VS Code reads agents from .github/agents, .claude/agents and plugins.",
    dialects: ["copilot"],
    places: copilotCliFacts.agentPlaces.value,
  },
  cursor: {
    looks: "Cursor reads agents from .cursor/agents, .claude/agents and plugins.",
    dialects: ["cursor"],
    places: [".claude/agents"],
  },
  "gemini-cli": {
    looks: "Gemini CLI reads agents from .gemini/agents only.",
    dialects: ["gemini-cli"],
    places: [],
    leftOut: /^_/,
    frontmatter: {
      mark: false,
      openingSpace: false,
      absent: "dropped",
      yaml: "strict",
      once: "all",
      closed: true,
      fields: {
        kind: { takes: ["string"], values: ["local", "remote"] },
        name: { ...NEEDED, form: new RegExp(geminiCliFacts.agentName.value) },
        description: NEEDED,
        display_name: TEXT,
        tools: { takes: ["list"], items: ["string"], itemForm: GEMINI_TOOL },
        mcp_servers: { ...MAP, data: GEMINI_AGENT_SERVERS },
        model: TEXT,
        temperature: NUMBER,
        max_turns: COUNT,
        timeout_mins: COUNT,
        agent_card_url: { ...TEXT, form: /^[a-z][a-z0-9+.-]*:./i },
        agent_card_json: TEXT,
        auth: { ...MAP, data: GEMINI_AGENT_AUTH },
      },
    },
  },
  opencode: {
    looks: "OpenCode reads agents from .opencode/agents, agent, modes and mode.",
    dialects: ["opencode"],
    places: opencodeFacts.agentPlaces.value,
    frontmatter: {
      mark: true,
      openingSpace: true,
      absent: "differs",
      broken: "differs",
      fallback: "all of it is the prompt",
      yaml: "colons",
      once: "all",
      fields: {
        description: TEXT,
        mode: { ...TEXT, values: ["subagent", "primary", "all"] },
        model: TEXT,
        variant: TEXT,
        temperature: NUMBER,
        top_p: NUMBER,
        steps: COUNT,
        maxSteps: COUNT,
        disable: FLAG,
        hidden: FLAG,
        color: { ...TEXT, form: OPENCODE_COLOR },
        options: MAP,
        tools: { ...MAP, data: OPENCODE_TOOLS },
        permission: { takes: ["string", "map"], data: OPENCODE_PERMISSION },
      },
    },
  },
};
