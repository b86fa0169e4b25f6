import { codex } from "../../clients/codex.ts";
import { skillLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingNamespacedName = defineRepositoryRule({
  id: "loading/namespaced-name",
  severity: "off",
  severityFor: { codex: "error" },
  summary: "A plugin's name, a colon and the name of one of its skills have at most 64 characters together.",
  why: "Codex lists a plugin's skills as `plugin:skill` and checks the length of the whole.",
  consequence: "Codex drops the skill with an error that only its log shows.",
  help: "Shorten the skill's name or the plugin's.",
  since: "0.1.0",
  sources: [codex.skillNameLength, codex.pluginManifests],

  *check(repository) {
    if (repository.of("plugin").length === 0) return;
    for (const artifact of repository.of("skill"))
      for (const { code, says, at } of skillLoading(repository, "codex", artifact).reasons)
        if (code === "namespaced-name")
          yield { artifact, client: "codex", message: `Codex drops this skill: ${says}`, ...(at && { at }) };
  },

  examples: [
    {
      because: "64 characters together",
      files: {
        ".claude-plugin/plugin.json": `{"name":"${"p".repeat(31)}"}`,
        [`skills/${"s".repeat(32)}/SKILL.md`]: `---\nname: ${"s".repeat(32)}\ndescription: Counts.\n---\n`,
      },
    },
    {
      because: "65 are one too many",
      files: {
        ".claude-plugin/plugin.json": `{"name":"${"p".repeat(32)}"}`,
        "skills/s/SKILL.md": `---\nname: ${"s".repeat(32)}\ndescription: Counts.\n---\n`,
      },
      reports: [
        `skills/s/SKILL.md:2:7 Codex drops this skill: The name with its plugin's, "${"p".repeat(32)}:${"s".repeat(32)}", has 65 of 64 characters.`,
      ],
    },
  ],
});
