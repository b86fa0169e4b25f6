import { folderOf } from "../../inventory/layout.ts";
import { defineArtifactRule } from "../../model/rule.ts";

const SUCCESSORS: Readonly<Record<string, string>> = {
  ".cursorrules": "`.cursor/rules/*.mdc`",
  ".windsurfrules": "`.windsurf/rules/*.md`",
};

export const instructionsLegacyFile = defineArtifactRule({
  id: "instructions/legacy-file",
  on: ["instructions"],
  severity: "info",
  summary: "Instructions are in the files that clients document today.",
  why: "`.cursorrules` and `.windsurfrules` are still read, but get no new features, and some modes of Cursor pass over them.",
  consequence: "The instructions are always loaded as a whole, or not at all.",
  help: "Split the file into scoped rules, or move it to AGENTS.md, which several clients read.",
  since: "0.1.0",
  sources: [
    { url: "https://cameronbrooks11.github.io/agent-policy/reference/targets/cursor-rules", read: "2026-11-21" },
    { url: "https://skillwright.app/blog/windsurf-rules-guide", read: "2026-11-21" },
  ],

  *check({ path }) {
    const folder = folderOf(path);
    const name = folder === "" ? path : path.slice(folder.length + 1);
    if (Object.hasOwn(SUCCESSORS, name)) yield { message: `${name} was replaced by ${SUCCESSORS[name]}.` };
  },

  examples: [
    { because: "the file of today", files: { ".cursor/rules/api.mdc": "---\nalwaysApply: true\n---\nUse fetch.\n" } },
    {
      because: "the file of old",
      files: { ".cursorrules": "Use fetch.\n" },
      reports: [".cursorrules was replaced by `.cursor/rules/*.mdc`."],
    },
  ],
});
