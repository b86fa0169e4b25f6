import { defineArtifactRule } from "../../model/rule.ts";

export const skillBodyLength = defineArtifactRule({
  id: "skill/body-length",
  on: ["skill"],
  severity: "off",
  summary: "A skill's text has at most 500 lines.",
  why: "The specification recommends it: what is not always needed belongs into files that the agent reads when it is.",
  consequence: "Every use of the skill fills the context with all of it.",
  help: "Move details into `references/` and say when to read them.",
  since: "0.1.0",
  sources: [{ read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  options: { "max-lines": 500 },
  optionAliases: { max: "max-lines" },

  *check({ source, body }, { "max-lines": max }) {
    const lines = source.text.slice(body.start, body.end).trimEnd().split("\n").length;
    if (lines > max) yield { message: `The text has ${lines} of ${max} lines.` };
  },

  examples: [
    {
      because: "500 lines are allowed",
      files: { "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"x\n".repeat(500)}` },
    },
    {
      because: "one more is one too many",
      files: { "skills/git/SKILL.md": `---\nname: git\ndescription: Commits.\n---\n${"x\n".repeat(501)}` },
      reports: ["The text has 501 of 500 lines."],
    },
  ],
});
