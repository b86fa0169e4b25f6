import { pluginAgentPluginsComponents } from "../../src/rules/plugin/agent-plugins-components.ts";
import { pluginAgentPluginsLiteral } from "../../src/rules/plugin/agent-plugins-literal.ts";
import { pluginAgentPluginsManifest } from "../../src/rules/plugin/agent-plugins-manifest.ts";
import { pluginChannelServer } from "../../src/rules/plugin/channel-server.ts";
import { pluginGeminiExtension } from "../../src/rules/plugin/gemini-extension.ts";
import { pluginHomepage } from "../../src/rules/plugin/homepage.ts";
import { pluginKeyForms } from "../../src/rules/plugin/key-forms.ts";
import { pluginMisspeltField } from "../../src/rules/plugin/misspelt-field.ts";
import { pluginNameCharacters } from "../../src/rules/plugin/name-characters.ts";
import { pluginNameRequired } from "../../src/rules/plugin/name-required.ts";
import { pluginNameStyle } from "../../src/rules/plugin/name-style.ts";
import { pluginPathExists } from "../../src/rules/plugin/path-exists.ts";
import { pluginPathForm } from "../../src/rules/plugin/path-form.ts";
import { pluginRequiredKeys } from "../../src/rules/plugin/required-keys.ts";
import { pluginUnknownKey } from "../../src/rules/plugin/unknown-key.ts";
import { pluginVersionDrift } from "../../src/rules/plugin/version-drift.ts";
import { pluginVersion } from "../../src/rules/plugin/version.ts";
import { casesOf } from "../support/rule-cases.ts";

const STANDARD = '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a" }\n';

export const pluginAgentPluginsComponentsCases = casesOf(pluginAgentPluginsComponents, [
  {
    because: "links that stay inside, and a file that is none",
    files: {
      "plugins/a/plugin.json": STANDARD,
      "plugins/a/skills/b": { link: "../shared/b" },
      "plugins/a/skills/c": { link: "../../a/shared/c" },
      "plugins/a/skills/all": { link: ".." },
      "plugins/a/shared/b/SKILL.md": "---\nname: b\ndescription: B.\n---\n",
    },
  },
  {
    because: "links out of the plugin, to the file system's root and out of the repository",
    files: {
      "plugins/a/plugin.json": STANDARD,
      "plugins/a/mcp.json": { link: "../b/mcp.json" },
      "plugins/a/skills/b": { link: "/usr/share/b" },
      "plugins/a/skills/c/notes.md": { link: "../../../../../notes.md" },
      "plugins/a/skills/d": { link: "../../ab/d" },
    },
    reports: [
      "plugins/a/mcp.json The link leads out of the plugin.",
      "plugins/a/skills/b The link leads out of the plugin.",
      "plugins/a/skills/c/notes.md The link leads out of the plugin.",
      "plugins/a/skills/d The link leads out of the plugin.",
    ],
  },
  {
    because: "links of the plugin that no client reads by itself, and links of others",
    files: {
      "plugins/a/plugin.json": STANDARD,
      "plugins/a/docs/plugin.json": { link: "../../../docs/plugin.json" },
      "plugins/a/mcp.json.old": { link: "../../mcp.json" },
      "plugins/a/skills.md": { link: "../../skills.md" },
      "plugins/b/skills/c": { link: "../../../c" },
    },
  },
  {
    because: "a plugin that is the whole repository",
    files: {
      "plugin.json": STANDARD,
      "skills/b": { link: "../shared/b" },
      "skills/c": { link: "../../c" },
      "shared/b/SKILL.md": "---\nname: b\ndescription: B.\n---\n",
    },
    reports: ["skills/c The link leads out of the plugin."],
  },
  {
    because: "a folder where the servers belong",
    files: {
      "plugin.json": STANDARD,
      "mcp.json/a.json": "{}\n",
      "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
    },
    reports: ['plugin.json:1:1 "mcp.json" is no file.'],
  },
]);

