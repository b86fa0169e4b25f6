import type { claudeCodePlugins } from "../../../src/clients/claude-code-plugins.ts";
import { frontmatter, type Expectation, type Probe } from "../probe.ts";

type Name = keyof typeof claudeCodePlugins;
type Files = Readonly<Record<string, string>>;

const PASSES = '"success": true';
const FAILS = '"success": false';
const FULL = { name: "a", version: "1.0.0", description: "D.", author: { name: "x" } };
const plugin = (change: object, files: Files = {}): Files => ({
  ".claude-plugin/plugin.json": JSON.stringify({ ...FULL, ...change }),
  ...files,
});
const market = (change: object): Files => ({
  ".claude-plugin/marketplace.json": JSON.stringify({
    name: "m",
    owner: { name: "x" },
    plugins: [{ name: "p", source: "./p", description: "D.", version: "1.0.0" }],
    ...change,
  }),
  "p/.claude-plugin/plugin.json": JSON.stringify({ ...FULL, name: "p" }),
});
const hooks = (content: object): Files => plugin({}, { "hooks/hooks.json": JSON.stringify(content) });
const servers = (content: object): Files => plugin({}, { ".mcp.json": JSON.stringify({ mcpServers: content }) });
const handler = { type: "command", command: "true" };
const md = frontmatter(["name: c", "description: D."]);

/** A plugin or marketplace in a folder of its own, and what its validation has to say. */
type Case = readonly [folder: string, fact: Name, files: Files, there: string, says: string];
const bad = (folder: string, fact: Name, files: Files, says: string): Case => [folder, fact, files, FAILS, says];
const good = (folder: string, fact: Name, files: Files, says: string): Case => [folder, fact, files, PASSES, says];

/** The plugin passes, and nothing of it is listed. */
const lost = (folder: string, fact: Name, files: Files, says: string): Case => [
  folder,
  fact,
  files,
  '"provides": null',
  says,
];

const lspFile = (content: object): Files => plugin({}, { ".lsp.json": JSON.stringify(content) });
const monitorFile = (content: object): Files => plugin({}, { "monitors/monitors.json": JSON.stringify(content) });
const monitor = { name: "a", command: "watch", description: "D." };

const entry = (change: object): object => ({ plugins: [{ name: "p", source: "./p", ...change }] });
const github = (change: object): object => entry({ source: { source: "github", repo: "o/a", ...change } });
/** What is refused of a marketplace, one field at a time. */
const MARKETPLACE_FIELDS: readonly (readonly [name: string, change: object])[] = [
  ["description", { description: 5 }],
  ["version", { version: 5 }],
  ["owner.email", { owner: { name: "x", email: 5 } }],
  ["metadata", { metadata: "x" }],
  ["metadata.description", { metadata: { description: null } }],
  ["metadata.version", { metadata: { version: 1 } }],
  ["metadata.pluginRoot", { metadata: { pluginRoot: 5 } }],
  ["name", { name: "a b" }],
  ["plugins.name", entry({ name: "a b" })],
  ["plugins.author", entry({ author: "x" })],
  ["plugins.category", entry({ category: ["x"] })],
  ["plugins.description", entry({ description: 5 })],
  ["plugins.keywords", entry({ keywords: "x" })],
  ["plugins.strict", entry({ strict: "true" })],
  ["plugins.tags", entry({ tags: [1] })],
  ["plugins.version", entry({ version: 1 })],
  ["plugins.source.repo", github({ repo: 5 })],
  ["plugins.source.ref", github({ ref: 5 })],
  ["plugins.source.sha", github({ sha: "abc1234" })],
];

