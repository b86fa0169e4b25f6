import { skillsRefFacts } from "../../clients/skills-ref.ts";
import { geminiCliFacts } from "../../clients/gemini-cli.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { codexFacts } from "../../clients/codex.ts";
import { mayBeMalformed } from "../../inventory/places/loaded-here.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const skillDescriptionRequired = defineArtifactRule({
  id: "skill/description-required",
  on: ["skill"],
  severity: "error",
  severityFor: { "skills-ref": "error" },
  summary: "A skill has a description.",
  why: "The description is what the agent reads to decide whether the skill fits the task.",
  consequence:
    "Codex, Gemini CLI and OpenCode drop the skill where they look for it; Claude Code and Copilot CLI choose it by the beginning of its text.",
  help: "Add `description:` to the frontmatter: what the skill does, and when to use it.",
  since: "0.1.0",
  sources: [
    codexFacts.skillFields,
    geminiCliFacts.skillFields,
    skillsRefFacts.fields,
    opencodeFacts.skillFields,
    { read: { url: "https://agentskills.io/specification", date: "2026-11-21" } },
    {
      read: {
        url: "https://github.com/openai/codex/blob/033d1d0741d697436d4d5527aaac8893c28b424c/codex-rs/core-skills/src/loader.rs",
        date: "2026-11-21",
      },
    },
    {
      read: {
        url: "https://github.com/google-gemini/gemini-cli/blob/04fbf50725b94cef0a8f37be6436bd0a84dafc9b/packages/core/src/skills/skillLoader.ts",
        date: "2026-11-21",
      },
    },
  ],

  *check({ frontmatter, path, source }) {
    if (mayBeMalformed(path, source.text)) return;
    if (!frontmatter?.data) return; // skill/frontmatter and file/syntax report it
    const description = entryOf(frontmatter.data, "description");
    if (!description) yield { message: "The skill has no description.", at: frontmatter.range };
    else if (
      description.value.kind === "null" ||
      (description.value.kind === "string" && description.value.value.trim() === "")
    )
      yield { message: "The skill's description is empty.", at: description.keyRange };
    else if (description.value.kind === "map" || description.value.kind === "list")
      yield {
        message: `The skill's description is a ${description.value.kind}, not a text.`,
        at: description.value.range,
      };
    else if (description.value.kind !== "string" && OF_OPENCODE.test(path))
      // Of other places loading/copilot-fields speaks; Codex, Claude Code and Gemini CLI take any word.
      yield {
        message: "OpenCode drops the skill: its description is no text.",
        at: description.value.range,
        client: "opencode",
      };
  },

  examples: [
    {
      because: "the description is there",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: Reviews pull requests.\n---\n" },
    },
    {
      because: "the description is missing",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\n---\n" },
      reports: ["1:1 The skill has no description."],
    },
    {
      because: "the description is empty",
      files: { "skills/review-pr/SKILL.md": "---\nname: review-pr\ndescription: ''\n---\n" },
      reports: ["3:1 The skill's description is empty."],
    },
    {
      because: "a number where OpenCode alone looks",
      files: {
        ".opencode/skills/five/SKILL.md": "---\nname: five\ndescription: 5\n---\n",
        "skills/five/SKILL.md": "---\nname: five\ndescription: 5\n---\n",
      },
      reports: [".opencode/skills/five/SKILL.md:3:14 OpenCode drops the skill: its description is no text."],
    },
  ],
});

const OF_OPENCODE = /(?:^|\/)\.opencode\/skills?\//;
