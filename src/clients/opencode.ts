import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs.opencode;

export const opencodeFacts = {
  skillPlaces: {
    value: [".opencode/skills", ".opencode/skill", ".claude/skills", ".agents/skills"],
    says: "OpenCode looks for a repository's skills in these folders.",
    ran,
  },
  skillDepth: { value: [0, Number.MAX_SAFE_INTEGER], says: "OpenCode finds SKILL.md at any depth below them.", ran },
  skillLinks: {
    value: ["folder", "file"],
    says: "OpenCode follows symbolic links to folders of skills, to the folder of a skill, and to a SKILL.md.",
    ran,
  },
  skillFences: {
    value: "dropped",
    says: "OpenCode drops a skill without frontmatter that begins in the first line; a byte order mark and white space behind the hyphens do no harm.",
    ran,
  },
  skillYaml: {
    value: "colons",
    says: "OpenCode repairs a colon in a value of one line, and drops a skill whose frontmatter is no valid YAML in another way, or has a key twice.",
    ran,
  },
  markdownYaml: {
    value: "colons",
    says: "OpenCode repairs a colon in a value of one line of a subagent or a command, and takes all of the file for the prompt where its frontmatter is no valid YAML in another way, or has a key twice.",
    ran,
  },
  fileReferences: {
    value: "{file:",
    says: "OpenCode does not start where its configuration names a file by `{file:path}` that is not there, except in a line of comment.",
    ran,
  },
  instructionFiles: {
    value: "instructions",
    says: "OpenCode looks for what `instructions` name from the folder that it is started in, and in those above up to the repository's top; it passes over a path that is not there, or is a folder, without a word.",
    ran,
  },
  skillFields: {
    value: ["name", "description"],
    says: "OpenCode tells the model of no skill without a name and a description that are texts.",
    ran,
  },
  agentPlaces: {
    value: [".opencode/agent", ".opencode/agents", ".opencode/mode", ".opencode/modes"],
    says: "OpenCode reads the subagents of a repository in these folders.",
    ran,
  },
  agentFields: {
    value: ["description", "mode", "model", "prompt", "temperature", "top_p", "steps", "tools", "permission", "color"],
    says: "OpenCode does not start where a field of a subagent is of another type, or of a value that it does not know.",
    ran,
  },
  emptyConfiguration: {
    value: 0,
    says: "OpenCode starts where its configuration has this many bytes; one of white space alone is invalid.",
    ran,
  },
  commandFields: {
    value: ["description", "agent", "model", "variant", "subtask"],
    says: "OpenCode does not start where one of these fields of a command is of another type, or empty.",
    ran,
  },
  programs: {
    value: [".opencode/tool", ".opencode/tools", ".opencode/plugin", ".opencode/plugins"],
    says: "OpenCode runs the .ts and .js files right in these folders: where one of tools cannot be run it answers no prompt, and of plugins it leaves that one out without a word. What TypeScript imports and does not use is not looked for.",
    ran,
  },
  permissions: {
    value: [
      "bash",
      "codesearch",
      "doom_loop",
      "edit",
      "external_directory",
      "glob",
      "grep",
      "list",
      "lsp",
      "question",
      "read",
      "skill",
      "task",
      "todoread",
      "todowrite",
      "webfetch",
      "websearch",
    ],
    says: "The permissions that OpenCode asks for by itself, in small letters; `edit` decides for every tool that writes. What stands under another name is asked by a tool of that name alone, and what stands below `permission.bash` in one key by none.",
    ran,
  },
  permissionOrder: {
    value: "last",
    says: "Of the permissions that fit, and of the patterns, the last decides in OpenCode, however wide it is.",
    ran,
  },
  permissionPatterns: {
    value: ["*", "?"],
    says: "OpenCode compares a pattern with a command as a whole: one as Claude Code writes it fits none.",
    ran,
  },
  laterConfiguration: {
    value: "permissions",
    says: "OpenCode 1 does not start where its configuration has the permissions of OpenCode 2.",
    ran,
  },
  configuration: {
    value: ["mcp", "permission", "agent", "command", "instructions", "plugin"],
    says: "OpenCode does not start where a value of its configuration is of another form; keys that it does not know do no harm.",
    ran,
  },
} as const satisfies Facts;
