import { hiddenRuns } from "../../inventory/texts/hidden-runs.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const securityHiddenInReference = defineRepositoryRule({
  id: "security/hidden-in-reference",
  severity: "warning",
  summary: "The texts that lie in a skill's folder have no characters that people cannot see.",
  why: "An agent reads what SKILL.md refers to as it reads SKILL.md. What counts as hidden is told at `security/hidden-characters`.",
  consequence: "The agent may follow an order that no reviewer saw.",
  help: "Remove the characters. If the text needs them, say so in a suppression.",
  since: "0.1.0",
  sources: [{ read: { url: "https://havenmessenger.com/blog/posts/unicode-security-attacks/", date: "2026-11-21" } }],

  *check(repository) {
    const layout = layoutOf(repository);
    const own = new Set(repository.artifacts.map(({ path }) => path)); // those have a rule of their own
    for (const { path, link } of repository.paths) {
      if (link !== undefined || !TEXT.test(path) || own.has(path) || layout.skillOf(path) === undefined) continue;
      const source = repository.source(path);
      for (const { message, range } of source ? hiddenRuns(source.text) : []) yield { path, message, at: range };
    }
  },

  examples: [
    {
      because: "a reference as people see it",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [a](references/a.md).\n",
        "skills/git/references/a.md": "Be kind. 👩‍💻\n",
      },
    },
    {
      because: "tag characters in a reference",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nRead [a](references/a.md).\n",
        "skills/git/references/a.md": "# A\n\nBe kind.\u{E0068}\u{E0069}\n",
      },
      reports: ["skills/git/references/a.md:3:9 There are 2 hidden characters here: tag characters (U+E0068)."],
    },
  ],
});

const TEXT = /\.(?:md|mdx|markdown|txt|rst)$/i;
