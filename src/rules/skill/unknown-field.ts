import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const SPECIFIED = new Set(["allowed-tools", "compatibility", "description", "license", "metadata", "name"]);

export const skillUnknownField = defineArtifactRule({
  id: "skill/unknown-field",
  on: ["skill"],
  severity: "off",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's frontmatter has the fields of the specification and no others.",
  why: "Every real client loads a skill with further fields, and several define their own. A strict reader refuses it.",
  consequence: "skills-ref refuses the skill; a client that does not know the field ignores it.",
  help: "Move what is yours below `metadata:`, or switch this rule off.",
  since: "0.1.0",
  yieldsTo: ["hooks/lost-guard"],
  sources: [skillsRefFacts.fields, { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } }],
  options: { allowed: [] },
  loosens: { allowed: "more" },

  *check({ frontmatter }, { allowed }) {
    for (const { key, keyRange } of frontmatter?.data?.entries ?? [])
      if (!SPECIFIED.has(key) && !allowed.includes(key))
        yield { message: `The specification knows no field "${key}".`, at: keyRange };
  },

  examples: [
    {
      because: "the six fields of the specification",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Commits.\nlicense: MIT\ncompatibility: git\nmetadata:\n  a: b\nallowed-tools: Read\n---\n",
      },
    },
    {
      because: "a field of one's own",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\nversion: 1.0.0\n---\n" },
      reports: ['4:1 The specification knows no field "version".'],
    },
  ],
});
