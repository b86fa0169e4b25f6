import { pluginAgentPluginsComponents } from "../../src/rules/plugin/agent-plugins-components.ts";
import { pluginNameStyle } from "../../src/rules/plugin/name-style.ts";
import { pluginPathExists } from "../../src/rules/plugin/path-exists.ts";
import { pluginPathForm } from "../../src/rules/plugin/path-form.ts";
import { pluginVersionDrift } from "../../src/rules/plugin/version-drift.ts";
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
