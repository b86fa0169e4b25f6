import { ruleGlobs } from "../../inventory/texts/rule-globs.ts";
import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsNoScope = defineArtifactRule({
  id: "scoped-instructions/no-scope",
  on: ["scoped-instructions"],
  severity: "warning",
  summary: "A rule of Kiro or Windsurf that is read for some files or for a purpose says which.",
  why: "Kiro reads a file of `inclusion: fileMatch` where `fileMatchPattern` fits; Windsurf shows its model the description of a rule with `trigger: model_decision`, and compares `globs` for one with `trigger: glob`.",
  consequence: "The client never reads the rule by itself.",
  help: "Add the field that the message names, or choose another mode.",
  since: "0.1.0",
  sources: [
    { read: { url: "https://kiro.dev/docs/steering/", date: "2026-11-21" } },
    { read: { url: "https://docs.windsurf.com/windsurf/cascade/memories.md", date: "2026-11-21" } },
  ],

  *check(rule) {
    const { dialect, frontmatter } = rule;
    const mode = dialect === "kiro" ? "inclusion" : dialect === "windsurf" ? "trigger" : undefined;
    const chosen = mode && textField(rule, mode);
    if (mode === undefined || !chosen) return;
    const needed = NEEDED[chosen.value];
    if (needed === undefined) return;
    const there =
      needed === "description"
        ? (textField(rule, needed)?.value ?? "") !== ""
        : ruleGlobs(rule, needed).some(({ glob }) => glob !== "") || entryOf(frontmatter?.data, needed) !== undefined;
    if (!there) yield { message: `\`${mode}: ${chosen.value}\` needs a \`${needed}\`.`, at: chosen.at };
  },

  examples: [
    {
      because: "a pattern, a description, and rules that are always read",
      files: {
        ".kiro/steering/a.md": '---\ninclusion: fileMatch\nfileMatchPattern: "*.ts"\n---\nUse types.\n',
        ".kiro/steering/b.md": "---\ninclusion: always\n---\nUse types.\n",
        ".windsurf/rules/a.md": "---\ntrigger: model_decision\ndescription: For tests.\n---\nUse types.\n",
      },
    },
    {
      because: "no pattern",
      files: { ".kiro/steering/a.md": "---\ninclusion: fileMatch\n---\nUse types.\n" },
      reports: ["2:12 `inclusion: fileMatch` needs a `fileMatchPattern`."],
    },
    {
      because: "no description",
      files: { ".windsurf/rules/a.md": "---\ntrigger: model_decision\n---\nUse types.\n" },
      reports: ["2:10 `trigger: model_decision` needs a `description`."],
    },
  ],
});

/** What a mode needs beside it. */
const NEEDED: Readonly<Record<string, "fileMatchPattern" | "description" | "globs">> = {
  fileMatch: "fileMatchPattern",
  model_decision: "description",
  glob: "globs",
};
