import { claudeCodePlugins } from "../../../src/clients/claude-code-plugins.ts";
import type { Expectation, Probe } from "../probe.ts";

/** A plugin or marketplace in a folder of its own, and what `claude plugin validate` says of it. */
type Case = readonly [
  folder: string,
  files: Readonly<Record<string, unknown>>,
  fact: string,
  says: string,
  there: string,
  gone?: string,
];

const PLUGIN = { name: "pl", version: "1.0.0", description: "d", author: { name: "x" } };
const plugin = (change: object): Readonly<Record<string, unknown>> => ({
  ".claude-plugin/plugin.json": { ...PLUGIN, ...change },
});
const command = (line: string): Readonly<Record<string, unknown>> => ({
  ...plugin({}),
  "hooks/hooks.json": { hooks: { Stop: [{ hooks: [{ type: "command", command: line }] }] } },
});

const DESCRIBED = "---\ndescription: D.\n---\nDo it.\n";
/** A command in the usual folder, and one in another. */
const named = (change: object): Readonly<Record<string, unknown>> => ({
  ...plugin(change),
  "more/x.md": DESCRIBED,
  "commands/y.md": DESCRIBED,
});
const server = (change: object): Readonly<Record<string, unknown>> =>
  plugin({ mcpServers: { x: { command: "x", ...change } } });
const HELPER = { command: undefined, type: "http", url: "https://a.example", headersHelper: "x ${user_config.k}" };
const LOCAL = { name: "a", source: "./a", description: "d" };
const market = (change: object): Readonly<Record<string, unknown>> => ({
  ".claude-plugin/marketplace.json": {
    name: "mk",
    owner: { name: "x" },
    description: "d",
    plugins: [LOCAL],
    ...change,
  },
  "a/.claude-plugin/plugin.json": { ...PLUGIN, name: "a" },
});
const from = (source: object): Readonly<Record<string, unknown>> => market({ plugins: [{ ...LOCAL, source }] });
const SUBDIR = { source: "git-subdir", url: "https://a.example/b.git" };

const CASES: readonly Case[] = [
  ["good", command('x "${CLAUDE_PLUGIN_ROOT}/x"'), "unquotedRoot", "quotes are right", '"warnings": []'],
  ["bare", command("x ${CLAUDE_PLUGIN_ROOT}/x"), "unquotedRoot", "no quotes are warned of", "without quotes"],
  ["whole", command("${CLAUDE_PLUGIN_ROOT}/x"), "unquotedRoot", "also where the path is all", "without quotes"],
  [
    "replaced",
    named({ commands: ["./more/x.md"] }),
    "pluginFolderReplaced",
    "what is named replaces the folder",
    '"pl:x"',
    '"pl:y"',
  ],
  ["beside", named({}), "pluginFolderReplaced", "where nothing is named it is not", '"pl:y"'],
  ["claude", plugin({ name: "claude-x" }), "pluginReservedName", "claude- is reserved", "is reserved"],
  ["anthropic", plugin({ name: "anthropic-x" }), "pluginReservedName", "so is anthropic-", "is reserved"],
  ["anthropics", plugin({ name: "anthropics-x" }), "pluginReservedName", "so is anthropics-", "is reserved"],
  ["cc", plugin({ name: "cc-plugin-x" }), "pluginReservedName", "so is cc-plugin-", "is reserved"],
  ...claudeCodePlugins.pluginOwnName.value.map((name): Case => [
    `own-${name}`,
    plugin({ name }),
    "pluginOwnName",
    `${name} is reserved`,
    "is reserved",
  ]),
  ["official", plugin({ name: "official-claude-x" }), "pluginOwnName", "so is official beside claude", "is reserved"],
  ["middle", plugin({ name: "my-claude-x" }), "pluginOwnName", "claude in the middle is not", '"success": true'],
  ["inline", market({ name: "inline" }), "marketplaceReservedName", "inline is reserved", "is reserved"],
  ["builtin", market({ name: "builtin" }), "marketplaceReservedName", "so is builtin", "is reserved"],
  ["skills", market({ name: "skills-dir" }), "marketplaceReservedName", "so is skills-dir", "is reserved"],
  ["synced", market({ name: "synced" }), "marketplaceReservedName", "so is synced", "is reserved"],
  ["type", from({ source: "foo" }), "marketplaceTypes", "another type is refused", "Invalid input"],
  ["repo", from({ source: "github", repository: "o/a" }), "marketplaceTypes", "repo is needed", "Invalid input"],
  ["out", from({ ...SUBDIR, path: "../x" }), "marketplaceTypes", "a path may not lead out", "path traversal"],
  [
    "renames",
    market({ renames: { old: "none" } }),
    "marketplaceRenames",
    "a rename needs its plugin",
    "does not resolve",
  ],
  ["option", server({ args: ["${user_config.k}"] }), "pluginUserConfig", "options are declared", "does not declare"],
  ["helper", server(HELPER), "pluginUserConfig", "a helper gets none", "never substituted"],
  [
    "memory",
    { ...plugin({}), "CLAUDE.md": "Do.\n" },
    "pluginInstructions",
    "CLAUDE.md is not loaded",
    "is not loaded as project context",
  ],
];

