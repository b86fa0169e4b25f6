import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const SOURCE =
  "https://github.com/google-gemini/gemini-cli/blob/04fbf50725b94cef0a8f37be6436bd0a84dafc9b/packages/core/src";
const LOADER = `${SOURCE}/skills/skillLoader.ts`;
const AGENTS =
  "https://github.com/google-gemini/gemini-cli/blob/67ad7c4064650377d6a64f71b080b58867d699e4/packages/core/src/agents/agentLoader.ts";
const read = "2026-11-21";
const ran = runs["gemini-cli"];

export const geminiCliFacts = {
  instructionNames: {
    value: ["GEMINI.md"],
    says: "Gemini CLI reads this file from the repository's root down to the working directory, unless `context.fileName` in .gemini/settings.json says otherwise.",
    read: { url: `${SOURCE}/utils/memoryDiscovery.ts`, date: read },
  },
  importDepth: {
    value: 5,
    says: "Gemini CLI follows imports over this many hops.",
    read: { url: `${SOURCE}/utils/memoryImportProcessor.ts`, date: read },
  },
  startFolders: {
    value: "own",
    says: "Gemini CLI takes the skills of the folder that it is started in, and of none above or below.",
    ran,
  },
  skillPlaces: {
    value: [".gemini/skills", ".agents/skills"],
    says: "Gemini CLI looks for a repository's skills here, and in the `skills` folder of extensions.",
    ran,
    read: { url: "https://geminicli.com/docs/cli/skills/", date: read },
  },
  skillListing: {
    value: ["name", "description"],
    says: "Gemini CLI puts the name and the description of every skill into its system prompt, and the text when the skill is activated.",
    read: { url: "https://geminicli.com/docs/cli/skills/", date: read },
  },
  agentListing: {
    value: ["name", "description"],
    says: "Gemini CLI describes every subagent to the model as a tool of its name.",
    read: { url: "https://geminicli.com/docs/core/subagents/", date: read },
  },
  skillDepth: {
    value: [0, 1],
    says: "Gemini CLI finds SKILL.md in such a folder and one folder below it, no deeper.",
    ran,
    read: { url: LOADER, date: read },
  },
  skillLinks: {
    value: ["folder", "file"],
    says: "Gemini CLI follows symbolic links to folders of skills, to the folder of a skill, and to a SKILL.md.",
    ran,
  },
  skillFences: {
    value: "dropped",
    says: "Gemini CLI drops a skill and a subagent whose first line is not three hyphens and nothing else, a byte order mark included.",
    ran,
    read: { url: LOADER, date: read },
  },
  skillYaml: {
    value: "by lines",
    says: "Where the YAML cannot be read, Gemini CLI takes name and description of a skill from the lines that begin with them.",
    ran,
  },
  skillFields: {
    value: ["name", "description"],
    says: "Gemini CLI drops a skill without one of these fields.",
    ran,
  },
  skillNameReplaced: {
    value: ':\\/<>*?"|',
    says: "Gemini CLI puts a hyphen in the place of these characters of a skill's name.",
    read: { url: LOADER, date: read },
  },
  agentName: {
    value: "^[a-z0-9-_]+$",
    says: "Gemini CLI refuses a subagent whose name is of another form.",
    ran,
    read: { url: AGENTS, date: read },
  },
  agentPlaces: {
    value: [".gemini/agents"],
    says: "Gemini CLI reads the subagents of a repository right in this folder.",
    ran,
  },
  agentYaml: {
    value: "strict",
    says: "Gemini CLI refuses a subagent whose frontmatter is not valid YAML, or has a key twice.",
    ran,
  },
  agentFields: {
    value: [
      "kind",
      "name",
      "description",
      "display_name",
      "tools",
      "mcp_servers",
      "model",
      "temperature",
      "max_turns",
      "timeout_mins",
    ],
    says: "Gemini CLI refuses a subagent with any other field, or with one of another type.",
    ran,
    read: { url: AGENTS, date: read },
  },
  agentKinds: {
    value: ["local", "remote"],
    says: "Gemini CLI refuses a subagent with fields of the other kind, a remote one without its card or with two, servers and log-ins of another form, and tools by the names of other clients.",
    ran,
  },
  commandFile: {
    value: ["prompt", "description"],
    says: "Gemini CLI skips a command whose file begins with a byte order mark, whose prompt is no text or not there, or whose description is no text, and ends when one is called whose `!{` or `@{` is never closed.",
    ran,
  },
  extension: {
    value: ["name", "version", "contextFileName"],
    says: "Gemini CLI does not load an extension without name and version, or with a name of other characters than letters, digits and hyphens, and does not validate one whose files of context are missing, outside, or named by another value than a text. `${/}` is a slash to it.",
    ran,
  },
  extensionPlaces: {
    value: ".gemini/extensions",
    says: "Gemini CLI loads the extensions of this folder in its user's home, and none of a repository's.",
    ran,
  },
  extensionParts: {
    value: ["settings", "themes"],
    says: "Gemini CLI leaves out an extension whose `settings` are a map, a number or true, or have nothing for an item; where `themes` are, or the name of one is no text, it ends as it starts.",
    ran,
  },
  extensionServerList: {
    value: ["0", "1"],
    says: "Gemini CLI takes a list of servers in an extension, and calls them by their numbers.",
    ran,
  },
  hookEvents: {
    value: [
      "AfterAgent",
      "AfterModel",
      "AfterTool",
      "BeforeAgent",
      "BeforeModel",
      "BeforeTool",
      "BeforeToolSelection",
      "Notification",
      "PreCompress",
      "SessionEnd",
      "SessionStart",
    ],
    says: "The events of hooks that Gemini CLI knows; it skips those for others.",
    ran,
  },
  hookTypes: { value: ["command"], says: "Gemini CLI discards a hook of another type.", ran },
  hookMatcher: {
    value: "regular expression",
    says: "Gemini CLI looks for the matcher, a regular expression, in the tool's name, capitals included.",
    ran,
  },
  policies: {
    value: ["allow", "deny", "ask_user"],
    says: "Gemini CLI applies no rule of a file of policies that is no TOML, begins with a byte order mark, or one of whose rules decides otherwise, has no tool, no whole priority from 0 to 999 or a field of another form; fields that it does not know it leaves out.",
    ran,
  },
  policyBounds: {
    value: [
      "subagent",
      "mcpName",
      "argsPattern",
      "commandPrefix",
      "commandRegex",
      "modes",
      "interactive",
      "toolAnnotations",
    ],
    says: "By these fields a rule of Gemini CLI fits fewer calls; one of another name narrows nothing, and below another key than `rule` there are no rules.",
    ran,
  },
  policyEmptyTool: {
    value: "",
    says: "Gemini CLI ends where a policy is for a tool by this name, of its user or one that settings name; of an extension's policies it leaves out the rule.",
    ran,
  },
  policyPlaces: {
    value: "policyPaths",
    says: "Gemini CLI applies the policies of extensions, and those that `policyPaths` of its settings names; none of a repository's .gemini/policies.",
    ran,
  },
  policiesOfExtensions: {
    value: { decision: "allow", mode: "yolo" },
    says: "Gemini CLI leaves out a rule of an extension that allows, and one that holds in the mode yolo.",
    ran,
  },
  policyTools: {
    value: ["commandPrefix", "commandRegex"],
    says: "A rule of Gemini CLI with one of these fits no call of another tool than run_shell_command; one for a tool that there is none of fits none.",
    ran,
  },
  settingsRefused: {
    value: ["context.fileName", "context.includeDirectories", "general.defaultApprovalMode", "tools.core", "ui.theme"],
    says: "Gemini CLI does not start where one of these settings is of another form.",
    ran,
  },
  settingsText: {
    value: "json",
    says: "Gemini CLI does not start where its settings begin with a byte order mark, have a comma behind the last value, or hold nothing; comments do no harm.",
    ran,
  },
  settingsInvalid: {
    value: ["mcpServers", "tools.allowed", "tools.exclude", "mcp.allowed", "model.name", "general.vimMode", "hooks"],
    says: "Gemini CLI calls its configuration invalid where one of these settings is of another form.",
    ran,
  },
  settingsFormer: {
    value: ["contextFileName", "coreTools", "excludeTools", "tools.exclude"],
    says: "Gemini CLI does not read a setting by the name that it had before settings were grouped, nor by the way to it in one key, and says nothing of it.",
    ran,
  },
} as const satisfies Facts;
