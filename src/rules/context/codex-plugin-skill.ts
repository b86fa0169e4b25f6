import { codexFacts } from "../../clients/codex.ts";
import { thousands } from "../../model/numbers.ts";
import { lossOf, lostPart } from "../../context/loss.ts";
import { folderOf } from "../../inventory/places/layout.ts";
import { valueAt } from "../../model/data.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const contextCodexPluginSkill = defineRepositoryRule({
  id: "context/codex-plugin-skill",
  severity: "off",
  severityFor: { codex: "warning" },
  summary: "A skill of an Agent Plugin has at most 8,000 bytes, its frontmatter counted.",
  why: "Codex since 0.147 hands the model the first 8,000 bytes of such a skill. A plugin is one where its root plugin.json names an Agent Plugins schema.",
  consequence: "The model follows the first part of the skill and never sees the rest.",
  help: "Move parts into files beside the skill and name them in it, or take `$schema` out of the root plugin.json.",
  since: "0.1.0",
  sources: [codexFacts.pluginSkillBytes],
  outline: true,

  *check(repository) {
    const roots = agentPlugins(repository);
    if (roots.length === 0) return;
    const limit = codexFacts.pluginSkillBytes.value;
    for (const artifact of repository.of("skill")) {
      if (artifact.source.bytes <= limit || !roots.some((root) => artifact.path.startsWith(root))) continue;
      const loss = lossOf(artifact, limit);
      if (!loss) continue;
      yield {
        artifact,
        client: "codex",
        at: { start: loss.offset, end: loss.offset },
        message: `Codex reads ${thousands(limit)} of the ${thousands(artifact.source.bytes)} bytes of this plugin's skill: ${lostPart(loss)}.`,
      };
    }
  },

  examples: [
    {
      because: "a plugin without the schema is read whole",
      files: {
        "plugin.json": '{"name":"git"}',
        "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"x".repeat(8000)}\n`,
      },
    },
    {
      because: "9,000 bytes in an Agent Plugin",
      files: {
        "plugin.json": '{"$schema":"https://agent-plugins.org/schemas/1.0.0/plugin.schema.json","name":"git"}',
        "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"x".repeat(8951)}\n\n# Undo\n`,
      },
      reports: [
        'skills/git/SKILL.md:5:7961 Codex reads 8,000 of the 9,000 bytes of this plugin\'s skill: the last 1,000 bytes are lost, and the first heading that is lost is "Undo".',
      ],
    },
  ],
});

/** The roots of Agent Plugins, with a slash at the end unless the checked folder is one. */
function agentPlugins(repository: Repository): readonly string[] {
  return repository.of("plugin").flatMap(({ path, data }) => {
    const schema = valueAt(data, "$schema");
    const folder = folderOf(path);
    if (path !== (folder === "" ? "plugin.json" : `${folder}/plugin.json`)) return [];
    if (schema?.kind !== "string" || !schema.value.startsWith(codexFacts.agentPluginsSchema.value)) return [];
    return [folder === "" ? "" : `${folder}/`];
  });
}
