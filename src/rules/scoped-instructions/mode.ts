import { RULE_MODES } from "../../clients/rule-modes.ts";
import { entryOf } from "../../model/data.ts";
import { nearest } from "../../model/nearest.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsMode = defineArtifactRule({
  id: "scoped-instructions/mode",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "Scoped instructions say when to load them in words that the client documents.",
  why: "Kiro and Windsurf choose by one field, `inclusion` and `trigger`. The lists are those of November 2026.",
  consequence: "The client falls back to its default, and loads the file always or never.",
  help: "Use one of the documented values.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://kiro.dev/docs/steering/", date: "2026-11-21" } },
    { read: { url: "https://docs.windsurf.com/windsurf/cascade/memories.md", date: "2026-11-21" } },
  ],

  *check({ dialect, frontmatter }) {
    const mode = dialect && RULE_MODES[dialect];
    const value = mode && entryOf(frontmatter?.data, mode.field)?.value;
    if (!value || value.kind !== "string" || mode.values.includes(value.value)) return;
    const meant = nearest(value.value, mode.values);
    yield {
      message: `The ${mode.field} "${value.value}" is not documented${meant === undefined ? "" : `; "${meant}" is`}.`,
      at: value.range,
    };
  },

  examples: [
    {
      because: "a documented value",
      files: { ".kiro/steering/api.md": "---\ninclusion: fileMatch\nfileMatchPattern: 'src/**'\n---\nUse fetch.\n" },
    },
    {
      because: "another spelling",
      files: { ".kiro/steering/api.md": "---\ninclusion: filematch\nfileMatchPattern: 'src/**'\n---\nUse fetch.\n" },
      reports: ['2:12 The inclusion "filematch" is not documented; "fileMatch" is.'],
    },
  ],
});
