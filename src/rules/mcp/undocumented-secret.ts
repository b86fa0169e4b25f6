import { type McpServer, mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { stringAt, stringsAt } from "../../inventory/texts/text-nodes.ts";
import type { DataString } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import { namesSecret } from "../../secrets/names.ts";

/** `${NAME}`, `${env:NAME}` and `{env:NAME}`; with a default, a server does without. */
const REFERENCE = /\$\{(?:env:)?([A-Za-z_]\w{0,80})\}|\{env:([A-Za-z_]\w{0,80})\}/g;
const READMES = ["README.md", "readme.md", "Readme.md", "README", "README.rst", "README.txt"];

export const mcpUndocumentedSecret = defineRepositoryRule({
  id: "mcp/undocumented-secret",
  severity: "info",
  summary: "A README names the secrets that its MCP servers need.",
  why: "A token goes by the name of a variable, and the configuration alone tells nobody where to get one and which rights it needs.",
  consequence: "The server starts without its token, and fails with a message of its own or none.",
  help: "Name the variable in the README, with where to get its value and the least that it has to be allowed. Never the value.",
  since: "0.1.0",

  *check(repository) {
    for (const artifact of repository.of("mcp", "settings", "plugin", "agent-file")) {
      const servers = mcpServersOf(artifact).map((server) => ({ server, needed: neededBy(server) }));
      if (servers.every(({ needed }) => needed.size === 0)) continue;
      const readmes = readmesFor(repository, artifact.path);
      const [own] = readmes;
      if (own?.folder !== homeOf(artifact.path)) continue; // where none is, more is missing than a name
      for (const { server, needed } of servers)
        for (const [name, { range: at }] of needed)
          if (!readmes.some(({ text }) => namesIt(text, name)))
            yield {
              message: `The server "${server.name}" needs ${name}, which ${own.path} does not name.`,
              at,
              artifact,
            };
    }
  },

  examples: [
    {
      because: "the README says what the token is",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "API_TOKEN": "${API_TOKEN}" } } } }',
        "README.md": "# A\n\nSet `API_TOKEN` to a token that may read issues.\n",
      },
    },
    {
      because: "a README above says it for all plugins",
      files: {
        "plugins/a/.mcp.json":
          '{ "mcpServers": { "a": { "url": "https://a.b", "headers": { "Authorization": "Bearer ${A_TOKEN}" } } } }',
        "plugins/a/README.md": "# A\n",
        "README.md": "# Plugins\n\n`A_TOKEN`: from the settings of a.b.\n",
      },
    },
    {
      because: "a folder is no secret, and what has a default is not needed",
      files: {
        ".mcp.json":
          '{ "mcpServers": { "a": { "command": "a", "args": ["${WORK_DIR}"], "env": { "KEY": "${A_KEY:-none}" } } } }',
        "README.md": "# A\n",
      },
    },
    {
      because: "a plugin without a README of its own",
      files: {
        "plugins/a/.mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "A_TOKEN": "${A_TOKEN}" } } } }',
        "README.md": "# Plugins\n",
      },
    },
    {
      because: "nobody learns which token it is",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "a", "env": { "API_TOKEN": "${API_TOKEN}" } } } }',
        "README.md": "# A\n\nA server for a.\n",
      },
      reports: ['.mcp.json:1:64 The server "a" needs API_TOKEN, which README.md does not name.'],
    },
    {
      because: "Codex has a field for the name",
      files: {
        ".codex/config.toml": '[mcp_servers.a]\nurl = "https://a.b"\nbearer_token_env_var = "A_TOKEN"\n',
        "README.md": "# A\n",
      },
      reports: ['.codex/config.toml:3:24 The server "a" needs A_TOKEN, which README.md does not name.'],
    },
  ],
});

/**
 * The variables that a server cannot do without and that hold secrets, by name, with the text that first names each.
 */
function neededBy({ args, url, env, headers, node }: McpServer): ReadonlyMap<string, DataString> {
  const needed = new Map<string, DataString>();
  const add = (name: string, at: DataString): void => {
    if (namesSecret(name) && !needed.has(name)) needed.set(name, at);
  };
  for (const text of [...args, ...(url ? [url] : []), ...[...env, ...headers].map(({ value }) => value)])
    for (const [, plain, braced] of text.value.matchAll(REFERENCE)) add(plain ?? braced ?? "", text);
  const bearer = stringAt(node, "bearer_token_env_var");
  for (const name of [...(bearer ? [bearer] : []), ...stringsAt(node, "env_vars")]) add(name.value, name);
  return needed;
}

interface Readme {
  readonly folder: string;
  readonly path: string;
  readonly text: string;
}

/** What a configuration belongs to: the folder that it lies in, or that of `.cursor`, `.vscode` and the like. */
const homeOf = (path: string): string =>
  path
    .split("/")
    .slice(0, -1)
    .join("/")
    .replace(/(?:^|\/)\.[^/]+(?:\/[^/]+)?$/, "");

/**
 * The READMEs of a configuration's home and of the folders above, the nearest first:
 * a plugin's own, then the repository's.
 */
function readmesFor({ source }: Repository, path: string): readonly Readme[] {
  const parts = homeOf(path).split("/").filter(Boolean);
  const folders = Array.from({ length: parts.length + 1 }, (_, up) => parts.slice(0, parts.length - up));
  return folders.flatMap((folder) => {
    for (const name of READMES) {
      const at = [...folder, name].join("/");
      const found = source(at);
      if (found) return [{ folder: folder.join("/"), path: at, text: found.text }];
    }
    return [];
  });
}

/** Whether a text has a name, as a word: `TOKEN` is not named by `MY_TOKEN`. */
const namesIt = (text: string, name: string): boolean =>
  text
    .split(name)
    .some((before, index, all) => index < all.length - 1 && !/\w$/.test(before) && !/^\w/.test(all[index + 1] ?? ""));
