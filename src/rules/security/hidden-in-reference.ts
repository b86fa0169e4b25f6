import { hiddenRuns } from "../../inventory/texts/hidden-runs.ts";
import { namedTexts } from "../../context/named/named-texts.ts";
import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const securityHiddenInReference = defineRepositoryRule({
  id: "security/hidden-in-reference",
  severity: "warning",
  summary:
    "Texts in a skill's folder, files that instructions import and files that configuration names have no characters that people cannot see.",
  why: "An agent reads what SKILL.md refers to and what CLAUDE.md imports as it reads those; what a hook or command of the configuration names is run without a question. What counts as hidden is told at `security/hidden-characters`.",
  consequence: "The agent may follow an order that no reviewer saw.",
  help: "Remove the characters. If the text needs them, say so in a suppression.",
  since: "0.1.0",
  sources: [{ read: { url: "https://havenmessenger.com/blog/posts/unicode-security-attacks/", date: "2026-11-21" } }],

  *check(repository) {
    const layout = layoutOf(repository);
    const own = new Set(repository.artifacts.map(({ path }) => path)); // those have a rule of their own
    const named = new Set(namedTexts(repository));
    const inSkills = repository.paths.flatMap(({ path, link }) =>
      link === undefined && TEXT.test(path) && layout.skillOf(path) !== undefined && !named.has(path) ? [path] : [],
    );
    for (const path of [...inSkills, ...named]) {
      if (own.has(path)) continue;
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
    {
      because: "the same in a file that CLAUDE.md imports, and in the script of a hook",
      files: {
        "CLAUDE.md": "@docs/rules.md\n",
        "docs/rules.md": "Be kind.\u{E0068}\u{E0069}\n",
        ".claude/settings.json":
          '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "sh tools/stop.sh" }] }] } }',
        "tools/stop.sh": "echo bye \u202E# x\n",
      },
      reports: [
        "docs/rules.md:1:9 There are 2 hidden characters here: tag characters (U+E0068).",
        "tools/stop.sh:1:10 There is 1 hidden character here: characters that turn the direction of text (U+202E).",
      ],
    },
  ],
});

const TEXT = /\.(?:md|mdx|markdown|txt|rst)$/i;
