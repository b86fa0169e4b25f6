import { opencode } from "../../clients/opencode.ts";
import { agentLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingOpencodeAgent = defineRepositoryRule({
  id: "loading/opencode-agent",
  severity: "error",
  summary: "The fields of an OpenCode agent are of the form that OpenCode asks for.",
  why: "OpenCode checks agents with its configuration: `tools` is a map of true and false, a permission is ask, allow or deny, a color is `#rrggbb` or one of seven names.",
  consequence: "OpenCode says “Configuration is invalid”, and does not start.",
  help: "Write the field as the message says.",
  since: "0.1.0",
  sources: [opencode.agentFields],

  *check(repository) {
    for (const artifact of repository.of("agent")) {
      if (artifact.dialect !== "opencode") continue;
      for (const { code, says, at, outcome } of agentLoading(repository, "opencode", artifact).reasons)
        if (outcome === "dropped" && code === "field")
          yield { artifact, message: `OpenCode does not start: ${says}`, client: "opencode", ...(at && { at }) };
    }
  },

  examples: [
    {
      because: "tools by name, and a permission",
      files: {
        ".opencode/agents/review.md":
          "---\ndescription: Reviews.\nmode: subagent\ntools:\n  write: false\npermission:\n  bash: ask\n---\nReview.\n",
      },
    },
    {
      because: "tools as another client has them, and a colour that OpenCode does not have",
      files: {
        ".opencode/agents/review.md": "---\ndescription: Reviews.\ntools: Read, Grep\ncolor: red\n---\nReview.\n",
      },
      reports: [
        "3:8 OpenCode does not start: `tools` is a text, not a map.",
        '4:8 OpenCode does not start: `color` "red" is of a form that it refuses.',
      ],
    },
  ],
});