const manifest = (field: string) => ({ ".claude-plugin/plugin.json": `{ "name": "a",\n${field} }\n` });
export const pluginPathExistsCases = casesOf(pluginPathExists, [
  {
    because: "absolute paths and patterns are not looked for",
    files: manifest('"commands": ["/srv/a.md", "./b/*.md"]'),
  },
  { because: "the plugin itself", files: manifest('"skills": "./"') },
  { because: "a path out of the repository", files: manifest('"commands": "../../b.md"') },
  {
    because: "a command may be a file or a folder",
    files: { ...manifest('"commands": ["./a.md", "./b"]'), "a.md": "A.\n", "b/c.md": "C.\n" },
  },
  {
    because: "a folder where one file belongs",
    files: { ...manifest('"mcpServers": "./servers.json"'), "servers.json/a.json": "{}\n" },
    reports: ['.claude-plugin/plugin.json:2:15 "servers.json", which `mcpServers` names, is no file.'],
  },
  {
    because: "an ending that no client takes has a rule of its own",
    files: manifest('"agents": ["./reviewer.txt"]'),
  },
  {
    because: "an entry of Claude Code's marketplace names a folder that is not there",
    files: {
      ".claude-plugin/marketplace.json":
        '{ "name": "m", "owner": { "name": "o" }, "plugins": [\n{ "name": "a", "source": "./a", "strict": false, "skills": ["./extra"] }\n] }\n',
      "a/README.md": "# A\n",
    },
    reports: ['.claude-plugin/marketplace.json:2:61 There is no "a/extra", which `skills` names.'],
  },
  {
    because: "an entry whose plugin is fetched from elsewhere",
    files: {
      ".claude-plugin/marketplace.json":
        '{ "name": "m", "owner": { "name": "o" }, "plugins": [{ "name": "a", "source": { "source": "github", "repo": "o/a" }, "skills": ["./extra"] }] }\n',
    },
  },
]);

const versions = (plugin: string, pack: string) => ({
  ".claude-plugin/plugin.json": plugin,
  "package.json": pack,
});
export const pluginVersionDriftCases = casesOf(pluginVersionDrift, [
  {
    because: "the package of the same name has another version",
    files: versions('{ "name": "git",\n"version": "1.2.0" }', '{ "name": "git", "version": "1.3.0" }'),
    reports: ['.claude-plugin/plugin.json:2:12 The manifest says version "1.2.0", package.json says "1.3.0".'],
  },
  {
    because: "the same in a folder",
    files: {
      "plugins/git/.claude-plugin/plugin.json": '{ "name": "git",\n"version": "1.2.0" }',
      "plugins/git/package.json": '{ "name": "git", "version": "1.3.0" }',
      "package.json": '{ "name": "git", "version": "9.0.0" }',
    },
    reports: [
      'plugins/git/.claude-plugin/plugin.json:2:12 The manifest says version "1.2.0", plugins/git/package.json says "1.3.0".',
    ],
  },
  { because: "a package that is no JSON", files: versions('{ "name": "git", "version": "1.2.0" }', "{") },
  { because: "a package that is a list", files: versions('{ "name": "git", "version": "1.2.0" }', "[]") },
  { because: "a package that is null", files: versions('{ "name": "git", "version": "1.2.0" }', "null") },
  { because: "a package that is a text", files: versions('{ "name": "git", "version": "1.2.0" }', '"git"') },
  {
    because: "a package without a version",
    files: versions('{ "name": "git", "version": "1.2.0" }', '{ "name": "git" }'),
  },
  {
    because: "a package whose version is a number",
    files: versions('{ "name": "git", "version": "1.2.0" }', '{ "name": "git", "version": 2 }'),
  },
  {
    because: "a package whose name is a number",
    files: versions('{ "name": "git", "version": "1.2.0" }', '{ "name": 1, "version": "2.0.0" }'),
  },
  {
    because: "a manifest without a version",
    files: versions('{ "name": "git" }', '{ "name": "git", "version": "2.0.0" }'),
  },
  {
    because: "a manifest without a name",
    files: versions('{ "version": "1.2.0" }', '{ "name": "acme/undefined", "version": "2.0.0" }'),
  },
  {
    because: "the first manifest has no version, so that the others are compared with each other",
    files: {
      ".claude-plugin/plugin.json": '{ "name": "git" }\n',
      ".codex-plugin/plugin.json": '{ "name": "git", "version": "1.1.0" }\n',
    },
  },
]);

