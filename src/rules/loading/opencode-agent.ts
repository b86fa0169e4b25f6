import { opencodeFacts } from "../../clients/opencode.ts";
import { agentLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingOpencodeAgent = defineRepositoryRule({
  id: "loading/opencode-agent",
  severity: "error",
  summary: "The fields of a subagent of OpenCode are of the types, and of the values, that OpenCode knows.",
  why: "OpenCode checks its configuration, subagents included, before it starts.",
  consequence: "OpenCode says “Configuration is invalid”, and does not start in this repository.",
  help: "Write the field as the message says, or take it out.",
  since: "0.1.0",
  sources: [opencodeFacts.agentFields, { read: { url: "https://opencode.ai/docs/agents", date: "2026-11-25" } }],

  *check(repository) {
    for (const artifact of repository.of("agent")) {
      if (artifact.dialect !== "opencode") continue;
      for (const { code, says, at, outcome } of agentLoading(repository, "opencode", artifact).reasons)
        if (outcome === "dropped" && code !== "yaml" && code !== "unreadable")
          // file/syntax and file/unreadable report it
          yield { artifact, message: `OpenCode does not start: ${says}`, client: "opencode", ...(at && { at }) };
    }
  },

  examples: [
    {
      because: "a map of tools, and a permission",
      files: {
        ".opencode/agents/finder.md":
          "---\ndescription: Finds.\nmode: subagent\ntools: { bash: false }\npermission: { edit: deny }\n---\nFind.\n",
      },
    },
    {
      because: "tools that are a text, a permission that is false, a colour by its name",
      files: {
        ".opencode/agents/finder.md":
          "---\ndescription: Finds.\ntools: Bash, Read\npermission: { edit: false }\ncolor: red\n---\nFind.\n",
      },
      reports: [
        "3:8 OpenCode does not start: `tools` is a text, not a map.",
        '4:21 OpenCode does not start: "permission.edit" has to be a text or a map.',
        '5:8 OpenCode does not start: `color` "red" is of a form that it refuses.',
      ],
    },
    {
      because: "patterns of a permission that has none, and patterns below a pattern",
      files: {
        ".opencode/agents/finder.md":
          "---\ndescription: Finds.\npermission:\n  webfetch: { '*': deny }\n  bash: { git: { push: deny } }\n---\nFind.\n",
      },
      reports: [
        '4:3 OpenCode does not start: "permission.webfetch" has to be a text.',
        '5:11 OpenCode does not start: "permission.bash.git" has to be a text.',
      ],
    },
  ],
});
