import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { mayBeMalformed } from "../../inventory/places/loaded-here.ts";
import { codexFacts } from "../../clients/codex.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const loadingName = defineArtifactRule({
  id: "loading/name",
  on: ["skill"],
  severity: "warning",
  severityFor: { codex: "error", "skills-ref": "error" },
  summary: "A skill's name is a text.",
  why: "Codex reads the frontmatter into a form that has room for nothing else; the other clients make of it what they can.",
  consequence: "Codex drops the skill with an error that only its log shows, and skills-ref refuses it.",
  help: "Write the name in one line, without brackets.",
  since: "0.1.0",
  sources: [
    codexFacts.skillFields,
    skillsRefFacts.fields,
    codexFacts.skillNameLength,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
  ],

  *check({ frontmatter, path, source }) {
    if (mayBeMalformed(path, source.text)) return;
    const name = entryOf(frontmatter?.data, "name")?.value;
    if (name?.kind === "map" || name?.kind === "list")
      yield { message: `The skill's name is a ${name.kind}, not a text.`, at: name.range };
  },

  examples: [
    {
      because: "a word",
      files: { "skills/git/SKILL.md": "---\nname: git\ndescription: Commits.\n---\n" },
    },
    {
      because: "a list",
      files: { "skills/git/SKILL.md": "---\nname: [git]\ndescription: Commits.\n---\n" },
      reports: ["2:7 The skill's name is a list, not a text."],
    },
  ],
});