const claude = (text: string) => ({ ".claude-plugin/plugin.json": text });
export const pluginNameStyleCases = casesOf(pluginNameStyle, [
  { because: "one word, and as long as it may be", files: claude(`{ "name": "${"a".repeat(64)}" }\n`) },
  {
    because: "one character too long",
    files: claude(`{ "name": "${"a".repeat(65)}" }\n`),
    reports: ["1:11 The plugin's name has 65 characters, of at most 64."],
  },
  {
    because: "a hyphen at the end",
    files: claude('{ "name": "git-" }\n'),
    reports: ['1:11 The plugin\'s name "git-" is not in lower case with hyphens.'],
  },
  { because: "no name, which has a rule of its own", files: claude("{}\n") },
  { because: "an empty name, too", files: claude('{ "name": "" }\n') },
  { because: "a name that is a number, too", files: claude('{ "name": 1 }\n') },
]);
export const pluginPathFormCases = casesOf(pluginPathForm, [
  {
    because: "paths that lead out have a rule of their own",
    files: claude('{ "name": "a", "commands": ["../b", "/c"] }\n'),
  },
  {
    because: "a point alone is a form of skills only",
    files: claude('{ "name": "a",\n"commands": "." }\n'),
    reports: ['2:13 The path "." in `commands` has to start with "./".'],
  },
  { because: "the root itself, in Claude Code", files: claude('{ "name": "a", "skills": "./" }\n') },
  {
    because: "a folder below, in Codex",
    files: { ".codex-plugin/plugin.json": '{ "name": "a", "skills": "./b" }\n' },
  },
]);

const standard = (server: string) => ({
  "plugin.json": STANDARD,
  "mcp.json": `{ "$schema": "https://agent-plugins.org/schemas/1.0.0/mcp.schema.json", "mcpServers": { "a":\n${server} } }\n`,
});
export const pluginAgentPluginsLiteralCases = casesOf(pluginAgentPluginsLiteral, [
  {
    because: "the two that the standard replaces, where it does, and a shell's own words",
    files: standard(
      '{ "type": "stdio", "command": "a", "args": ["${PLUGIN_ROOT}/a", "${1}"], "cwd": "${PLUGIN_DATA}", "env": { "A": "${PLUGIN_ROOT}", "B": "${2}" } }',
    ),
  },
  {
    because: "others, in arguments, folder and variables",
    files: standard(
      '{ "type": "stdio", "command": "a", "args": ["${HOME}/a"], "cwd": "${A}", "env": { "B": "${BB}" } }',
    ),
    reports: [
      "mcp.json:2:45 No client of the standard replaces `${HOME}`.",
      "mcp.json:2:66 No client of the standard replaces `${A}`.",
      "mcp.json:2:88 No client of the standard replaces `${BB}`.",
    ],
  },
  {
    because: "in addresses and headers it replaces none",
    files: standard(
      '{ "type": "sse", "url": "https://a.b/${PLUGIN_ROOT}", "headers": { "X": "${1}", "Y": "${PLUGIN_DATA}" } }',
    ),
    reports: [
      "mcp.json:2:25 No client of the standard replaces `${PLUGIN_ROOT}`.",
      "mcp.json:2:73 No client of the standard replaces `${1}`.",
      "mcp.json:2:86 No client of the standard replaces `${PLUGIN_DATA}`.",
    ],
  },
]);
export const pluginAgentPluginsManifestCases = casesOf(pluginAgentPluginsManifest, [
  {
    because: "an author with a field too many, and one of another type",
    files: {
      "plugin.json": STANDARD.replace(
        '"name": "a"',
        '"name": "a",\n"author": { "name": 1, "url": "https://a.b", "age": 2 }',
      ),
      "skills/a/SKILL.md": "---\nname: a\ndescription: A.\n---\n",
    },
    reports: ["plugin.json:2:21 The author's name has to be a text.", 'plugin.json:2:46 An author has no field "age".'],
  },
]);
const option = (name: string) =>
  claude(`{ "name": "a", "userConfig": {\n"${name}": { "type": "string", "title": "A", "description": "A." } } }\n`);
