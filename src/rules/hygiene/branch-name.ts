import { compilePatterns } from "../../conditions/glob.ts";
import { defineRepositoryRule } from "../../model/rule.ts";

export const hygieneBranchName = defineRepositoryRule({
  id: "hygiene/branch-name",
  severity: "off",
  summary: "The branch is called as the team agreed.",
  why: "Where `feature/`, `fix/` and `experiment/` tell what a branch is for, pipelines and people can tell them apart.",
  consequence: "Jobs that go by the name of the branch do not run, or run for what they are not meant for.",
  help: "Rename it: `git branch -m <new name>`. `allowed:` holds patterns, `*` for one part of a name and `**` for any.",
  since: "0.1.0",
  options: {
    allowed: ["main", "develop", "feature/*", "fix/*", "experiment/*", "dependabot/**", "renovate/**"],
  },
  loosens: { allowed: "more" },

  *check({ branch }, { allowed }) {
    if (branch === undefined) return;
    const match = compilePatterns(allowed.map((pattern) => `/${pattern}`));
    if (match(branch, false) !== "ignored")
      yield { message: `The branch "${branch}" is called like none of ${allowed.join(", ")}.` };
  },

  examples: [
    { because: "a feature", branch: "feature/triage-skill", files: { "AGENTS.md": "# Payments\n" } },
    { because: "no branch is checked out", files: { "AGENTS.md": "# Payments\n" } },
    {
      because: "a name that says nothing",
      branch: "ann-2",
      files: { "AGENTS.md": "# Payments\n" },
      reports: [
        'The branch "ann-2" is called like none of main, develop, feature/*, fix/*, experiment/*, dependabot/**, renovate/**.',
      ],
    },
  ],
});
