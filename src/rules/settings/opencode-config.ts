import { OPENCODE_CONFIG } from "../../clients/forms/opencode-config.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const settingsOpencodeConfig = defineArtifactRule({
  id: "settings/opencode-config",
  on: ["settings"],
  severity: "error",
  summary: "The values of OpenCode's configuration are of the form that it asks for.",
  why: "OpenCode checks its configuration when it starts. The form of another client, such as a command in one text, is none of its own.",
  consequence: "OpenCode says “Configuration is invalid”, and does not start.",
  help: "Write the value as the message says; `opencode debug config` shows what OpenCode makes of the file.",
  since: "0.1.0",
  sources: [opencodeFacts.configuration, opencodeFacts.laterConfiguration],

  *check({ data, dialect }) {
    if (dialect !== "opencode" || !data) return;
    for (const { message, at } of misfits(data, OPENCODE_CONFIG, "")) yield { message, at, client: "opencode" };
    const later = entryOf(data, opencodeFacts.laterConfiguration.value);
    if (later)
      yield {
        message: "OpenCode 1 refuses `permissions`, which is of OpenCode 2; its own key is `permission`.",
        at: later.keyRange,
        client: "opencode",
      };
  },

  examples: [
    {
      because: "a server, permissions, and a key that nobody knows",
      files: {
        "opencode.json":
          '{ "mcp": { "docs": { "type": "local", "command": ["npx", "docs"] }, "off": { "enabled": false } }, "permission": { "bash": { "git *": "allow" } }, "fromTheFuture": 1 }',
      },
    },
    {
      because: "a command in one text, and a permission that is none",
      files: {
        "opencode.json":
          '{\n"mcp": { "docs": { "type": "local", "command": "npx docs" } },\n"permission": { "bash": "never" }\n}',
      },
      reports: [
        '2:48 "mcp.docs.command" has to be a list.',
        '3:25 "permission.bash" is "never"; it may be ask, allow, deny.',
      ],
    },
    {
      because: "permissions by the key of another version",
      files: { "opencode.json": '{ "permissions": { "edit": "ask" } }' },
      reports: ["1:3 OpenCode 1 refuses `permissions`, which is of OpenCode 2; its own key is `permission`."],
    },
    {
      because: "a command without its text, and a server of no type",
      files: {
        "opencode.json": '{\n"command": { "x": { "description": "d" } },\n"mcp": { "docs": { "command": ["npx"] } }\n}',
      },
      reports: ['2:14 "command.x" has no "template".', '3:10 "mcp.docs" needs a "type", which may be local, remote.'],
    },
  ],
});
