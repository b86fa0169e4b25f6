import { defineProblemRule } from "../define-problem-rule.ts";

export const fileUnreadable = defineProblemRule("unreadable", {
  id: "file/unreadable",
  severity: "error",
  summary: "A file that agent-ci should check can be read.",
  why: "What cannot be read is not checked, and what is not checked must not look like a pass.",
  consequence: "The file is not checked, and the client that needs it cannot load it either.",
  help: "Mend what the message says: the permissions of the file, its links or its size. Or leave it out with `ignore` in agent-ci.yaml.",
  since: "0.1.0",
  decidedBy: "repository",
  examples: [
    { because: "the file is there", files: { "AGENTS.md": "# Payments\n" } },
    {
      because: "the file vanished while it was checked",
      files: { "AGENTS.md": null },
      reports: ["The file cannot be read: it is not there any more."],
    },
  ],
});
