import { defineRepositoryRule } from "../../model/rule.ts";

export const repositoryPathLength = defineRepositoryRule({
  id: "repository/path-length",
  severity: "info",
  summary: "Paths of agent configuration leave room for the folder that they are checked out or installed in.",
  why: "Windows allows 260 characters for a whole path unless it is told otherwise; clients install plugins deep below the user's folder.",
  consequence: "On such a machine the file is missing from the checkout or the installed plugin.",
  help: "Shorten the names of folders on the way.",
  since: "0.1.0",
  sources: [{ read: { url: "https://e-learn.cn/qa/answer/25402/101264.html", date: "2026-11-21" } }],
  options: { "max-characters": 180 },
  optionAliases: { max: "max-characters" },

  *check(repository, { "max-characters": max }) {
    for (const artifact of repository.artifacts)
      if (artifact.path.length > max)
        yield { artifact, message: `The path has ${artifact.path.length} characters, more than ${max}.` };
  },

  examples: [
    { because: "short", files: { "AGENTS.md": "# Payments\n" } },
    {
      because: "a long name",
      files: { [`skills/${"a".repeat(180)}/SKILL.md`]: "---\nname: a\ndescription: Counts.\n---\nCount.\n" },
      reports: ["The path has 196 characters, more than 180."],
    },
  ],
});
