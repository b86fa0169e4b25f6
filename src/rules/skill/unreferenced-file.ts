import { folderOf, layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const skillUnreferencedFile = defineRepositoryRule({
  id: "skill/unreferenced-file",
  local: true,
  severity: "off",
  summary: "Every file in a skill's references, scripts and assets is named in one of its texts.",
  why: "An agent reads and runs what the skill tells it to. A file that no text names, nor its folder, is found by chance only.",
  consequence: "The file is installed with the skill and never used.",
  help: "Say in SKILL.md when to use it, or remove it.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check(repository) {
    const layout = layoutOf(repository);
    for (const skill of repository.of("skill")) {
      const folder = folderOf(skill.path);
      const own = layout.below(folder).filter((path) => layout.skillOf(path) === folder);
      const texts = own.flatMap((path) =>
        /\.(?:md|py|sh|js|ts|json|ya?ml)$/.test(path) ? [{ path, text: repository.source(path)?.text ?? "" }] : [],
      );
      for (const path of own) {
        const inner = path.slice(folder === "" ? 0 : folder.length + 1);
        if (!/^(?:references?|scripts?|assets)\//.test(inner)) continue;
        const name = inner.slice(inner.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
        const parent = folderOf(inner);
        if (
          !texts.some(
            (one) =>
              one.path !== path && (one.text.includes(name) || (parent.includes("/") && one.text.includes(parent))),
          )
        )
          yield { path, message: `No text of the skill names "${inner}".` };
      }
    }
  },

  examples: [
    {
      because: "SKILL.md names it",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead `references/form.md`.\n",
        "skills/git/references/form.md": "# Form\n",
      },
    },
    {
      because: "nobody names it",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/references/form.md": "# Form\n",
      },
      reports: ['skills/git/references/form.md No text of the skill names "references/form.md".'],
    },
  ],
});
