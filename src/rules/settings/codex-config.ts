import { CODEX_CONFIG } from "../../clients/forms/codex-config.ts";
import { codexFacts } from "../../clients/codex.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsCodexConfig = defineArtifactRule({
  id: "settings/codex-config",
  on: ["settings"],
  severity: "error",
  summary: "The values of Codex's configuration are of the form that it asks for.",
  why: "Codex reads config.toml into a form that has no room for another value.",
  consequence: "Codex refuses the whole configuration, and does not start.",
  help: "Write the value as the message says.",
  since: "0.1.0",
  sources: [codexFacts.configuration],

  *check({ data, dialect }) {
    if (dialect !== "codex" || !data) return;
    for (const { message, at } of misfits(data, CODEX_CONFIG, "")) yield { message, at, client: "codex" };
  },

  examples: [
    {
      because: "values that Codex has, and a key that nobody knows",
      files: {
        ".codex/config.toml": 'approval_policy = "on-request"\nsandbox_mode = "read-only"\nfrom_the_future = 1\n',
      },
    },
    {
      because: "a policy that Codex does not have",
      files: { ".codex/config.toml": 'approval_policy = "sometimes"\n' },
      reports: ['1:19 "approval_policy" is "sometimes"; it may be untrusted, on-failure, on-request, granular, never.'],
    },
    {
      because: "the tools of a server are a table, by their names",
      files: { ".codex/config.toml": '[mcp_servers.docs]\ncommand = "docs"\ntools = ["find"]\n' },
      reports: ['3:9 "mcp_servers.docs.tools" has to be a map.'],
    },
  ],
});
