import { isPluginAgent } from "../../inventory/teams/agents.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentBypassPermissions = defineArtifactRule({
  id: "agent/bypass-permissions",
  on: ["agent"],
  severity: "warning",
  summary: "No agent of a project skips the questions for permission.",
  why: "With `bypassPermissions` the agent runs commands and writes files without asking whoever checked the project out.",
  consequence: "Whatever talks the agent into a command runs it on each developer's machine.",
  help: "Take the field out, or use `acceptEdits` and allow single commands in the settings.",
  since: "0.1.0",
  sources: [{ read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } }],

  *check(agent) {
    if (agent.dialect !== "claude-code" || isPluginAgent(agent)) return;
    const mode = textField(agent, "permissionMode");
    if (mode?.value === "bypassPermissions") yield { message: "The agent runs commands without asking.", at: mode.at };
  },

  examples: [
    {
      because: "a mode that asks",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\npermissionMode: acceptEdits\n---\nA.\n" },
    },
    {
      because: "a mode that does not ask",
      files: { ".claude/agents/a.md": "---\nname: a\ndescription: A.\npermissionMode: bypassPermissions\n---\nA.\n" },
      reports: ["4:17 The agent runs commands without asking."],
    },
  ],
});
