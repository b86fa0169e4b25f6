import { codexFacts } from "../../clients/codex.ts";
import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const ONLY_URL = ["url", "bearer_token_env_var", "bearer_token", "http_headers", "env_http_headers", "oauth_resource"];
const ONLY_COMMAND = ["args", "env", "env_vars", "cwd"];

export const mcpCodexTransport = defineArtifactRule({
  id: "mcp/codex-transport",
  on: ["settings", "agent-file"],
  severity: "off",
  severityFor: { codex: "error" },
  summary: "A server of Codex has the fields of a program or those of an address, and no token in it.",
  why: "Codex checks the two forms strictly, and takes a token only from the environment.",
  consequence: "Codex refuses its whole configuration.",
  help: "Take the field out. A token goes by the name of its variable: `bearer_token_env_var`.",
  since: "0.1.0",
  sources: [
    codexFacts.configServers,
    {
      read: {
        url: "https://github.com/openai/codex/blob/a2258bbab161903e9a3afa61d57c5cd0c7bc36ed/codex-rs/config/src/mcp_types.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(artifact) {
    for (const { name, format, node } of mcpServersOf(artifact)) {
      if (format !== "codex") continue;
      const command = entryOf(node, "command");
      const wrong = command ? ONLY_URL : entryOf(node, "url") ? ["bearer_token", ...ONLY_COMMAND] : [];
      for (const key of wrong) {
        const entry = entryOf(node, key);
        const form = command ? "a command" : "a URL";
        if (entry)
          yield { message: `The server "${name}" has ${form} and "${key}".`, at: entry.keyRange, client: "codex" };
      }
    }
  },

  examples: [
    {
      because: "a program, and an address with the name of a token",
      files: {
        ".codex/config.toml":
          '[mcp_servers.a]\ncommand = "a"\nargs = ["-v"]\n[mcp_servers.b]\nurl = "https://b.c"\nbearer_token_env_var = "B"\n',
      },
    },
    {
      because: "a token itself",
      files: { ".codex/config.toml": '[mcp_servers.b]\nurl = "https://b.c"\nbearer_token = "…"\n' },
      reports: ['3:1 The server "b" has a URL and "bearer_token".'],
    },
  ],
});
