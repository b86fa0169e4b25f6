import { folderOf } from "../../inventory/places/layout.ts";
import { textField } from "../../model/field.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const skillDescriptionDuplicate = defineRepositoryRule({
  id: "skill/description-duplicate",
  severity: "off",
  summary: "No two skills of different names have the same description.",
  why: "An agent chooses by the description. Where two are equal it cannot tell the skills apart.",
  consequence: "One of the skills is used where the other is meant.",
  help: "Say in each what the other is not for.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check(repository) {
    const described = repository.of("skill").flatMap((skill) => {
      const field = textField(skill, "description");
      const name = textField(skill, "name")?.value ?? folderOf(skill.path);
      return field && field.value !== "" ? [{ skill, name, ...field }] : [];
    });
    for (const [first, ...others] of group(described, ({ value }) => value).values())
      for (const { skill, name, at } of others)
        if (first && name !== first.name)
          yield { artifact: skill, at, message: `The skill "${first.name}" has the same description.` };
  },

  examples: [
    {
      because: "copies of one skill",
      files: {
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
    },
    {
      because: "two skills",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/hg/SKILL.md": "---\nname: hg\ndescription: Commits.\n---\nCommit.\n",
      },
      reports: ['skills/hg/SKILL.md:3:14 The skill "git" has the same description.'],
    },
  ],
});
