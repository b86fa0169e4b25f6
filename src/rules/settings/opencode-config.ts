import { OPENCODE_CONFIG } from "../../clients/forms/opencode-config.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { entryOf } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";
import { missingNamedFile } from "../missing-named-file.ts";

export const settingsOpencodeConfig = defineRepositoryRule({
  id: "settings/opencode-config",
  local: true,
  severity: "error",
  summary: "The values of OpenCode's configuration are of the form that it asks for.",
  why: "OpenCode checks its configuration when it starts. The form of another client, such as a command in one text, is none of its own, and a file that `{file:…}` names has to be there.",
  consequence: "OpenCode says “Configuration is invalid”, and does not start.",
  help: "Write the value as the message says; `opencode debug config` shows what OpenCode makes of the file.",
  since: "0.1.0",
  sources: [opencodeFacts.configuration, opencodeFacts.laterConfiguration, opencodeFacts.fileReferences],

  *check(repository) {
    for (const artifact of repository.of("settings")) {
      const { data, dialect, path, source } = artifact;
      if (dialect !== "opencode" || !data) continue;
      const about = { artifact, client: "opencode" as const };
      for (const { message, at } of misfits(data, OPENCODE_CONFIG, "")) yield { ...about, message, at };
      const later = entryOf(data, opencodeFacts.laterConfiguration.value);
      const message = "OpenCode 1 refuses `permissions`, which is of OpenCode 2; its own key is `permission`.";
      if (later) yield { ...about, message, at: later.keyRange };
      for (const { file, at } of fileReferences(source.text)) {
        const missing = missingNamedFile(repository, path, file);
        if (missing !== undefined) yield { ...about, message: `There is no "${missing}", which is named here.`, at };
      }
    }
  },

  examples: [
    {
      because: "a server, permissions, and a key that nobody knows",
      files: {
        "opencode.json":
          '{ "mcp": { "docs": { "type": "local", "command": ["npx", "docs"] }, "off": { "enabled": false } }, "lsp": { "go": { "disabled": true } }, "permission": { "bash": { "git *": "allow" } }, "fromTheFuture": 1 }',
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
    {
      because: "files that are named: one is there, one is the user's own, one stands in a comment, one is not there",
      files: {
        "opencode.jsonc":
          '{ "agent": { "a": { "prompt": "{file:./prompts/a.md}" },\n"b": { "prompt": "{file:~/b.md}" },\n// "c": { "prompt": "{file:./c.md}" },\n"d": { "prompt": "Do. {file:./prompts/d.md}" } } }',
        "prompts/a.md": "Do.\n",
      },
      reports: ['opencode.jsonc:4:23 There is no "prompts/d.md", which is named here.'],
    },
    {
      because: "an agent's colour by its name, steps that are none, and a formatter in one text",
      files: {
        "opencode.json":
          '{\n"agent": { "a": { "color": "green", "steps": 0 } },\n"formatter": { "b": { "command": "make format" } },\n"lsp": null\n}',
      },
      reports: [
        '2:28 "agent.a.color" "green" is of a form that it refuses.',
        '2:46 "agent.a.steps" has to be a whole number above 0.',
        '3:34 "formatter.b.command" has to be a list.',
        '4:8 "lsp" has to be a map or true or false.',
      ],
    },
    {
      because: "patterns of a permission that has none",
      files: { "opencode.json": '{ "permission": { "webfetch": { "*": "deny" }, "read": { "*.env": "deny" } } }' },
      reports: ['1:19 "permission.webfetch" has to be a text.'],
    },
  ],
});

const OPEN = opencodeFacts.fileReferences.value;

/** The files that a configuration names, each with its place; what stands in a line of comment is not named. */
function* fileReferences(text: string): Generator<{ readonly file: string; readonly at: Range }> {
  let offset = 0;
  for (const line of text.split("\n")) {
    let start = line.trimStart().startsWith("//") ? -1 : line.indexOf(OPEN);
    while (start !== -1) {
      const end = line.indexOf("}", start);
      if (end === -1) break;
      const file = line.slice(start + OPEN.length, end).trim();
      if (file !== "") yield { file, at: { start: offset + start, end: offset + end + 1 } };
      start = line.indexOf(OPEN, end);
    }
    offset += line.length + 1;
  }
}
