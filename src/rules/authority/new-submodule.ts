import { defineChangeRule } from "../../model/rule.ts";

export const authorityNewSubmodule = defineChangeRule({
  id: "authority/new-submodule",
  severity: "warning",
  summary:
    "A change that brings in another repository, or moves one that is not checked out, says so to its reviewers.",
  why: "A submodule is a folder whose files stand in another repository: the change shows one line of it. Clients load configuration from there as from any folder, and what is not checked out here nobody looks at.",
  consequence: "Once merged, everybody who checks it out has whatever stands there.",
  help: "Look at the commit in the other repository, and check it out where agent-ci runs: `submodules: true` at the checkout.",
  since: "0.1.0",

  *check({ base, head }) {
    for (const [path, commit] of head.submodules) {
      const before = base.submodules.get(path);
      if (before === commit) continue;
      const looked = head.paths.some((one) => one.path.startsWith(`${path}/`));
      const unseen = looked ? "" : ", which is not checked out: nothing in it was looked at";
      if (before === undefined)
        yield { path, message: `New in this change: the submodule "${path}" at ${short(commit)}${unseen}.` };
      else if (!looked)
        yield { path, message: `The submodule "${path}" moves from ${short(before)} to ${short(commit)}${unseen}.` };
    }
  },

  examples: [
    {
      because: "it was there before, and what it moved to was looked at",
      base: { "AGENTS.md": "# Payments\n", pkg: { submodule: "1111111111111111" } },
      files: { "AGENTS.md": "# Payments\n", pkg: { submodule: "2222222222222222" }, "pkg/a.md": "A\n" },
    },
    {
      because: "a client's folder that is another repository, and one that moved unseen",
      base: { "AGENTS.md": "# Payments\n", pkg: { submodule: "1111111111111111" } },
      files: {
        "AGENTS.md": "# Payments\n",
        ".claude": { submodule: "3333333333333333" },
        pkg: { submodule: "2222222222222222" },
      },
      reports: [
        '.claude New in this change: the submodule ".claude" at 3333333, which is not checked out: nothing in it was looked at.',
        'pkg The submodule "pkg" moves from 1111111 to 2222222, which is not checked out: nothing in it was looked at.',
      ],
    },
  ],
});

const short = (commit: string): string => commit.slice(0, 7);
