import { defineArtifactRule } from "../../model/rule.ts";

const SUCCESSORS: Readonly<Record<string, string>> = {
  "AGENT.md": "`AGENTS.md`",
  ".cursorrules": "`.cursor/rules/*.mdc` or `AGENTS.md`",
  ".windsurfrules": "`.devin/rules/*.md` or `AGENTS.md`",
};

export const instructionsLegacyFile = defineArtifactRule({
  id: "instructions/legacy-file",
  on: ["instructions"],
  severity: "info",
  summary: "Instructions stand in files that their client still develops.",
  why: "Cursor calls `.cursorrules` a legacy file, and Windsurf moved to a folder of rules; both still read the old file. `AGENT.md` is an early name of `AGENTS.md`, which few clients read.",
  consequence: "A future version may not read the file any more, as most clients do not read `AGENT.md`.",
  help: "Move the text to where the message says.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://docs.devin.ai/cli/extensibility", date: "2026-11-21" } },
  ],

  *check({ path }) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const successor = Object.hasOwn(SUCCESSORS, name) ? SUCCESSORS[name] : undefined;
    if (successor !== undefined)
      yield { message: `\`${name}\` is the old place; the new one is ${successor}.`, at: { start: 0, end: 1 } };
  },

  examples: [
    {
      because: "a rule in the new folder",
      files: { ".cursor/rules/a.mdc": "---\nalwaysApply: true\n---\nUse types.\n" },
    },
    {
      because: "the old file",
      files: { ".cursorrules": "Use types.\n" },
      reports: ["1:1 `.cursorrules` is the old place; the new one is `.cursor/rules/*.mdc` or `AGENTS.md`."],
    },
  ],
});