const installed = (name: string): Readonly<Record<string, string>> => ({
  [`market/${name}/.claude-plugin/plugin.json`]: JSON.stringify({ ...PLUGIN, name }),
  [`market/${name}/commands/c.md`]: DESCRIBED,
});

/** A plugin below `pluginRoot` and one beside it, both from `./`, and one from the folder's name alone. */
const rooted = (client: string): Readonly<Record<string, string>> => ({
  [`${client}/marketplace.json`]: JSON.stringify({
    name: "mk",
    owner: { name: "x" },
    metadata: { pluginRoot: "./plugins" },
    plugins: [
      { name: "below", source: "./below" },
      { name: "beside", source: "./beside" },
      { name: "bare", source: "bare" },
    ],
  }),
  ...Object.fromEntries(["plugins/below", "beside", "plugins/bare"].map((at) => [`${at}/commands/c.md`, DESCRIBED])),
});
const INSTALLED = "nstalled";
const ELSEWHERE = "Source path does not exist";

/** What clients say of plugins. */
export const pluginProbes: readonly Probe[] = [
  {
    question: "copilot install",
    files: rooted(".github/plugin"),
    expects: [
      { folder: "below", fact: "copilot-cli.pluginRoot", says: "`./` is below it", there: INSTALLED },
      { folder: "beside", fact: "copilot-cli.pluginRoot", says: "and not beside it", there: "not found" },
      { folder: "bare", fact: "copilot-cli.pluginRoot", says: "so is a bare name", there: INSTALLED },
    ],
  },
  {
    question: "claude install",
    files: rooted(".claude-plugin"),
    expects: [
      { folder: "below", fact: "claude-code.pluginRoot", says: "`./` is not below it", there: ELSEWHERE },
      { folder: "beside", fact: "claude-code.pluginRoot", says: "but beside it", there: INSTALLED },
      { folder: "bare", fact: "claude-code.pluginRoot", says: "a bare name is below", there: INSTALLED },
    ],
  },
  {
    question: "claude plugin update",
    files: {
      "market/.claude-plugin/marketplace.json": JSON.stringify({
        name: "m",
        owner: { name: "x" },
        plugins: ["kept", "raised"].map((name) => ({ name, source: `./${name}`, description: "d" })),
      }),
      ...installed("kept"),
      ...installed("raised"),
    },
    expects: [
      {
        fact: "claude-code.pluginUpdates",
        says: "under the same version there is nothing to update",
        there: "kept is already at the latest version (1.0.0)",
      },
      {
        fact: "claude-code.pluginUpdates",
        says: "under another it is updated",
        there: 'Plugin "raised" updated from 1.0.0 to 1.0.1',
      },
    ],
  },
  {
    question: "claude validate each",
    files: Object.fromEntries(
      CASES.flatMap(([folder, files]) =>
        Object.entries(files).map(
          ([path, file]) => [`${folder}/${path}`, typeof file === "string" ? file : JSON.stringify(file)] as const,
        ),
      ),
    ),
    expects: CASES.map(([folder, , fact, says, there, gone]): Expectation => ({
      folder,
      fact: `claude-code.${fact}`,
      says,
      there,
      ...(gone !== undefined && { gone }),
    })),
  },
];
