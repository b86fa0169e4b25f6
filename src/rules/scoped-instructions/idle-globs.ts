import { ruleGlobs } from "../../inventory/texts/rule-globs.ts";
import { entryOf } from "../../model/data.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const EVERYTHING = new Set(["", "*", "**", "**/*"]);

export const scopedInstructionsIdleGlobs = defineArtifactRule({
  id: "scoped-instructions/idle-globs",
  on: ["scoped-instructions"],
  severity: "info",
  summary: "A rule of Cursor that always applies has no globs.",
  why: "With `alwaysApply: true` Cursor adds the rule to every conversation and does not look at the globs.",
  consequence: "The rule costs context where it does not belong.",
  help: "Take out one of the two fields.",
  since: "0.1.0",
  sources: [
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
        date: "2026-11-21",
      },
    },
  ],

  *check(rule) {
    const always = entryOf(rule.frontmatter?.data, "alwaysApply")?.value;
    if (rule.dialect !== "cursor" || always?.kind !== "boolean" || !always.value) return;
    const first = ruleGlobs(rule, "globs").find(({ glob }) => !EVERYTHING.has(glob));
    if (first) yield { message: `\`alwaysApply: true\` leaves the glob "${first.glob}" without effect.`, at: first.at };
  },

  examples: [
    { because: "always", files: { ".cursor/rules/a.mdc": "---\nalwaysApply: true\n---\nUse types.\n" } },
    {
      because: "always and for some files",
      files: { ".cursor/rules/a.mdc": "---\nglobs: src/**\nalwaysApply: true\n---\nUse types.\n" },
      reports: ['2:8 `alwaysApply: true` leaves the glob "src/**" without effect.'],
    },
  ],
});
