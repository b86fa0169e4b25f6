import { CODEX_HOOKS } from "../../clients/forms/codex-config.ts";
import { codexFacts } from "../../clients/codex.ts";
import { hooksOf } from "../../inventory/hooks/hooks.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksCodexFile = defineArtifactRule({
  id: "hooks/codex-file",
  on: ["hooks"],
  severity: "error",
  summary: "A hooks.json of Codex is of the form that Codex asks for.",
  why: "Codex reads the whole file into one form: a key that it does not know, a `version` as other clients have it, or one handler of another type makes all of it invalid.",
  consequence: "No hook of the file loads, and Codex goes on.",
  help: "Take out what Codex does not know, and write values as the message says.",
  since: "0.1.0",
  sources: [codexFacts.hooksFile, codexFacts.hookSkipped],

  *check(artifact) {
    const { path, data } = artifact;
    if (!/(?:^|\/)\.codex\/hooks\.json$/.test(path) || !data) return;
    // Of guards hooks/lost-guard speaks.
    for (const { message, at, loose, guard } of hooksOf(artifact)?.faults ?? [])
      if (loose && !guard) yield { message, at, client: "codex", consequence: "Codex passes over the hook." };
    for (const { message, at } of misfits(data, CODEX_HOOKS, "")) yield { message, at, client: "codex" };
  },

  examples: [
    {
      because: "groups of handlers, and an event that nobody knows",
      files: {
        ".codex/hooks.json":
          '{ "description": "Ours", "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make", "timeout": 5 }] }], "Tomorrow": [] } }',
      },
    },
    {
      because: "a list without anything in it, which Codex takes for an empty map",
      files: { ".codex/hooks.json": '{ "hooks": [] }' },
    },
    {
      because: "a list of groups",
      files: { ".codex/hooks.json": '{ "hooks": [{ "hooks": [] }] }' },
      reports: ['1:12 "hooks" has to be a map.'],
    },
    {
      because: "a version, as Copilot and Cursor have it",
      files: { ".codex/hooks.json": '{ "version": 1, "hooks": {} }' },
      reports: ['1:3 There may be no "version".'],
    },
    {
      because: "a handler of another client, and a number in quotes",
      files: {
        ".codex/hooks.json":
          '{ "hooks": { "Stop": [{ "hooks": [\n{ "type": "http", "url": "https://a.example" },\n{ "type": "command", "command": "make", "timeout": "5" }\n] }] } }',
      },
      reports: [
        '2:1 "hooks.Stop.hooks" needs a "type", which may be command, mcp_tool, prompt, agent.',
        '3:52 "hooks.Stop.hooks.timeout" has to be a number.',
      ],
    },
    {
      because: "a handler right below its event, as other clients have it, and null for what may be left out",
      files: {
        ".codex/hooks.json":
          '{ "description": null, "hooks": { "Stop": [{ "type": "command", "command": "make" }, { "matcher": null, "hooks": [] }] } }',
      },
      reports: ['1:46 The handlers of "Stop" have to stand in a list "hooks".'],
    },
  ],
});
