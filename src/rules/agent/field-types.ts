import { AGENT_FIELDS, AGENT_TYPE_NAMES, hasAgentType } from "../../clients/agent-fields.ts";
import { isProjectAgent } from "../../inventory/teams/agents.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** What `agent/name-required`, `agent/description-required` and `hooks/shape` report of Claude Code's agents. */
const SAID: ReadonlySet<string> = new Set(["name", "description", "hooks"]);
/** What `agent/lost-guard` reports. */
const GUARD = "disallowedTools";

export const agentFieldTypes = defineArtifactRule({
  id: "agent/field-types",
  on: ["agent", "agent-file"],
  severity: "warning",
  summary: "The fields of an agent have the types that its client reads.",
  why: "Clients ignore a field whose value they cannot use, without a word.",
  consequence: "The agent runs without what the field says.",
  help: "Give the field the type that the message names.",
  since: "0.1.0",
  yieldsTo: ["loading/copilot-fields"],
  sources: [
    { read: { url: "https://code.claude.com/docs/en/sub-agents", date: "2026-11-21" } },
    { read: { url: "https://docs.github.com/en/copilot/reference/custom-agents-configuration", date: "2026-11-21" } },
    { read: { url: "https://kiro.dev/docs/custom-agents/configuration-reference", date: "2026-11-25" } },
    { read: { url: "https://opencode.ai/docs/agents", date: "2026-11-25" } },
  ],

  *check(agent) {
    if (agent.dialect === "opencode" || agent.dialect === "gemini-cli") return; // loading/* reports what they refuse
    const fields = agent.dialect && AGENT_FIELDS[agent.dialect];
    const data = agent.kind === "agent" ? agent.frontmatter?.data : agent.data;
    for (const { key, value } of fields && data?.kind === "map" ? data.entries : []) {
      if (agent.dialect === "claude-code" && isProjectAgent(agent.path) && SAID.has(key)) continue;
      if (agent.dialect === "claude-code" && key === GUARD) continue;
      const type = fields && Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (type && value.kind !== "null" && !hasAgentType(value, type))
        yield { message: `\`${key}\` has to be ${AGENT_TYPE_NAMES[type]}.`, at: value.range };
    }
  },

  examples: [
    {
      because: "an agent of Kiro, and those of OpenCode and Codex, which have rules of their own",
      files: {
        ".kiro/agents/a.json": '{ "name": "a", "tools": ["*"], "includeMcpJson": true, "prompt": null }\n',
        ".opencode/agent/b.md": "---\ndescription: Looks.\ntemperature: warm\n---\nLook.\n",
        ".codex/agents/c.toml": "name = 1\n",
      },
    },
    {
      because: "switches that are numbers, and a number that is a text",
      files: {
        ".kiro/agents/a.json": '{ "name": "a",\n"includeMcpJson": 1 }\n',
        ".cursor/agents/b.md": "---\ndescription: Looks.\nreadonly: maybe\n---\nLook.\n",
      },
      reports: [
        ".cursor/agents/b.md:3:11 `readonly` has to be true or false.",
        ".kiro/agents/a.json:2:19 `includeMcpJson` has to be true or false.",
      ],
    },
    {
      because: "tools as one text or as a list",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: Read, Grep\nmaxTurns: 5\n---\nA.\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: B.\ntools: [Read, Grep]\nskills:\n  - git\n---\nB.\n",
      },
    },
    {
      because: "a number of turns in words, and tools as a map",
      files: {
        ".claude/agents/a.md": "---\nname: a\ndescription: A.\ntools: { Read: true }\nmaxTurns: many\n---\nA.\n",
      },
      reports: [
        "4:8 `tools` has to be a text with commas, or a list of texts.",
        "5:11 `maxTurns` has to be a whole number above zero.",
      ],
    },
    {
      because: "a list of MCP servers is Copilot's map of them",
      files: { ".github/agents/a.agent.md": "---\ndescription: A.\nmcp-servers: [github]\n---\nA.\n" },
      reports: ["3:14 `mcp-servers` has to be a map."],
    },
  ],
});
