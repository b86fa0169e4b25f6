import type { Facts } from "./fact.ts";
import { runs } from "./runs.ts";

const ran = runs["claude-code"];

/** What `claude plugin validate` refuses, and which components it finds. */
export const claudeCodePlugins = {
  pluginName: { value: "name", says: "Claude Code refuses a plugin without a name.", ran },
  pluginNameForm: {
    value: "a space",
    says: "Claude Code refuses a plugin whose name has a space, `@`, `:` or a slash.",
    ran,
  },
  pluginReservedName: {
    value: ["claude-", "anthropic-", "anthropics-", "cc-plugin-"],
    says: "Claude Code refuses a plugin whose name begins like one of Anthropic's own.",
    ran,
  },
  pluginOwnName: {
    value: ["claude", "anthropic", "anthropics", "claude-code", "claude-mods"],
    says: "Claude Code refuses a plugin of one of these names, and one whose name puts `official` beside `claude` or `anthropic`.",
    ran,
  },
  pluginTypes: { value: "author", says: "Claude Code refuses a plugin whose fields are of another type.", ran },
  pluginAuthor: { value: "author.name", says: "Claude Code refuses a plugin whose author has no name.", ran },
  pluginHomepage: { value: "homepage", says: "Claude Code refuses a homepage that is no address with a scheme.", ran },
  pluginPaths: {
    value: "./",
    says: "Paths of components begin with `./`, stay in the plugin and lead somewhere: agents to .md files, skills to folders.",
    ran,
  },
  pluginOptions: {
    value: ["type", "title", "description"],
    says: "Claude Code refuses an option without these keys, and one with a hyphen in its name.",
    ran,
  },
  pluginServers: {
    value: ["command", "extensionToLanguage"],
    says: "Claude Code refuses a language server without these keys, with arguments in its command, or with an ending that has no period.",
    ran,
  },
  pluginServerFile: {
    value: ".lsp.json",
    says: "Claude Code reads none of the language servers of a plugin's .lsp.json where one of them breaks the same rules, or the file is no map of servers.",
    ran,
  },
  pluginMonitorFile: {
    value: "monitors/monitors.json",
    says: "Claude Code reads none of the monitors of a plugin's monitors/monitors.json where one has no name, command or description, or the file is no list.",
    ran,
  },
  pluginPrograms: {
    value: ["bin", "workflows"],
    says: "Claude Code lists every file in the folder bin of a plugin as a program, executable or not, and the .js files in workflows as workflows.",
    ran,
  },
  pluginChannels: { value: "server", says: "Claude Code refuses a channel without its server.", ran },
  pluginUnknownField: {
    value: "ignored",
    says: "Claude Code ignores a field of a manifest that it does not know.",
    ran,
  },
  pluginComponents: {
    value: ["skills", "commands", "agents"],
    says: "Claude Code finds components in these folders of a plugin, and where its manifest names them; a list of commands or agents replaces the folder, one of skills adds to it.",
    ran,
  },
  pluginFolderReplaced: {
    value: ["commands", "agents"],
    says: "Where a manifest names commands or agents, Claude Code does not look into the folder of that name.",
    ran,
  },
  pluginUpdates: {
    value: "version",
    says: "Claude Code updates an installed plugin whose manifest has another version; one that changed under the same version is the latest for it.",
    ran,
  },
  pluginAgentHooks: {
    value: "hooks",
    says: "Claude Code runs no hooks of a plugin's agent, where it runs those of the same agent in a repository that its user trusts.",
    ran,
  },
  pluginAgentName: {
    value: "file",
    says: "The file's name stands for the name of a plugin's agent, and an agent without frontmatter loads.",
    ran,
  },
  pluginHooks: {
    value: ["hooks", "modules"],
    says: "A hooks.json of a plugin has its events below `hooks`, or names modules; a guard that cannot be loaded is refused, and behind a byte order mark none of its hooks runs.",
    ran,
  },
  pluginHooksTwice: {
    value: "once",
    says: "A manifest that names hooks/hooks.json, which loads by itself, is accepted: it loads once.",
    ran,
  },
  pluginMcpServers: {
    value: ["command", "url"],
    says: "Claude Code refuses a server of a plugin that has an empty command, or neither command nor address, and a list of servers without names.",
    ran,
  },
  skillShell: {
    value: ["bash", "powershell"],
    says: "Claude Code refuses a skill of a plugin with another `shell`.",
    ran,
  },
  marketplaceFields: {
    value: ["name", "owner", "plugins"],
    says: "Claude Code refuses a marketplace without one of these, or whose plugins are no list.",
    ran,
  },
  marketplaceEntries: {
    value: ["name", "source"],
    says: "Claude Code refuses a marketplace one of whose entries has no name or no source.",
    ran,
  },
  marketplaceSources: {
    value: "./",
    says: "A source in the same repository begins with `./` and stays in the marketplace, or the marketplace is refused.",
    ran,
  },
  marketplaceReservedName: {
    value: ["inline", "builtin", "skills-dir", "synced"],
    says: "Claude Code refuses a marketplace of one of these names.",
    ran,
  },
  marketplaceTypes: {
    value: ["github", "git-subdir", "archive", "npm", "url"],
    says: "Claude Code refuses a marketplace with a source of another type, a github source without `repo`, or a path that leads out.",
    ran,
  },
  marketplaceForms: {
    value: ["metadata.version", "plugins.strict", "plugins.tags", "name"],
    says: "Claude Code refuses a marketplace one of whose fields is of another form than it asks for, or whose names have spaces.",
    ran,
  },
  marketplaceRenames: {
    value: "plugins",
    says: "Claude Code refuses a marketplace whose `renames` lead to a plugin that it does not have.",
    ran,
  },
  pluginUserConfig: {
    value: "userConfig",
    says: "Claude Code refuses a plugin whose servers name an option that `userConfig` does not declare, or any option in `headersHelper`.",
    ran,
  },
  pluginInstructions: {
    value: "CLAUDE.md",
    says: "Claude Code does not load a CLAUDE.md at the root of a plugin.",
    ran,
  },
  pluginRoot: {
    value: "bare",
    says: "Claude Code looks for a local plugin of a marketplace below its `pluginRoot`, unless its source begins with `./`.",
    ran,
  },
} as const satisfies Facts;
