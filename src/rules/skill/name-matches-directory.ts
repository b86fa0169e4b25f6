import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { posix } from "node:path";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillNameMatchesDirectory = defineArtifactRule({
  id: "skill/name-matches-directory",
  on: ["skill"],
  severity: "info",
  severityFor: { "skills-ref": "error" },
  summary: "A skill's name is the name of its folder.",
  why: "The specification asks for it. Codex and Gemini CLI go by the name in the file, VS Code by the folder's name.",
  consequence: "The skill goes by two names: users of Copilot in VS Code see the folder's. skills-ref refuses it.",
  help: "Rename the folder, or the skill.",
  since: "0.1.0",
  yieldsTo: ["skill/duplicate-name", "skill/name-format"],
  sources: [
    skillsRefFacts.nameForm,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/microsoft/vscode/blob/00eacc909d2d1c228288ecea53aca4de80064e4f/src/vs/workbench/contrib/chat/common/promptSyntax/service/promptsServiceImpl.ts",
        date: "2026-11-21",
      },
    },
  ],

  *check(skill) {
    const field = textField(skill, "name");
    const directory = posix.basename(posix.dirname(skill.path));
    if (!field || field.value === "" || directory === ".") return; // the checked folder itself may be the skill
    // "Release Notes" in release-notes is one fault, which skill/name-format reports.
    const written = field.value
      .normalize("NFKC")
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, "-");
    const isSame = field.value === directory || (field.value !== written && written === directory);
    if (!isSame && field.value.normalize("NFKC") !== directory.normalize("NFKC"))
      yield { message: `The name "${field.value}" differs from the folder "${directory}".`, at: field.at };
  },

  examples: [
    {
      because: "name and folder agree",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "what differs is the form of the name, which skill/name-format reports",
      files: { "skills/release-notes/SKILL.md": "---\nname: Release Notes\ndescription: Writes the notes.\n---\n" },
    },
    {
      because: "the folder was renamed, the skill was not",
      files: { "skills/review/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
      reports: ['2:7 The name "review-pr" differs from the folder "review".'],
    },
  ],
});
