import { layoutOf } from "../../inventory/places/layout.ts";
import { linksWhere, meansFile, placesOf } from "../../inventory/links/link-target.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkLeavesSkill = defineRepositoryRule({
  id: "link/leaves-skill",
  local: true,
  severity: "info",
  summary: "A skill's links stay in the skill's folder.",
  why: "The specification has file references start at the skill's folder. Installers of single skills copy that folder and nothing else.",
  consequence: "The link is dead where somebody installed the skill without the repository around it.",
  help: "Copy the file into the skill, or name the other skill instead of its file.",
  since: "0.1.0",
  yieldsTo: ["link/leaves-plugin"],
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of("skill")) {
      const skill = layout.skillOf(artifact.path) ?? "";
      if (skill === "") continue;
      const leaves = ({ path }: { readonly path: string }): boolean => {
        if (path === "" || !meansFile(path)) return false;
        const there = placesOf(layout, artifact.path, path).filter((place) => place !== undefined && layout.has(place));
        return there.length > 0 && there.every((place) => place !== skill && place?.startsWith(`${skill}/`) !== true);
      };
      for (const { link, target } of linksWhere(artifact, leaves))
        yield { artifact, at: link.range, message: `The link to "${target.path}" leaves the skill's folder.` };
    }
  },

  examples: [
    {
      because: "a reference of the skill",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [the form](references/form.md).\n",
        "skills/git/references/form.md": "# Form\n",
      },
    },
    {
      because: "a file of another skill",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [the form](../pr/form.md).\n",
        "skills/pr/SKILL.md": "---\nname: pr\ndescription: Opens pull requests.\n---\nOpen one.\n",
        "skills/pr/form.md": "# Form\n",
      },
      reports: ['skills/git/SKILL.md:5:6 The link to "../pr/form.md" leaves the skill\'s folder.'],
    },
  ],
});
