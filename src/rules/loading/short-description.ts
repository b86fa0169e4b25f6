import { codex } from "../../clients/codex.ts";
import { skillLoading } from "../../context/loadability.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingShortDescription = defineRepositoryRule({
  id: "loading/short-description",
  severity: "off",
  severityFor: { codex: "error" },
  summary: "The `short-description` below a skill's metadata has at most 1,024 characters.",
  why: "Codex reads that field of its own and holds it to the bound of a description.",
  consequence: "Codex drops the skill with an error that only its log shows.",
  help: "Shorten it to one sentence.",
  since: "0.1.0",
  sources: [codex.skillDescriptionLength],

  *check(repository) {
    for (const artifact of repository.of("skill")) {
      if (!valueAt(artifact.frontmatter?.data, "metadata", "short-description")) continue;
      for (const { code, says, at } of skillLoading(repository, "codex", artifact).reasons)
        if (code === "short-description")
          yield { artifact, client: "codex", message: `Codex drops this skill: ${says}`, ...(at && { at }) };
    }
  },

  examples: [
    {
      because: "one sentence",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nmetadata:\n  short-description: Commits\n---\n",
      },
    },
    {
      because: "1,025 characters",
      files: {
        "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\nmetadata:\n  short-description: ${"x".repeat(1025)}\n---\n`,
      },
      reports: ["5:22 Codex drops this skill: The short description has 1,025 of 1,024 characters."],
    },
  ],
});
