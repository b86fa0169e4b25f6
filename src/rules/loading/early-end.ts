import { claudeCode } from "../../clients/claude-code.ts";
import { agentLoading, skillLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingEarlyEnd = defineRepositoryRule({
  id: "loading/early-end",
  severity: "off",
  severityFor: { "claude-code": "error" },
  summary: "No value of the frontmatter holds three hyphens.",
  why: "Claude Code ends the frontmatter at the next `---`, also in the middle of a value. Other clients read on.",
  consequence:
    "Claude Code cuts the value there, and every field behind it is lost: `disable-model-invocation`, `tools`.",
  help: "Write a dash (—) or two hyphens, or put the text into the body.",
  since: "0.1.0",
  sources: [claudeCode.frontmatterEnd],

  *check(repository) {
    for (const artifact of repository.of("skill", "agent")) {
      const { reasons } =
        artifact.kind === "skill"
          ? skillLoading(repository, "claude-code", artifact)
          : agentLoading(repository, "claude-code", artifact);
      const read = reasons.every(({ outcome }) => outcome !== "not-read");
      const end = reasons.find(({ code, says }) => code === "frontmatter" && says.includes("ends at this"));
      if (!read || !end?.at) continue;
      const message = "Claude Code ends the frontmatter here, and loses what follows.";
      yield { artifact, message, at: end.at, client: "claude-code" };
    }
  },

  examples: [
    {
      because: "three hyphens in the body, and two in a value",
      files: { ".claude/skills/a/SKILL.md": "---\nname: a\ndescription: Compares A -- and B.\n---\nA\n\n---\n\nB\n" },
    },
    {
      because: "the flag behind the value is lost",
      files: {
        ".claude/skills/a/SKILL.md":
          "---\nname: a\ndescription: Compares A --- and B.\ndisable-model-invocation: true\n---\nCompare.\n",
      },
      reports: ["3:25 Claude Code ends the frontmatter here, and loses what follows."],
    },
  ],
});
