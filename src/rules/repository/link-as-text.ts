import { folderOf, layoutOf, pathFrom } from "../../inventory/places/layout.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";

export const repositoryLinkAsText = defineRepositoryRule({
  id: "repository/link-as-text",
  severity: "warning",
  summary: "A symbolic link is committed as one, and not as a file that holds its path.",
  why: "Where git does not make symbolic links, as by default on Windows, a link is checked out as a text; committed again, it stays one.",
  consequence: "Clients read the path as if it were the instructions, the skill or the rule.",
  help: "Delete the file and make the link again (`ln -s`), with `core.symlinks` on; or put the text itself there.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://git-scm.com/docs/git-config#Documentation/git-config.txt-coresymlinks",
        date: "2026-11-30",
      },
    },
  ],

  *check(repository) {
    for (const { path, text } of candidates(repository)) {
      const target = targetOf(path, text);
      if (target !== undefined && target !== path && layoutOf(repository).has(target))
        yield { path, message: `This file holds nothing but the path of "${target}": a link that git did not make.` };
    }
  },

  examples: [
    {
      because: "a link, and a text of its own",
      files: { "CLAUDE.md": { link: "AGENTS.md" }, "AGENTS.md": "# Rules\n", "GEMINI.md": "Read AGENTS.md.\n" },
    },
    {
      because: "the path as a text",
      files: { "CLAUDE.md": "AGENTS.md", "AGENTS.md": "# Rules\n" },
      reports: ['CLAUDE.md This file holds nothing but the path of "AGENTS.md": a link that git did not make.'],
    },
    {
      because: "the path on somebody's machine",
      files: { "CLAUDE.md": "/home/somebody/project/AGENTS.md", "AGENTS.md": "# Rules\n" },
      reports: ['CLAUDE.md This file holds nothing but the path of "AGENTS.md": a link that git did not make.'],
    },
    {
      because: "the folder of a skill",
      files: {
        ".claude/skills/git": "../../.agents/skills/git",
        ".agents/skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
      },
      reports: [
        '.claude/skills/git This file holds nothing but the path of ".agents/skills/git": a link that git did not make.',
      ],
    },
  ],
});

/** What clients would read: artifacts, and files without an ending in folders where they look for folders. */
function* candidates(repository: Repository): Generator<{ readonly path: string; readonly text: string }> {
  for (const { kind, path, source } of repository.artifacts)
    if (source.bytes <= LONGEST && kind !== "env-file" && kind !== "policy") yield { path, text: source.text };
  for (const { path, link } of repository.paths)
    if (link === undefined && PLACE.test(path) && (repository.entry(path)?.size ?? Infinity) <= LONGEST)
      yield { path, text: repository.source(path)?.text ?? "" };
}

const LONGEST = 512;
const PLACE = /(?:^|\/)\.[a-z]+\/(?:skills|agents|commands|rules|hooks)(?:\/[^/.]+)?$/;

/** Where a text of one path leads, seen from its folder. An import (`@path`) is no path. */
function targetOf(path: string, text: string): string | undefined {
  const written = text.trim();
  if (!/^\/?[\w.-]+(?:\/[\w.-]+)*$/.test(written)) return undefined;
  return written.startsWith("/") ? lastPart(path, written) : pathFrom(folderOf(path), written);
}

/** Of a path from the top of somebody's machine, its last part, if the file beside is called so. */
const lastPart = (path: string, written: string): string | undefined =>
  pathFrom(folderOf(path), written.slice(written.lastIndexOf("/") + 1));
