import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

/** A tag with its name and its end, not `<100 ms`, `a -> b` or `List<T>` behind a word. */
const TAG = /(?<![\w])<\/?[A-Za-z][\w:-]*(?:\s[^<>]*)?\/?>/;

export const skillDescriptionTag = defineArtifactRule({
  id: "skill/description-tag",
  on: ["skill"],
  severity: "off",
  summary: "A skill's description contains no XML tag.",
  why: "Descriptions stand in the system prompt between tags. Anthropic's API and claude.ai refuse tags in them; other clients do not mind.",
  consequence: "The skill cannot be uploaded to claude.ai or the API, and a tag may end the listing early.",
  help: "Write the tag's name in words or in quotes, without the angle brackets.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://platform.claude.com/docs/en/agents-and-tools/agent-skills/best-practices",
        date: "2026-11-21",
      },
    },
  ],

  *check(skill) {
    const field = textField(skill, "description");
    const tag = TAG.exec(field?.value ?? "")?.[0];
    if (field && tag !== undefined) yield { message: `The description contains the tag "${tag}".`, at: field.at };
  },

  examples: [
    {
      because: "comparisons and types are no tags",
      files: {
        "skills/git/SKILL.md":
          "---\nname: git\ndescription: Answers in <100 ms for >2 commits, as List<Commit>.\n---\nCommit.\n",
      },
    },
    {
      because: "a tag",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: <example>Commit.</example>\n---\nCommit.\n" },
      reports: ['3:14 The description contains the tag "<example>".'],
    },
  ],
});
