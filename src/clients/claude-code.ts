import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const MEMORY = "https://code.claude.com/docs/en/memory";
const SKILLS = "https://code.claude.com/docs/en/skills";
const SETTINGS = "https://www.schemastore.org/claude-code-settings.json";
const CHANGELOG = "https://github.com/anthropics/claude-code/blob/main/CHANGELOG.md";
const AGENTS = "https://code.claude.com/docs/en/sub-agents";
const MCP = "https://code.claude.com/docs/en/mcp";
const read = "2026-11-21";
const ran = runs["claude-code"];

export const claudeCodeFacts = {
  instructionNames: {
    value: ["CLAUDE.md", ".claude/CLAUDE.md", "CLAUDE.local.md"],
    says: "Claude Code reads all of these from the repository's root down to the working directory.",
    ran,
    read: { url: MEMORY, date: read },
  },
  fallbackNames: {
    value: ["AGENTS.md", ".claude/AGENTS.md"],
    says: "Since 2.1.277 Claude Code reads these where none of its own files lies between the root and the working directory; a user can change that, and sessions on Bedrock, Vertex and Foundry do not do it.",
    ran,
    read: {
      url: "https://github.com/anthropics/claude-code/blob/42a37c29968855b9d6099fb0d0cbc2b9fa0dd061/mods/agents-md/README.md",
      date: read,
    },
  },
  instructionBytes: {
    value: 4 * 1024 * 1024,
    says: "Claude Code reads an instruction file whole up to this many bytes, and skips a larger one.",
    ran,
    read: { url: MEMORY, date: read },
  },
  importForm: {
    value: "@path",
    says: "Claude Code imports a path up to the next white space: one in quotes, with a space, or with punctuation right behind it is not found.",
    ran,
  },
  importDepth: {
    value: 4,
    says: "Claude Code follows imports over this many hops.",
    ran,
    read: { url: MEMORY, date: read },
  },
  skillPlaces: {
    value: [".claude/skills"],
    says: "Claude Code looks for a repository's skills here, and in the `skills` folder of installed plugins.",
    ran,
    read: { url: SKILLS, date: read },
  },
  startFolders: {
    value: "above",
    says: "Claude Code takes the skills, subagents, commands and rules of the folder that it is started in and of those above it, up to the repository's top, and of none below.",
    ran,
  },
  skillDepth: {
    value: [1, 1],
    says: "Claude Code finds SKILL.md in a folder right below one of skills: neither deeper, nor in that folder itself.",
    ran,
  },
  skillLinks: {
    value: ["folder", "file"],
    says: "Claude Code follows symbolic links to folders of skills, to the folder of a skill, and to a SKILL.md.",
    ran,
  },
  skillBytes: {
    value: 1_000_000,
    says: "Claude Code skips a SKILL.md of more bytes, and says so in its debug log only.",
    ran,
  },
  fileBytes: {
    value: 1_048_576,
    says: "Claude Code skips a command, a subagent, a rule and an output style of more bytes.",
    ran,
  },
  skillFields: {
    value: "body",
    says: "Claude Code loads a skill whatever its fields say: without a description the first line of its body stands for one.",
    ran,
  },
  skillFences: {
    value: "body",
    says: "Where a skill has no frontmatter that begins in the first line, Claude Code takes its folder's name, and the first line of the body.",
    ran,
  },
  skillListing: {
    value: ["disable-model-invocation", "paths"],
    says: "Claude Code's list of skills leaves out those that only people call, and those of certain paths until one is read.",
    ran,
  },
  skillYaml: {
    value: "lines",
    says: "Claude Code repairs frontmatter whose values stand on one line each, and loses all of it where one stands on several.",
    ran,
  },
  skillAgent: {
    value: "context: fork",
    says: "Claude Code runs a skill apart for `context: fork` alone, letter by letter, and `agent` of a skill holds with it alone; where there is no agent of that name, Claude Code takes one for all purposes and says nothing.",
    ran,
  },
  disallowedTools: {
    value: "Bash",
    says: "A tool with a pattern in `disallowedTools` takes the whole tool from a subagent.",
    ran,
  },
  skillArguments: {
    value: 0,
    says: "Claude Code counts the arguments of a skill or command from `$0`, and writes them in the place of `$0` to `$9` in code as well; a number beyond the last argument stays as it is, and so does one behind a backslash, which is taken away.",
    ran,
  },
  skillSwitches: {
    value: ["true", "yes", "on", "1"],
    says: "Claude Code takes these for true in `disable-model-invocation`, in quotes and in any case, too, and leaves the model every skill where something else stands there; in `user-invocable` whatever else stands there hides the skill from its users.",
    ran,
  },
  skillTools: {
    value: ["disallowed-tools", "disallowedTools"],
    says: "Claude Code denies the tools in these fields while a skill or a command is in use, and compares their names letter by letter: what is spelled otherwise, or stands in a field of another name, stays allowed.",
    ran,
  },
  skillHooks: {
    value: "hooks",
    says: "Claude Code runs the hooks that stand below `hooks` of a skill while it is in use, and none that stand below another key.",
    ran,
  },
  skillWhenToUse: {
    value: ["string", "number", "list"],
    says: "Claude Code puts `when_to_use` behind the description of a skill, a number or a list as well as a text.",
    ran,
  },
  skillEffort: {
    value: ["low", "medium", "high", "xhigh", "max"],
    says: "Claude Code goes on with the effort of a skill, in whatever case it is written, and with its own where there is no such effort.",
    ran,
  },
  agentTools: {
    value: ["tools", "disallowedTools"],
    says: "Claude Code compares what stands in `tools` and `disallowedTools` of a subagent with the names of its tools letter by letter: what is spelled otherwise, or separated by anything but commas and spaces, is neither given nor taken away, and a field of another name is not read.",
    ran,
  },
  frontmatterStart: {
    value: "---",
    says: "Claude Code takes frontmatter that begins in the first line, and no other: behind an empty line a subagent is dropped, and a command or a rule loses its fields.",
    ran,
  },
  frontmatterEnd: {
    value: "---",
    says: "Claude Code ends the frontmatter at the next `---`, also in the middle of a value; what stands behind it is lost.",
    ran,
  },
  skillListingDescription: {
    value: 1536,
    says: "Claude Code cuts description and when_to_use together at this many characters in its list of skills.",
    ran,
    read: { url: SKILLS, date: read },
  },
  skillListingCharacters: {
    value: 30_000,
    says: "Claude Code's list of skills has 1 % of the window (`skillListingBudgetFraction`), which is this many characters with its usual models, its own skills counted; over it a skill loses its whole description.",
    ran,
    read: { url: SETTINGS, date: read },
  },
  ownSkillCharacters: {
    value: 6208,
    says: "Claude Code's own skills take this many characters of its list, and every skill five beside name and description.",
    ran,
  },
  agentPlaces: {
    value: [".claude/agents"],
    says: "Claude Code reads the subagents of a repository here and in the folders below.",
    ran,
    read: { url: AGENTS, date: read },
  },
  agentRequired: {
    value: ["name", "description"],
    says: "Claude Code drops a subagent whose name or description is not there or no text; in a plugin the file's name stands for the name.",
    ran,
    read: { url: AGENTS, date: read },
  },
  agentName: {
    value: { begins: "-", has: ":" },
    says: "Claude Code drops a subagent with a colon in its name, which stands between a plugin's name and its own, and one whose name begins with a hyphen.",
    ran,
  },
  agentHooks: {
    value: "hooks",
    says: "Claude Code drops a subagent whose hooks are no map, or whose guards (PreToolUse, PermissionRequest) cannot be read, or do not stand right below `hooks`.",
    ran,
  },
  agentYaml: {
    value: "lines",
    says: "Claude Code drops a subagent whose frontmatter has a value on several lines that is no valid YAML.",
    ran,
  },
  agentFields: {
    value: ["name", "description", "hooks"],
    says: "Only these fields of a subagent decide whether Claude Code loads it; others of the wrong form are left out.",
    ran,
  },
  htmlComments: {
    value: "<!--",
    says: "Claude Code takes HTML comments that begin a line out of an instruction file before the model sees it.",
    ran,
    read: { url: MEMORY, date: read },
  },
  rulesFolder: {
    value: ".claude/rules",
    says: "Claude Code reads the rules below this folder: at the start where they have no `paths`, else with files that match.",
    read: { url: MEMORY, date: read },
  },
  ruleScope: {
    value: "paths",
    says: "Claude Code loads a rule at the start of every session where `paths` is not there, or holds no text; another key is not read.",
    ran,
  },
  ruleGlobs: {
    value: ["./", "../", " ", ";", "|", "line"],
    says: "Claude Code compares the globs of a rule, which a comma separates, with paths from the repository's top: one that begins with ./ or ../, is in quotes of its own, or holds several with another sign between them, fits no file.",
    ran,
  },
  outputStyles: {
    value: ["default", "Concise", "Explanatory", "Learning", "Proactive"],
    says: "Claude Code's own output styles. It compares `outputStyle` letter by letter with their names and those of .claude/output-styles, where a file stands for one without `name`; where there is no such style it goes on in its usual one and says nothing.",
    ran,
  },
  skillBody: {
    value: "body",
    says: "Claude Code hands the model the text behind a skill's frontmatter when the skill is used, and files beside it when the model reads them.",
    read: { url: SKILLS, date: read },
  },
  skillAfterCompaction: {
    value: 5000,
    says: "After it has compacted a conversation, Claude Code keeps this many tokens of each skill that was used.",
    read: { url: SKILLS, date: read },
  },
  skillsAfterCompaction: {
    value: 25_000,
    says: "After it has compacted a conversation, Claude Code keeps this many tokens of all used skills together.",
    read: { url: SKILLS, date: read },
  },
  agentListing: {
    value: ["name", "description"],
    says: "Claude Code lists the name and the description of every subagent to the model.",
    read: { url: AGENTS, date: read },
  },
  agentListingTokens: {
    value: 15_000,
    says: "Claude Code's /doctor warns where the descriptions of all subagents have more tokens together.",
    read: { url: "https://github.com/anthropics/claude-code/issues/12241", date: read },
  },
  commands: {
    value: ".claude/commands",
    says: "Claude Code hands the model the text of a command when somebody calls it.",
    read: { url: "https://code.claude.com/docs/en/slash-commands", date: read },
  },
  mcpTools: {
    value: ["name", "description", "inputSchema"],
    says: "The tools of connected MCP servers are described to the model at the start.",
    read: { url: MCP, date: read },
  },
  mcpToolTokens: {
    value: 25_000,
    says: "Claude Code warns where the tools of all MCP servers have more tokens together.",
    read: { url: CHANGELOG, date: read },
  },
  mcpDescriptionBytes: {
    value: 2048,
    says: "Since 2.1.84 Claude Code cuts the description of a tool, and the instructions of a server, at this many bytes.",
    read: { url: CHANGELOG, date: read },
  },
} as const satisfies Facts;
