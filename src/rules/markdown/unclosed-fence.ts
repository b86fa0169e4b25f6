import { seemsOpen } from "../../inventory/texts/open-fence.ts";
import { defineArtifactRule } from "../../model/rule.ts";
import { MARKDOWN_KINDS } from "../markdown-kinds.ts";

export const markdownUnclosedFence = defineArtifactRule({
  id: "markdown/unclosed-fence",
  on: MARKDOWN_KINDS,
  severity: "warning",
  summary: "Every code fence is closed.",
  why: "An open fence makes code of all that follows in the file or list item. It is often the outer fence of a template whose inner fences are as long as itself.",
  consequence: "Everything behind it is shown as code, and imports and links in it are no longer read.",
  help: "Close the fence. Around text that has fences of its own, write one backtick more: four instead of three.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/content-unclosed-fence.md",
        date: "2026-11-21",
      },
    },
  ],
  outline: true,

  *check({ source, body, outline }) {
    if (!seemsOpen(source.text, body.start)) return;
    const fence = outline().fences.findLast(({ closed }) => !closed);
    if (!fence) return;
    const end = source.text.indexOf("\n", fence.range.start);
    yield {
      message: "This code fence is never closed.",
      at: { start: fence.range.start, end: end === -1 ? fence.range.end : end },
    };
  },

  examples: [
    {
      because: "a longer fence around a shorter one",
      files: { "AGENTS.md": "````markdown\n```bash\nmake\n```\n````\n\nBuild first.\n" },
    },
    {
      because: "the inner fence closes the outer one, and its end opens another",
      files: { "AGENTS.md": "```markdown\n```bash\nmake\n```\n```\n\nBuild first.\n" },
      reports: ["5:1 This code fence is never closed."],
    },
    {
      because: "the file ends in the fence",
      files: { "AGENTS.md": "# Build\n\n```bash\nmake\n" },
      reports: ["3:1 This code fence is never closed."],
    },
  ],
});