const CASES: readonly Case[] = [
  good("good", "pluginName", plugin({}), "a plugin with a name passes"),
  bad("nameless", "pluginName", plugin({ name: undefined }), "one without is refused"),
  bad("space", "pluginNameForm", plugin({ name: "deploy tools" }), "a space in the name is refused"),
  good("capital", "pluginNameForm", plugin({ name: "DeployTools" }), "capitals are not"),
  bad("reserved", "pluginReservedName", plugin({ name: "claude-x" }), "a name that begins with claude- is refused"),
  bad("author", "pluginTypes", plugin({ author: "x" }), "an author that is a text is refused"),
  bad("email", "pluginTypes", plugin({ author: { name: "x", email: 5 } }), "so is a number as address"),
  bad("needs", "pluginTypes", plugin({ dependencies: [true] }), "so is a dependency that is no name"),
  bad("title", "pluginTypes", plugin({ userConfig: { a: { ...option(), title: 5 } } }), "so is a number as title"),
  bad("lsp-number", "pluginTypes", plugin({ lspServers: { go: { ...lsp("g", ".go"), command: 5 } } }), "or as command"),
  bad("lsp-blank", "pluginTypes", plugin({ lspServers: { go: { ...lsp("", ".go") } } }), "or nothing as command"),
  bad("need", "pluginTypes", plugin({ dependencies: [" "] }), "or a blank dependency"),
  bad("channel-list", "pluginTypes", plugin({ channels: [{ server: [] }] }), "or a list as a channel's server"),
  bad("schema", "pluginTypes", plugin({ $schema: 5 }), "or as schema"),
  ...MARKETPLACE_FIELDS.map(([name, change]) =>
    bad(`field-${name}`, "marketplaceForms", market(change), `${name} of another form is refused`),
  ),
  bad("keywords", "pluginTypes", plugin({ keywords: "x" }), "so are keywords that are a text"),
  bad("anonymous", "pluginAuthor", plugin({ author: { email: "a@b.c" } }), "an author without a name is refused"),
  bad("home", "pluginHomepage", plugin({ homepage: "example.com/a" }), "a homepage without a scheme is refused"),
  good("homepage", "pluginHomepage", plugin({ homepage: "https://example.com" }), "one with a scheme passes"),
  bad("dotless", "pluginPaths", plugin({ commands: "more/" }, { "more/c.md": md }), "a path without ./ is refused"),
  good("dotted", "pluginPaths", plugin({ commands: "./more/" }, { "more/c.md": md }), "one with it passes"),
  bad("gone", "pluginPaths", plugin({ commands: "./gone" }), "so is one that leads nowhere"),
  bad("out", "pluginPaths", plugin({ skills: "../x" }), "so is one that leads out"),
  bad("folder", "pluginPaths", plugin({ agents: "./more/" }, { "more/c.md": md }), "so is a folder of agents"),
  bad("file", "pluginPaths", plugin({ skills: ["./s/SKILL.md"] }, { "s/SKILL.md": md }), "so is a SKILL.md"),
  bad("option", "pluginOptions", plugin({ userConfig: { token: { type: "string" } } }), "an option without a title"),
  bad("hyphen", "pluginOptions", plugin({ userConfig: { "a-b": option() } }), "a hyphen in the name of an option"),
  good("options", "pluginOptions", plugin({ userConfig: { ab: option() } }), "a whole option passes"),
  bad("lsp", "pluginServers", plugin({ lspServers: { go: { command: "gopls" } } }), "a server without its endings"),
  bad("words", "pluginServers", plugin({ lspServers: { go: lsp("gopls serve", ".go") } }), "arguments in the command"),
  bad("ending", "pluginServers", plugin({ lspServers: { go: lsp("gopls", "go") } }), "an ending without a period"),
  good("server", "pluginServers", plugin({ lspServers: { go: lsp("gopls", ".go") } }), "a whole server passes"),
  [
    "lsp-file",
    "pluginServerFile",
    lspFile({ go: lsp("gopls", ".go") }),
    '"command": "gopls"',
    "a whole server is there",
  ],
  lost(
    "lsp-half",
    "pluginServerFile",
    lspFile({ go: lsp("gopls", ".go"), ts: { command: "x" } }),
    "one of two is broken",
  ),
  lost("lsp-words", "pluginServerFile", lspFile({ go: lsp("gopls serve", ".go") }), "arguments in the command"),
  lost("lsp-key", "pluginServerFile", lspFile({ go: { ...lsp("gopls", ".go"), foo: 1 } }), "a key that nobody knows"),
  lost("lsp-inner", "pluginServerFile", lspFile({ lspServers: { go: lsp("gopls", ".go") } }), "servers one level down"),
  lost("lsp-list", "pluginServerFile", lspFile([]), "a list"),
  ["monitors", "pluginMonitorFile", monitorFile([monitor]), '"command": "watch"', "a whole monitor is there"],
  lost(
    "monitor-half",
    "pluginMonitorFile",
    monitorFile([monitor, { name: "b", command: "x" }]),
    "one of two is broken",
  ),
  lost("monitor-map", "pluginMonitorFile", monitorFile({ a: monitor }), "a map"),
  ["programs", "pluginPrograms", programs(), '"bin": [\n      "tool"\n    ]', "a file in bin"],
  ["workflows", "pluginPrograms", programs(), '"workflows": [\n      "a:w"\n    ]', "a .js file in workflows alone"],
  bad("channel", "pluginChannels", plugin({ channels: [{}] }), "a channel without its server"),
  good("foreign", "pluginUnknownField", plugin({ foo: 1 }), "a field that it does not know passes"),
  ["places", "pluginComponents", components(), '"a:listed"', "a skill in skills/ is found"],
  ["unnamed", "pluginAgentName", plugin({}, { "agents/r.md": "Review.\n" }), '"a:r"', "an agent by its file's name"],
  bad("events", "pluginHooks", hooks({ PreToolUse: [{ hooks: [handler] }] }), "events that do not stand below hooks"),
  good(
    "modules",
    "pluginHooks",
    { ...hooks({ modules: ["./g.ts"] }), "hooks/g.ts": "export function register(on, options) {}\n" },
    "modules pass",
  ),
  bad("guard", "pluginHooks", hooks({ hooks: { PreToolUse: [{ hooks: [{ ...handler, timeout: "1" }] }] } }), "a guard"),
  good("twice", "pluginHooksTwice", twice(), "the manifest names hooks/hooks.json"),
  bad("command", "pluginMcpServers", servers({ a: { command: "" } }), "an empty command"),
  bad("neither", "pluginMcpServers", servers({ a: { args: ["x"] } }), "neither command nor address"),
  good("both", "pluginMcpServers", servers({ a: { command: "x" } }), "a command passes"),
  bad("servers", "pluginMcpServers", plugin({ mcpServers: [{ command: "x" }] }), "a list of servers"),
  good("maps", "pluginMcpServers", plugin({ mcpServers: [{ a: { command: "x" } }] }), "a list of maps passes"),
  bad("shell", "skillShell", plugin({}, skill("shell: zsh")), "shell: zsh is refused"),
  good("bash", "skillShell", plugin({}, skill("shell: bash")), "shell: bash passes"),
  good("market", "marketplaceFields", market({}), "a marketplace with name, owner and plugins passes"),
  bad("ownerless", "marketplaceFields", market({ owner: undefined }), "one without an owner is refused"),
  bad("untitled", "marketplaceFields", market({ name: undefined }), "so is one without a name"),
  bad("map", "marketplaceFields", market({ plugins: {} }), "so is one whose plugins are a map"),
  bad("entry", "marketplaceEntries", market({ plugins: [{ source: "./p" }] }), "an entry without a name"),
  bad("source", "marketplaceEntries", market({ plugins: [{ name: "p" }] }), "an entry without a source"),
  bad("relative", "marketplaceSources", market({ plugins: [{ name: "p", source: "p" }] }), "a source without ./"),
  bad("outside", "marketplaceSources", market({ plugins: [{ name: "p", source: "../p" }] }), "one that leads out"),
];

