import { linkTarget } from "../../inventory/links/link-target.ts";
import { folderOf, pathFrom } from "../../inventory/places/layout.ts";
import { defineRepositoryRule, type Repository } from "../../model/rule.ts";
import type { Range } from "../../model/source.ts";

export const skillReferenceDepth = defineRepositoryRule({
  id: "skill/reference-depth",
  local: true,
  severity: "off",
  summary: "What a skill refers to does not refer further.",
  why: "The specification advises references one level deep: an agent reads the first lines of a file that a reference names, and seldom follows on.",
  consequence: "What stands at the end of the chain is not read.",
  help: "Name the file in SKILL.md itself.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],

  *check(repository) {
    for (const skill of repository.of("skill")) {
      const direct = filesIn(repository, skill.path, skill.source.text);
      for (const path of direct.keys())
        for (const [next, at] of filesIn(repository, path, repository.source(path)?.text ?? ""))
          if (!direct.has(next) && next !== skill.path && next.startsWith(`${folderOf(skill.path)}/`))
            yield {
              path,
              at,
              message: `It refers to "${next.slice(folderOf(skill.path).length + 1)}", which SKILL.md does not name.`,
            };
    }
  },

  examples: [
    {
      because: "SKILL.md names both",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [a](a.md) and [b](b.md).\n",
        "skills/git/a.md": "See [b](b.md).\n",
        "skills/git/b.md": "Rest.\n",
      },
    },
    {
      because: "a chain",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [a](a.md).\n",
        "skills/git/a.md": "See [b](b.md).\n",
        "skills/git/b.md": "Rest.\n",
      },
      reports: ['skills/git/a.md:1:9 It refers to "b.md", which SKILL.md does not name.'],
    },
  ],
});

/** The Markdown files that a text links to, those that exist, with the place of the first link to each. */
function filesIn(repository: Repository, from: string, text: string): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  for (const { 0: whole, 1: destination = "", index } of text.matchAll(/\]\(\s*<?([^\s)>]+)/g)) {
    const target = linkTarget(destination)?.path ?? "";
    const path = target.endsWith(".md") ? pathFrom(folderOf(from), target) : undefined;
    if (path === undefined || found.has(path) || repository.entry(path)?.type !== "file") continue;
    const end = index + whole.length;
    found.set(path, { start: end - destination.length, end });
  }
  return found;
}
