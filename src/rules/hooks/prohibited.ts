import { hasHooks, hooksOf, WITH_HOOKS } from "../../inventory/hooks/hooks.ts";
import { ofType } from "../../inventory/hooks/of-type.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const hooksProhibited = defineArtifactRule({
  id: "hooks/prohibited",
  on: WITH_HOOKS,
  where: hasHooks,
  severity: "off",
  summary: "There are no hooks but those that are allowed.",
  why: "Hooks run programs without a question. An organisation may want to know each of them.",
  consequence: "A program runs on every machine that opens the repository, and nobody agreed to it.",
  help: "Take the hook out, or list its event in `allowed-events` or its command in `allowed-commands`.",
  since: "0.1.0",
  options: { "allowed-events": [], "allowed-commands": [] },
  optionAliases: { events: "allowed-events", commands: "allowed-commands" },
  loosens: { "allowed-events": "more", "allowed-commands": "more" },

  *check(artifact, { "allowed-events": events, "allowed-commands": commands }) {
    for (const hook of hooksOf(artifact)?.hooks ?? []) {
      if (events.includes(hook.event)) continue;
      if (hook.commands.length > 0 && hook.commands.every(({ value }) => commands.includes(value))) continue;
      yield {
        message: `A${ofType(hook.type, "hook").slice(1)} on "${hook.event}" is not allowed here.`,
        at: hook.eventAt,
      };
    }
  },

  examples: [
    { because: "no hooks", files: { ".claude/settings.json": '{ "model": "opus" }' } },
    {
      because: "a hook that nobody allowed",
      files: {
        ".claude/settings.json": '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "make" }] }] } }',
      },
      reports: ['1:14 A command hook on "Stop" is not allowed here.'],
    },
  ],
});
