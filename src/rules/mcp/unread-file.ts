import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { isHome } from "../is-home.ts";

export const mcpUnreadFile = defineRepositoryRule({
  id: "mcp/unread-file",
  severity: "off",
  severityFor: { copilot: "warning" },
  summary: "MCP servers for Copilot CLI stand in a file that it reads.",
  why: "Of a repository Copilot CLI reads .mcp.json and .github/mcp.json. `mcp-config.json` is the name of its user's own file, in `~/.copilot`.",
  consequence: "Copilot CLI starts none of the servers, and says nothing of the file.",
  help: "Move the servers to .mcp.json or .github/mcp.json.",
  since: "0.1.0",
  sources: [copilotCliFacts.mcpServers],

  *check(repository) {
    const read = new Set(
      repository.of("mcp").flatMap((one) => (READ.has(one.path) ? mcpServersOf(one).map(({ name }) => name) : [])),
    );
    for (const artifact of repository.of("mcp")) {
      const [, folder] = UNREAD.exec(artifact.path) ?? [];
      if (folder === undefined || (folder === ".copilot" && isHome(repository))) continue;
      if (mcpServersOf(artifact).every(({ name }) => read.has(name))) continue;
      yield {
        artifact,
        client: "copilot",
        message: "Of a repository Copilot CLI reads .mcp.json and .github/mcp.json, and no mcp-config.json.",
      };
    }
  },

  examples: [
    {
      because: "a file that it reads, and the user's own in what is laid over a home folder",
      files: {
        ".github/mcp.json": '{ "mcpServers": { "docs": { "command": "docs", "args": [], "tools": ["*"] } } }\n',
        ".copilot/mcp-config.json": '{ "mcpServers": { "mine": { "command": "mine" } } }\n',
        ".zshrc": "",
      },
    },
    {
      because: "the names of other places, one with a server that stands in .mcp.json as well",
      files: {
        ".copilot/mcp-config.json": '{ "mcpServers": { "docs": { "command": "docs" } } }\n',
        ".github/mcp-config.json": '{ "mcpServers": { "more": { "command": "more" } } }\n',
        ".mcp.json": '{ "mcpServers": { "docs": { "command": "docs" } } }\n',
      },
      reports: [
        ".github/mcp-config.json Of a repository Copilot CLI reads .mcp.json and .github/mcp.json, and no mcp-config.json.",
      ],
    },
    {
      because: "the file of its user, in a repository",
      files: { ".copilot/mcp-config.json": '{ "mcpServers": { "docs": { "command": "docs" } } }\n' },
      reports: ["Of a repository Copilot CLI reads .mcp.json and .github/mcp.json, and no mcp-config.json."],
    },
  ],
});

const READ: ReadonlySet<string> = new Set(copilotCliFacts.mcpServers.value);
const UNREAD = /^(\.copilot|\.github)\/mcp-config\.json$/;
