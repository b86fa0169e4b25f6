import { codexFacts } from "../../clients/codex.ts";
import { CODEX_AGENT_KEYS } from "../../clients/forms/codex-agent-keys.ts";
import { stringAtKeys } from "../../inventory/manifests/plugins.ts";
import { valueAt } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const agentCodexFields = defineRepositoryRule({
  id: "agent/codex-fields",
  severity: "error",
  summary:
    "An agent of Codex has a name, a description and developer instructions, and no key that Codex does not know.",
  why: "Codex reads every file below `.codex/agents` and checks the three. `config.toml` may give the name and the description instead. Of keys that it does not know only those that resemble a known one are reported.",
  consequence: "Codex refuses the agent, and says so in its log only.",
  help: "Add the field that the message names, or correct its spelling.",
  since: "0.1.0",
  sources: [
    codexFacts.agentRole,
    codexFacts.agentRoleFields,
    {
      read: {
        url: "https://github.com/openai/codex/blob/13730471d804ca158c0f987f8b3307a26d22572b/codex-rs/core/src/config/agent_roles.rs",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const agents = repository.of("agent-file").filter(({ dialect }) => dialect === "codex");
    if (agents.length === 0) return;
    const declared = repository.of("settings").flatMap(({ dialect, data }) => {
      const roles = dialect === "codex" ? valueAt(data, "agents") : undefined;
      return roles?.kind === "map"
        ? roles.entries.flatMap(({ value }) => stringAtKeys(value, "config_file") ?? [])
        : [];
    });
    for (const artifact of agents) {
      const { data, path } = artifact;
      if (data?.kind !== "map") continue;
      for (const { key, keyRange } of data.entries) {
        const meant = CODEX_AGENT_KEYS.includes(key) ? undefined : nearest(key, CODEX_AGENT_KEYS);
        if (meant === undefined) continue;
        yield { artifact, message: `Codex knows no "${key}" of an agent; did you mean "${meant}"?`, at: keyRange };
      }
      const elsewhere = declared.some((file) => path.endsWith(file.slice(file.lastIndexOf("/") + 1)));
      for (const field of elsewhere ? ["developer_instructions"] : ["name", "description", "developer_instructions"]) {
        const value = valueAt(data, field);
        if (!value) yield { artifact, message: `The agent has no ${field}.`, at: { start: 0, end: 1 } };
        else if (value.kind !== "string" || value.value.trim() === "")
          yield { artifact, message: `The agent's ${field} has to be a text that is not blank.`, at: value.range };
      }
    }
  },

  examples: [
    {
      because: "all three",
      files: {
        ".codex/agents/reviewer.toml":
          'name = "reviewer"\ndescription = "Reviews."\ndeveloper_instructions = "Review."\n',
      },
    },
    {
      because: "`config.toml` gives name and description",
      files: {
        ".codex/agents/reviewer.toml": 'developer_instructions = "Review."\n',
        ".codex/config.toml": '[agents.reviewer]\ndescription = "Reviews."\nconfig_file = "agents/reviewer.toml"\n',
      },
    },
    {
      because: "no instructions, and a blank description",
      files: { ".codex/agents/reviewer.toml": 'name = "reviewer"\ndescription = " "\n' },
      reports: [
        "1:1 The agent has no developer_instructions.",
        "2:15 The agent's description has to be a text that is not blank.",
      ],
    },
    {
      because: "a slip: Codex leaves the whole agent out",
      files: {
        ".codex/agents/reviewer.toml":
          'name = "reviewer"\ndescription = "Reviews."\ndeveloper_instructions = "Review."\nmodle = "gpt-5"\n',
      },
      reports: ['4:1 Codex knows no "modle" of an agent; did you mean "model"?'],
    },
  ],
});
