import { OPENCODE_COMMAND } from "../../clients/forms/opencode-config.ts";
import { opencodeFacts } from "../../clients/opencode.ts";
import { misfits } from "../../inventory/texts/misfits.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const commandOpencodeFields = defineArtifactRule({
  id: "command/opencode-fields",
  on: ["command"],
  severity: "error",
  summary: "The fields of a command of OpenCode are of the types that OpenCode takes.",
  why: "OpenCode checks its configuration, commands included, before it starts.",
  consequence: "OpenCode says “Configuration is invalid”, and does not start in this repository.",
  help: "Write the field as the message says, or take it out.",
  since: "0.1.0",
  sources: [opencodeFacts.commandFields],

  *check({ dialect, frontmatter, problems }) {
    // Where the frontmatter is no YAML, all of the file is the prompt: file/syntax reports it.
    if (dialect !== "opencode" || !frontmatter?.data || problems.length > 0) return;
    for (const { message, at } of misfits(frontmatter.data, OPENCODE_COMMAND, ""))
      yield { message: `OpenCode does not start: ${message}`, at, client: "opencode" };
  },

  examples: [
    {
      because: "texts, true, and a field of another client",
      files: {
        ".opencode/command/review.md":
          "---\ndescription: Reviews.\nagent: plan\nsubtask: true\nargument-hint: [file]\n---\nReview.\n",
      },
    },
    {
      because: "a word for true, and a field with nothing behind it",
      files: { ".opencode/command/review.md": "---\ndescription: Reviews.\nmodel:\nsubtask: yes\n---\nReview.\n" },
      reports: [
        '3:7 OpenCode does not start: "model" has to be a text.',
        '4:10 OpenCode does not start: "subtask" has to be true or false.',
      ],
    },
    {
      because: "a command of another client",
      files: { ".claude/commands/review.md": "---\ndescription: Reviews.\nmodel:\n---\nReview.\n" },
    },
  ],
});