const server = (text: string) => claude(`{ "name": "a", "lspServers": { "go": ${text} } }\n`);
export const pluginKeyFormsCases = casesOf(pluginKeyForms, [
  { because: "letters, digits and underscores", files: option("_Aa9_b") },
  {
    because: "a digit in front",
    files: option("9a"),
    reports: ['2:1 The name of the option "9a" has other characters than letters, digits and underscores.'],
  },
  {
    because: "a hyphen inside",
    files: option("a-b"),
    reports: ['2:1 The name of the option "a-b" has other characters than letters, digits and underscores.'],
  },
  {
    because: "a quotation mark and more",
    files: option('a\\" b'),
    reports: ['2:1 The name of the option "a" b" has other characters than letters, digits and underscores.'],
  },
  {
    because: "a path with a space, absolute or from the plugin's root",
    files: server('{ "command": "/opt/my tools/gopls", "extensionToLanguage": { ".go": "go" } }'),
  },
  {
    because: "a path with a space from the plugin's root",
    files: server('{ "command": "${CLAUDE_PLUGIN_ROOT}/my tools/gopls", "extensionToLanguage": { ".go": "go" } }'),
  },
  {
    because: "channels and monitors have commands of another form",
    files: claude('{ "name": "a", "monitors": [{ "name": "m", "command": "tail -f a", "description": "A." }] }\n'),
  },
]);
export const pluginChannelServerCases = casesOf(pluginChannelServer, [
  {
    because: "servers in a file that the manifest names",
    files: claude('{ "name": "a", "mcpServers": "./servers.json", "channels": [{ "server": "b" }] }\n'),
  },
  {
    because: "the servers of another plugin are not this one's",
    files: {
      "a/.claude-plugin/plugin.json": '{ "name": "a", "channels": [{ "server": "b" }] }\n',
      "b/.claude-plugin/plugin.json": '{ "name": "b" }\n',
      "b/.mcp.json": '{ "mcpServers": { "b": { "command": "b" } } }\n',
    },
    reports: ['a/.claude-plugin/plugin.json:1:41 The plugin has no MCP server "b".'],
  },
]);
const parts = (more: string) => ({ "gemini-extension.json": `{ "name": "a", "version": "1.0.0",\n${more} }\n` });
export const pluginGeminiExtensionCases = casesOf(pluginGeminiExtension, [
  {
    because: "lists, and what counts as nothing",
    files: parts('"settings": [{ "envVar": 5 }, 5], "themes": [{ "name": "x" }, { "name": null }, {}, "x"]'),
  },
  { because: "a text, nothing, no and zero", files: parts('"settings": "x", "themes": null') },
  { because: "no and zero", files: parts('"settings": false, "themes": 0') },
  {
    because: "a hole in each list",
    files: parts('"settings": [null],\n"themes": [null]'),
    reports: ["2:14 A setting is empty.", "3:12 A theme is empty."],
  },
  {
    because: "maps and numbers, and a name in a list",
    files: parts('"settings": 5,\n"themes": { "name": "x" }'),
    reports: ["2:13 `settings` has to be a list.", "3:11 `themes` has to be a list."],
  },
  {
    because: "names that are no text",
    files: parts('"themes": [{ "name": true },\n{ "name": ["x"] }]'),
    reports: ["2:22 The name of a theme has to be a text.", "3:11 The name of a theme has to be a text."],
  },
]);
export const pluginHomepageCases = casesOf(pluginHomepage, [
  { because: "white space in front", files: claude('{ "name": "a", "homepage": " https://a.b" }\n') },
  {
    because: "words in front",
    files: claude('{ "name": "a", "homepage": "see https://a.b" }\n'),
    reports: ['1:28 The homepage "see https://a.b" is no address with a scheme.'],
  },
  {
    because: "a host and a port",
    files: claude('{ "name": "a", "homepage": "a.b/c:d" }\n'),
    reports: ['1:28 The homepage "a.b/c:d" is no address with a scheme.'],
  },
]);
export const pluginMisspeltFieldCases = casesOf(pluginMisspeltField, [
  {
    because: "both spellings: the right one counts",
    files: claude('{ "name": "a", "verson": "1", "version": "1.0.0" }\n'),
  },
  {
    because: "fields of other clients resemble Claude Code's",
    files: claude('{ "name": "a", "skill": "x", "interface": {} }\n'),
    reports: ['1:16 Claude Code knows no field "skill"; it knows "skills".'],
  },
]);
export const pluginNameCharactersCases = casesOf(pluginNameCharacters, [
  { because: "a blank name has a rule of its own", files: claude('{ "name": "  " }\n') },
]);
export const pluginNameRequiredCases = casesOf(pluginNameRequired, [
  { because: "a blank name", files: claude('{ "name": "  " }\n'), reports: ["1:11 The plugin's name is empty."] },
]);
export const pluginRequiredKeysCases = casesOf(pluginRequiredKeys, [
  {
    because: "an option that is no map",
    files: claude('{ "name": "a", "userConfig": { "b": "c" } }\n'),
    reports: ['1:37 The option "b" is a string, not a map.'],
  },
]);
export const pluginUnknownKeyCases = casesOf(pluginUnknownKey, [
  {
    because: "a key that resembles no other",
    files: claude(
      '{ "name": "a", "lspServers": { "go": { "command": "gopls", "extensionToLanguage": { ".go": "go" }, "colour-of-the-icon": "red" } } }\n',
    ),
    reports: ['1:100 In the language server "go" Claude Code knows no key "colour-of-the-icon".'],
  },
]);
export const pluginVersionCases = casesOf(pluginVersion, [
  { because: "white space around it", files: claude('{ "name": "a", "version": " 1.0.0 " }\n') },
]);
