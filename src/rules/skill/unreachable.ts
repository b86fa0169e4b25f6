import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillUnreachable = defineArtifactRule({
  id: "skill/unreachable",
  on: ["skill"],
  severity: "off",
  summary: "A skill can be invoked by the model or by the user.",
  why: "`disable-model-invocation: true` takes it from the model, `user-invocable: false` from the user. A subagent may still name it.",
  consequence: "In Claude Code nobody can use the skill unless an agent lists it.",
  help: "Take one of the two fields out.",
  since: "0.1.0",
  sources: [
    {
      read: { url: "https://claude-code-best-practics.netlify.app/best-practices/skills", date: "2026-11-21" },
    },
  ],

  *check({ frontmatter }) {
    const model = entryOf(frontmatter?.data, "disable-model-invocation");
    const user = entryOf(frontmatter?.data, "user-invocable");
    if (model?.value.kind === "boolean" && model.value.value && user?.value.kind === "boolean" && !user.value.value)
      yield { message: "Neither the model nor the user can invoke the skill.", at: model.keyRange };
  },

  examples: [
    {
      because: "the user can",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\ndisable-model-invocation: true\n---\nCommit.\n",
      },
    },
    {
      because: "nobody can",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\ndisable-model-invocation: true\nuser-invocable: false\n---\nCommit.\n",
      },
      reports: ["4:1 Neither the model nor the user can invoke the skill."],
    },
  ],
});