function option(): object {
  return { type: "string", title: "T", description: "D." };
}
function lsp(command: string, ending: string): object {
  return { command, extensionToLanguage: { [ending]: "go" } };
}
function skill(line: string): Files {
  return { "skills/s/SKILL.md": frontmatter(["name: s", "description: D.", line]) };
}
function programs(): Files {
  const workflow = (name: string): string => `export const meta = { name: "${name}", description: "D." };\n`;
  return plugin(
    {},
    {
      "bin/tool": "#!/bin/sh\n",
      "bin/sub/deep": "#!/bin/sh\n",
      "workflows/w.js": workflow("w"),
      "workflows/m.mjs": workflow("m"),
      "workflows/deep/d.js": workflow("d"),
    },
  );
}
function components(): Files {
  const named = (name: string): string => frontmatter([`name: ${name}`, "description: D."]);
  return plugin(
    { skills: ["./more"], agents: ["./own.md"] },
    {
      "skills/listed/SKILL.md": named("listed"),
      "more/added/SKILL.md": named("added"),
      "own.md": named("own"),
      "agents/shadowed.md": named("shadowed"),
      "docs/zh/skills/translated/SKILL.md": named("translated"),
      ".claude-plugin/commands/misplaced.md": named("misplaced"),
    },
  );
}
function twice(): Files {
  const content = { hooks: { PreToolUse: [{ hooks: [handler] }] } };
  return plugin({ hooks: "./hooks/hooks.json" }, { "hooks/hooks.json": JSON.stringify(content) });
}

const more = (says: string, there?: string, gone?: string): Expectation => ({
  fact: "claude-code.pluginComponents",
  says,
  folder: "places",
  ...(there !== undefined && { there }),
  ...(gone !== undefined && { gone }),
});

/** What `claude plugin validate` says of plugins and marketplaces. */
export const claudeCodePluginProbes: readonly Probe[] = [
  {
    question: "claude validate each",
    files: Object.fromEntries(
      CASES.flatMap(([folder, , files]) => Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])),
    ),
    expects: [
      ...CASES.map(([folder, fact, , there, says]): Expectation => ({
        fact: `claude-code.${fact}`,
        says,
        folder,
        there,
      })),
      more("a skill where the manifest says", '"a:added"'),
      more("an agent where the manifest says", '"a:own"'),
      more("agents/ is not looked into then", undefined, '"a:shadowed"'),
      more("nor is every folder that is called skills", undefined, '"a:translated"'),
      more("nor is .claude-plugin", undefined, '"a:misplaced"'),
    ],
  },
];
