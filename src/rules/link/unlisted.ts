import { unlistedLinks } from "../../inventory/links/linked-files.ts";
import { namesConfiguration } from "../../inventory/links/names-configuration.ts";
import { folderOf, pathFrom } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkUnlisted = defineRepositoryRule({
  id: "link/unlisted",
  severity: "warning",
  summary: "A symbolic link with the name of agent configuration leads to what agent-ci sees.",
  why: "A client follows the link and loads whatever lies at its end: what a build makes, what git ignores, or what somebody puts there later. None of it was checked.",
  consequence: "The agent works by files that nobody reviewed, or finds a dead link.",
  help: "Let the link lead to files that are in git, or remove it. Put into `ignore` what no client is to load.",
  since: "0.1.0",
  yieldsTo: ["plugin/agent-plugins-components"],

  *check({ paths, linked, entry }) {
    for (const { path, link } of unlistedLinks(paths, linked)) {
      const target = link.startsWith("/") ? undefined : pathFrom(folderOf(path), link);
      if (target === undefined || !namesConfiguration(path)) continue; // link/leaves-root reports what leads out
      const there = entry(path);
      if (there?.type === "file") continue; // it is read
      yield {
        path,
        message: there
          ? `The symbolic link leads to "${link}", a folder in which agent-ci sees no file.`
          : `The symbolic link leads to "${link}", and nothing is there.`,
      };
    }
  },

  examples: [
    {
      because: "the folder is in git",
      files: { ".claude": { link: "shared/claude" }, "shared/claude/settings.json": "{}\n" },
    },
    {
      because: "a folder that a build makes, and a file that is not there",
      files: {
        ".gitignore": "build/\n",
        ".claude": { link: "build/claude" },
        "build/claude/settings.json": "{}\n",
        ".mcp.json": { link: "servers.json" },
      },
      reports: [
        '.claude The symbolic link leads to "build/claude", a folder in which agent-ci sees no file.',
        '.mcp.json The symbolic link leads to "servers.json", and nothing is there.',
      ],
    },
  ],
});
