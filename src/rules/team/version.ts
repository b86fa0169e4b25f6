import { templateVersion } from "../../inventory/teams/template-version.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const teamVersion = defineArtifactRule({
  id: "team/version",
  on: ["team-spec"],
  severity: "info",
  summary: "A team template has a semantic version.",
  why: "Whoever copied a template has to tell whether theirs is older, and whether the newer one breaks what they built on it.",
  consequence: "Nobody can say which version of the team runs where.",
  help: "Add `version: 1.0.0` to the frontmatter, or a line `**Version**: 1.0.0`.",
  since: "0.1.0",
  sources: [{ read: { url: "https://github.com/semver/semver/issues/473", date: "2026-11-25" } }],

  *check(artifact) {
    const found = templateVersion(artifact);
    if (!found) yield { message: "The team has no version." };
    else if (!found.semver) yield { message: `"${found.text}" is no semantic version.`, at: found.at };
  },

  examples: [
    { because: "in the frontmatter", files: { "teams/qa/TEAM_SPEC.md": "---\nversion: 1.2.0\n---\n# QA\n" } },
    { because: "in the text", files: { "teams/qa/TEAM_SPEC.md": "# QA\n\n**Version**: 1.2.0\n" } },
    { because: "none", files: { "teams/qa/TEAM_SPEC.md": "# QA\n" }, reports: ["The team has no version."] },
    {
      because: "two numbers",
      files: { "teams/qa/TEAM_SPEC.md": "# QA\n\nVersion: 1.2\n" },
      reports: ['3:10 "1.2" is no semantic version.'],
    },
  ],
});
