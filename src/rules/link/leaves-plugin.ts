import { layoutOf } from "../../inventory/places/layout.ts";
import { linksWhere, meansFile, placesOf } from "../../inventory/links/link-target.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkLeavesPlugin = defineRepositoryRule({
  id: "link/leaves-plugin",
  local: true,
  severity: "warning",
  summary: "A link in a plugin stays in the plugin.",
  why: "An installed plugin is a copy of its folder. What lies beside the folder in the repository is not copied.",
  consequence: "The link works in the repository and is dead for everybody who installs the plugin.",
  help: "Copy the file into the plugin, link to it by URL, or put a symbolic link to it into the plugin.",
  since: "0.1.0",
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of("skill", "agent", "command", "output-style")) {
      const plugin = layout.pluginOf(artifact.path);
      if (plugin === undefined || plugin === "") continue; // the checked folder is all there is to copy
      const leaves = ({ path }: { readonly path: string }): boolean => {
        if (!path.includes("../") || !meansFile(path)) return false;
        const places = placesOf(layout, artifact.path, path).filter((place) => place !== undefined);
        const there = places.filter((place) => layout.has(place));
        return there.length > 0 && there.every((place) => !place.startsWith(`${plugin}/`) && place !== plugin);
      };
      for (const { link, target } of linksWhere(artifact, leaves))
        yield { artifact, at: link.range, message: `The link to "${target.path}" leaves the plugin's folder.` };
    }
  },

  examples: [
    {
      because: "another skill of the same plugin",
      files: {
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git" }',
        "plugins/git/skills/commit/SKILL.md":
          "---\nname: commit\ndescription: Commits.\n---\nThen [push](../push/SKILL.md).\n",
        "plugins/git/skills/push/SKILL.md": "---\nname: push\ndescription: Pushes.\n---\nPush.\n",
      },
    },
    {
      because: "the skill of another plugin",
      files: {
        "plugins/git/.claude-plugin/plugin.json": '{ "name": "git" }',
        "plugins/git/skills/commit/SKILL.md":
          "---\nname: commit\ndescription: Commits.\n---\nThen [deploy](../../../ci/skills/deploy/SKILL.md).\n",
        "plugins/ci/.claude-plugin/plugin.json": '{ "name": "ci" }',
        "plugins/ci/skills/deploy/SKILL.md": "---\nname: deploy\ndescription: Deploys.\n---\nDeploy.\n",
      },
      reports: [
        'plugins/git/skills/commit/SKILL.md:5:6 The link to "../../../ci/skills/deploy/SKILL.md" leaves the plugin\'s folder.',
      ],
    },
  ],
});
