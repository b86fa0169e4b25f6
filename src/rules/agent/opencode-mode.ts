import { nearest } from "../../model/nearest.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const agentOpencodeMode = defineArtifactRule({
  id: "agent/opencode-mode",
  on: ["agent"],
  severity: "warning",
  summary: "The mode of an OpenCode agent is `primary`, `subagent` or `all`.",
  why: "The mode says who may start the agent: the user, another agent, or both.",
  consequence: "OpenCode does not know who may start the agent.",
  help: "Write one of the three.",
  since: "0.1.0",
  yieldsTo: ["loading/opencode-agent"],
  sources: [{ read: { url: "https://opencode.ai/docs/agents", date: "2026-11-25" } }],
  options: { allowed: [] },
  optionAliases: { known: "allowed" },
  loosens: { allowed: "more" },

  *check(agent, { allowed }) {
    const mode = agent.dialect === "opencode" ? textField(agent, "mode") : undefined;
    if (!mode || [...MODES, ...allowed].includes(mode.value)) return;
    const meant = nearest(mode.value, MODES);
    const hint = meant === undefined ? "" : `; it has "${meant}"`;
    yield { message: `OpenCode had no mode "${mode.value}" on 2026-11-25${hint}.`, at: mode.at };
  },

  examples: [
    {
      because: "a mode, none, and an agent of another client",
      files: {
        ".opencode/agent/a.md": "---\ndescription: Looks.\nmode: subagent\n---\nLook.\n",
        ".opencode/agent/b.md": "---\ndescription: Looks.\n---\nLook.\n",
        ".cursor/agents/c.md": "---\ndescription: Looks.\nmode: agent\n---\nLook.\n",
      },
    },
    {
      because: "a slip, and a mode of another client",
      files: {
        ".opencode/agent/a.md": "---\ndescription: Looks.\nmode: sub-agent\n---\nLook.\n",
        ".opencode/agent/b.md": "---\ndescription: Looks.\nmode: chat\n---\nLook.\n",
      },
      reports: [
        '.opencode/agent/a.md:3:7 OpenCode had no mode "sub-agent" on 2026-11-25; it has "subagent".',
        '.opencode/agent/b.md:3:7 OpenCode had no mode "chat" on 2026-11-25.',
      ],
    },
  ],
});

const MODES: readonly string[] = ["primary", "subagent", "all"];
