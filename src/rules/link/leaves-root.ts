import {
  isExcused,
  leavesRepository,
  linksWhere,
  meansFile,
  withFewerSteps,
} from "../../inventory/links/link-target.ts";
import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { isLoadedHere } from "../../inventory/places/loaded-here.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const linkLeavesRoot = defineRepositoryRule({
  id: "link/leaves-root",
  severity: "warning",
  summary: "Links of agent configuration stay in the repository, symbolic links and those of texts.",
  why: "A link to a place outside brings in whatever lies there on each machine. On others it leads nowhere, or to a file that nobody reviewed. A skill that is the whole repository may name the skills that it is installed beside.",
  consequence: "The agent loads text from outside the repository, or finds a dead link.",
  help: "Replace the link by a file, or let it point to a file of this repository by a relative path.",
  since: "0.1.0",
  yieldsTo: ["plugin/agent-plugins-components"],
  outline: true,

  *check(repository) {
    const layout = layoutOf(repository);
    for (const artifact of repository.of(...LINKING)) {
      if (!isLoadedHere(layout, artifact) || layout.skillOf(artifact.path) === "") continue;
      const leaves = ({ path }: { readonly path: string }): boolean =>
        meansFile(path) &&
        leavesRepository(repository, artifact, path) &&
        withFewerSteps(repository, artifact, path) === undefined; // link/missing and link/unresolved report it
      for (const { link, target } of linksWhere(artifact, leaves))
        if (!isExcused(artifact, link, target))
          yield { artifact, at: link.range, message: `The link "${target.path}" leads out of the repository.` };
    }
    for (const { path, link } of repository.paths) {
      if (link === undefined || !isConfiguration(path, layout.skillOf(path))) continue;
      const target = isAbsolute(link) ? undefined : pathFrom(folderOf(path), link);
      if (target === undefined)
        yield { path, message: `The symbolic link points to "${link}", outside the checked folder.` };
    }
  },

  examples: [
    {
      because: "the link stays in the repository",
      files: { "CLAUDE.md": { link: "AGENTS.md" }, "AGENTS.md": "# Payments\n" },
    },
    {
      because: "links of texts: to a neighbour of the repository, and to a page of the forge",
      files: {
        "AGENTS.md": "Read [the rules](../team/rules.md), and [the issues](../../issues/).\n",
      },
      reports: ['1:6 The link "../team/rules.md" leads out of the repository.'],
    },
    {
      because: "a skill that is the whole repository names those beside which it is installed",
      files: { "SKILL.md": "---\nname: git\ndescription: Commits.\n---\nThen [review](../review/SKILL.md).\n" },
    },
    {
      because: "an absolute path, and a folder beside the repository",
      files: {
        ".claude/rules": { link: "../../team/rules" },
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/notes.md": { link: "/home/ann/notes.md" },
      },
      reports: [
        '.claude/rules The symbolic link points to "../../team/rules", outside the checked folder.',
        'skills/git/notes.md The symbolic link points to "/home/ann/notes.md", outside the checked folder.',
      ],
    },
  ],
});

/** Files whose links an agent follows. */
const LINKING = ["skill", "instructions", "scoped-instructions", "agent", "command", "output-style"] as const;

const CONFIGURATION =
  /(?:^|\/)(?:\.(?:agents|amp|claude|cline|clinerules|codex|copilot|cursor|devin|gemini|kiro|opencode|roo|windsurf)(?:\/|$)|skills\/|agents\/|commands\/|[^/]*\.(?:md|mdc|mcp\.json)$)/;

/** Whether a file is agent configuration: other links of a repository are no business of its agents. */
function isConfiguration(path: string, skill: string | undefined): boolean {
  return skill !== undefined || CONFIGURATION.test(path);
}

function isAbsolute(link: string): boolean {
  return link.startsWith("/") || link.startsWith("~") || /^[A-Za-z]:[\\/]/.test(link);
}
