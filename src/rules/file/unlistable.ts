import { defineRepositoryRule } from "../../model/rule.ts";

export const fileUnlistable = defineRepositoryRule({
  id: "file/unlistable",
  severity: "error",
  summary: "Every folder that agent-ci should check can be listed.",
  why: "What cannot be listed is not checked, and what is not checked must not look like a pass.",
  consequence: "Nothing in the folder is checked, and no client that runs as the same user finds it.",
  help: "Check the permissions of the folder and the length of its path, or leave it out with `ignore` in agent-ci.yaml.",
  since: "0.1.0",
  decidedBy: "repository",
  *check({ unseen }) {
    for (const { path, why, reason = "nobody says why" } of unseen)
      if (why === "locked") yield { path, message: `The folder cannot be listed: ${reason}.` };
      else if (why === "misnamed")
        yield { path, message: "The folder cannot be listed: its name is no UTF-8.", help: "Rename the folder." };
  },

  examples: [
    { because: "a folder that lets us in", files: { "AGENTS.md": "# Payments\n", "data/a.md": "" } },
    {
      because: "a folder that does not",
      files: { "AGENTS.md": "# Payments\n", data: { unseen: "locked" } },
      reports: ["data The folder cannot be listed: permission is denied."],
    },
    {
      because: "a folder that nothing can be found by the name of",
      files: { "AGENTS.md": "# Payments\n", "skills/x\uFFFD": { unseen: "misnamed" } },
      reports: ["skills/x\uFFFD The folder cannot be listed: its name is no UTF-8."],
    },
  ],
});
