import { codexFacts } from "../../clients/codex.ts";
import { skillLoading } from "../../context/loadability.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const loadingLinkedFile = defineRepositoryRule({
  id: "loading/linked-file",
  severity: "off",
  severityFor: { codex: "warning" },
  summary: "A SKILL.md that Codex is to find is no symbolic link itself.",
  why: "Codex follows symbolic links to folders, and passes over a SKILL.md that is one; the other clients follow both.",
  consequence: "Codex does not find the skill.",
  help: "Make the skill's folder the link, instead of the file in it.",
  since: "0.1.0",
  sources: [codexFacts.skillLinks],

  *check(repository) {
    if (!repository.paths.some(({ link, path }) => link !== undefined && path.endsWith("/SKILL.md"))) return;
    for (const artifact of repository.of("skill"))
      for (const { code, says } of skillLoading(repository, "codex", artifact).reasons)
        if (code === "link") yield { artifact, client: "codex", message: `Codex does not find this skill. ${says}` };
  },

  examples: [
    {
      because: "the folder is the link",
      files: {
        ".agents/skills/git": { link: "../../library/git" },
        "library/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
    },
    {
      because: "the file is the link",
      files: {
        ".agents/skills/git/SKILL.md": { link: "../../../library/git/SKILL.md" },
        "library/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
      reports: [
        "library/git/SKILL.md Codex does not find this skill. The SKILL.md is a symbolic link, and only folders may be.",
      ],
    },
  ],
});
