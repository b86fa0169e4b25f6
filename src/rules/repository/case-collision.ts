import { layoutOf } from "../../inventory/places/layout.ts";
import { defineRepositoryRule } from "../../model/rule.ts";
import { group } from "../../model/group.ts";

export const repositoryCaseCollision = defineRepositoryRule({
  id: "repository/case-collision",
  severity: "warning",
  summary: "No two files of agent configuration differ in upper and lower case only, or in how an accent is written.",
  why: "Disks of Windows and macOS take names that differ in case for one file, those of macOS also `é` as one character and as an `e` with an accent behind it. Git checks out only one of the two.",
  consequence: "On such a machine one of the files is missing, and git shows a change that nobody made.",
  help: "Rename one of them.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "http://superuser.com/questions/158925/why-can-i-not-create-files-folders-with-these-names?answertab=votes",
        date: "2026-11-21",
      },
    },
  ],

  *check(repository) {
    const paths = repository.paths.map(({ path }) => path);
    if (new Set(paths.map(folded)).size === paths.length) return;
    const layout = layoutOf(repository);
    const own = new Set(repository.artifacts.map(({ path }) => path));
    for (const [first, ...others] of group(paths, folded).values())
      for (const path of others)
        if (first !== undefined && [first, path].some((one) => own.has(one) || layout.skillOf(one) !== undefined))
          yield { path, message: `The path differs from "${first}" in ${difference(first, path)} only.` };
  },

  examples: [
    { because: "different names", files: { "AGENTS.md": "# Payments\n", "docs/agents.md": "# Agents\n" } },
    {
      because: "the same name on most laptops",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/Form.md": "# Form\n",
        "skills/git/form.md": "# Form\n",
      },
      reports: ['skills/git/form.md The path differs from "skills/git/Form.md" in case only.'],
    },
    {
      because: "an accent that is one character in one name, and two in the other",
      files: {
        "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\nCommit.\n",
        "skills/git/caf\u00E9.md": "# Form\n",
        "skills/git/cafe\u0301.md": "# Form\n",
      },
      reports: [
        'skills/git/cafe\u0301.md The path differs from "skills/git/caf\u00E9.md" in how accents are written (Unicode\'s forms NFC and NFD) only.',
      ],
    },
  ],
});

const difference = (one: string, other: string): string =>
  one.normalize("NFC") === other.normalize("NFC") ? "how accents are written (Unicode's forms NFC and NFD)" : "case";

const folded = (path: string): string => path.normalize("NFC").toLowerCase();
