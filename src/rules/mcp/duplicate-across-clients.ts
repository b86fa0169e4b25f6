import { type McpServer, mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

/** Files that one client each loads from the same folder. */
const PROJECT_FILE =
  /(?:^|\/)(?:\.mcp\.json|\.(?:vscode|cursor|roo|github)\/mcp\.json|\.kiro\/settings\/mcp\.json|\.codex\/config\.toml|\.gemini\/settings\.json|\.zed\/settings\.json|opencode\.jsonc?)$/;

/** What a server runs or reaches; spellings of variables do not count, nor who is asked before a download. */
function does({ command, args, url }: McpServer): string {
  if (url && !command) return url.value.replace(/\/$/, "");
  const words = [command, ...args]
    .flatMap((word) => word?.value ?? [])
    .filter((word) => word !== "-y" && word !== "--yes");
  return words.join(" ").replaceAll(/\$\{(?:env:|input:|workspaceFolder)?[^}$]*\}|\{env:[^{}]*\}/g, "${}");
}

export const mcpDuplicateAcrossClients = defineRepositoryRule({
  id: "mcp/duplicate-across-clients",
  severity: "info",
  summary: "An MCP server is the same for every client of a project.",
  why: "Each client has a file of its own. A version that was raised in one of them is easily forgotten in the others.",
  consequence: "Colleagues with different clients work with different servers under one name.",
  help: "Make the entries agree, or give the servers different names.",
  since: "0.1.0",

  *check(repository) {
    const servers = repository.of("mcp", "settings").flatMap((artifact) => {
      const file = PROJECT_FILE.exec(artifact.path);
      if (!file) return [];
      const folder = artifact.path.slice(0, file.index);
      return mcpServersOf(artifact).flatMap((server) => (server.transport ? [{ artifact, server, folder }] : []));
    });
    for (const same of group(servers, ({ folder, server }) => JSON.stringify([folder, server.name])).values()) {
      const [first, ...others] = same;
      if (!first) continue;
      for (const { artifact, server } of others) {
        if (artifact === first.artifact || does(server) === does(first.server)) continue;
        const related = [{ path: first.artifact.path, message: "the other one" }];
        const message = `"${server.name}" is another server here than in ${first.artifact.path}.`;
        yield { message, at: server.at, artifact, related };
      }
    }
  },

  examples: [
    {
      because: "one server, spelled for two clients",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "a@1.2.3", "${K}"] } } }',
        ".cursor/mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["a@1.2.3", "${env:K}"] } } }',
      },
    },
    {
      because: "one version was forgotten",
      files: {
        ".mcp.json": '{ "mcpServers": { "a": { "command": "npx", "args": ["a@1.3.0"] } } }',
        ".vscode/mcp.json": '{ "servers": { "a": { "command": "npx", "args": ["a@1.2.3"] } } }',
      },
      reports: ['.vscode/mcp.json:1:16 "a" is another server here than in .mcp.json.'],
    },
  ],
});
