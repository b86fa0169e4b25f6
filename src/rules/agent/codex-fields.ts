import { codexFacts } from "../../clients/codex.ts";
import { agentLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const agentCodexFields = defineRepositoryRule({
  id: "agent/codex-fields",
  severity: "error",
  summary:
    "An agent of Codex has a name, a description and developer instructions, and no key that Codex does not know.",
  why: "Codex reads every file below `.codex/agents` and checks the three. `config.toml` may give the name and the description instead. They are a configuration of its own, with values of the same form. Of keys that it does not know those are reported that resemble a known one, or that other clients have.",
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
    for (const artifact of repository.of("agent-file")) {
      if (artifact.dialect !== "codex") continue;
      for (const { code, says, at, outcome } of agentLoading(repository, "codex", artifact).reasons)
        if (outcome === "dropped" && code !== "yaml")
          // file/syntax reports it
          yield { artifact, message: says, at: at ?? { start: 0, end: 1 } };
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
    {
      because: "fields of other clients, and values of another form",
      files: {
        ".codex/agents/reviewer.toml":
          'name = "reviewer"\ndescription = "Reviews."\ndeveloper_instructions = "Review."\ncolor = "red"\ntools = "Read, Grep"\nmodel = 5\n',
      },
      reports: [
        '4:1 Codex knows no "color" of an agent; it is a field of other clients.',
        '5:9 "tools" has to be a map.',
        '6:9 "model" has to be a text.',
      ],
    },
  ],
});
