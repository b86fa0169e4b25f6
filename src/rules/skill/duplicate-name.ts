import { folderOf } from "../../inventory/places/layout.ts";
import { textField } from "../../model/field.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const skillDuplicateName = defineRepositoryRule({
  id: "skill/duplicate-name",
  severity: "warning",
  summary: "No two skills that are installed together have the same name.",
  why: "A client that finds two skills of one name in a folder lists one of them, or both under a name that fits neither.",
  consequence: "One of the skills is never used, and which one depends on the client.",
  help: "Rename one of them, or remove the copy.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://agentskills.io/client-implementation/adding-skills-support", date: "2026-11-21" } },
  ],

  *check(repository) {
    const named = repository.of("skill").flatMap((skill) => {
      const field = textField(skill, "name");
      const root = rootOf(skill.path);
      return field && field.value !== "" && root !== undefined ? [{ skill, root, ...field }] : [];
    });
    const groups = group(named, ({ root, value }) => JSON.stringify([root, value.normalize("NFKC")]));
    for (const [first, ...others] of groups.values())
      for (const { skill, at, value } of others)
        if (first)
          yield {
            artifact: skill,
            at,
            message: `The name "${value}" is also that of "${folderOf(first.skill.path)}".`,
            related: [{ path: first.skill.path, message: "The other skill of this name." }],
          };
  },

  examples: [
    {
      because: "copies for different clients are not installed together",
      files: {
        ".claude/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
    },
    {
      because: "a copy whose name was kept",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git-old/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
      reports: ['skills/git/SKILL.md:2:7 The name "git" is also that of "skills/git-old".'],
    },
  ],
});

/** The outermost folder `skills` that a skill lies in, up to which one installation reaches. */
function rootOf(path: string): string | undefined {
  const found = /^(?:.*?\/)?skills(?=\/)/.exec(path);
  return found?.[0];
}
