import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs.copilot;

/** Copilot CLI, which is stricter than VS Code with the same files. */
export const copilotCliFacts = {
  startFolders: {
    value: "above",
    says: "Copilot CLI takes the skills of the folder that it is started in and of those above it, up to the repository's top, and of none below.",
    ran,
  },
  skillPlaces: {
    value: [".github/skills", ".claude/skills", ".agents/skills"],
    says: "Copilot CLI looks for a repository's skills in these folders.",
    ran,
  },
  skillDepth: {
    value: [0, Number.MAX_SAFE_INTEGER],
    says: "Copilot CLI finds SKILL.md at any depth, but none below another skill and none in folders that begin with a dot.",
    ran,
  },
  skillLinks: {
    value: ["folder", "file"],
    says: "Copilot CLI follows symbolic links to folders of skills, to the folder of a skill, and to a SKILL.md.",
    ran,
  },
  skillBytes: { value: 1_048_576, says: "Copilot CLI drops a SKILL.md of more bytes.", ran },
  skillFences: {
    value: "dropped",
    says: "Copilot CLI drops a skill without frontmatter that begins in the first line; a byte order mark and white space behind the hyphens do no harm.",
    ran,
  },
  skillYaml: {
    value: "strict",
    says: "Copilot CLI drops a skill, a command and a subagent whose frontmatter is not valid YAML, or has a key twice.",
    ran,
  },
  skillName: {
    value: "^[A-Za-z0-9][A-Za-z0-9_.: -]{0,63}$",
    says: "Copilot CLI drops a skill whose name is of another form; without a name it goes by its folder's.",
    ran,
  },
  skillDescriptionLength: {
    value: 1024,
    says: "Copilot CLI drops a skill whose description has more UTF-16 units: most emoji count as two; without one the body stands for it.",
    ran,
  },
  skillFields: {
    value: ["name", "description", "argument-hint", "allowed-tools", "user-invocable", "disable-model-invocation"],
    says: "Copilot CLI drops a skill one of whose fields is of another type: texts, a text or a list of texts, true or false.",
    ran,
  },
  agentPlaces: {
    value: [".github/agents", ".claude/agents"],
    says: "Copilot CLI reads the subagents of a repository in these folders.",
    ran,
  },
  agentBytes: { value: 1_048_576, says: "Copilot CLI drops a subagent of more bytes.", ran },
  agentFields: {
    value: ["description"],
    says: "Copilot CLI drops a subagent without a description, and one whose fields are of another type.",
    ran,
  },
  hookFiles: {
    value: 1,
    says: "Copilot CLI runs the hooks of a file without a version, refuses one of another, that begins with a byte order mark or whose `disableAllHooks` is neither true nor false, and leaves out an event or a type that it does not know.",
    ran,
  },
  hookPlaces: {
    value: [".github/hooks"],
    says: "Copilot CLI runs the hooks of every .json file here and in the folders below, except in those that begin with a dot.",
    ran,
  },
  hookGuards: {
    value: ["matcher", "timeout", "timeoutSec", "cwd", "env", "url"],
    says: "Copilot CLI skips a hook one of whose fields is of another type, whose time is not above 0, or that guards by an address without https.",
    ran,
  },
  hookMatcher: {
    value: "whole",
    says: "Copilot CLI compares a matcher, a regular expression, with all of a tool's name: at its own events with its own name, at those of Claude Code with either; right below an event `*` is no expression.",
    ran,
  },
  instructionScope: {
    value: "applyTo",
    says: "Copilot CLI puts a file of .github/instructions whole into every request where nothing, no text or nothing but commas stands below `applyTo`, or that letter by letter is not there; of others it names the path and the pattern.",
    ran,
  },
  instructionPlaces: {
    value: ".instructions.md",
    says: "Of .github/instructions and the folders below, except those that begin with a dot, Copilot CLI reads the files that end like this.",
    ran,
  },
  mcpServers: {
    value: [".mcp.json", ".github/mcp.json"],
    says: "Copilot CLI reads the servers of these files, skips one without what its type needs or with a value of another form, and passes over a file whose `mcpServers` is no map, or that begins with a byte order mark.",
    ran,
  },
  agentServers: {
    value: ["mcp-servers", "github"],
    says: "Copilot CLI drops a subagent one of whose servers does not say its `tools`, or lacks `args` beside a command.",
    ran,
  },
  agentHooks: {
    value: "closed",
    says: "Copilot CLI drops a subagent whose hooks have an event that it does not know, or a handler that it would skip.",
    ran,
  },
  pluginRoot: {
    value: "always",
    says: "Copilot CLI looks for each local plugin of a marketplace below its `pluginRoot`, whether or not its source begins with `./`.",
    ran,
  },
} as const satisfies Facts;
