import { copilotCliFacts } from "../../clients/copilot-cli.ts";
import { isOfCopilotCli } from "../../clients/rule-file-fields.ts";
import { meansScope } from "../../inventory/texts/meant-scope.ts";
import { ruleGlobs } from "../../inventory/texts/rule-globs.ts";
import { entryOf } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import { defineArtifactRule } from "../../model/rule.ts";

export const scopedInstructionsActivation = defineArtifactRule({
  id: "scoped-instructions/activation",
  on: ["scoped-instructions"],
  severity: "info",
  summary: "A rule file says when it applies.",
  why: "Cursor and VS Code apply a rule by its globs or by its description. Without either somebody has to name the rule each time, which some rules are meant for.",
  consequence: "The client applies the rule only when somebody asks for it.",
  help: "Add globs or a description; in Cursor `alwaysApply: true` applies the rule always.",
  since: "0.1.0",
  sources: [
    copilotCliFacts.instructionScope,
    {
      read: {
        url: "https://raw.githubusercontent.com/stbenjam/skillsaw/main/docs/rules/cursor-rules-valid.md",
        date: "2026-11-21",
      },
    },
    { read: { url: "https://code.visualstudio.com/docs/agent-customization/custom-instructions", date: "2026-11-21" } },
  ],

  *check(rule) {
    const { dialect, frontmatter, path, problems } = rule;
    const scope =
      dialect === "copilot" ? "applyTo" : dialect === "cursor" && path.endsWith(".mdc") ? "globs" : undefined;
    if (scope === undefined || problems.length > 0) return;
    const always = entryOf(frontmatter?.data, "alwaysApply")?.value;
    if (always?.kind === "boolean" && always.value) return;
    if (ruleGlobs(rule, scope).some(({ glob }) => glob !== "")) return;
    if ((textField(rule, "description")?.value ?? "") !== "") return;
    const everywhere = isOfCopilotCli(path);
    const meant = frontmatter?.data?.entries.some(
      (entry) => (everywhere && entry.key === scope) || meansScope(entry, scope),
    );
    if (meant === true) return; // scoped-instructions/lost-scope reports it
    yield {
      message: "Nothing says when the rule applies.",
      at: frontmatter?.range ?? { start: 0, end: 1 },
      ...(everywhere && { consequence: EVERYWHERE }),
    };
  },

  examples: [
    { because: "globs", files: { ".cursor/rules/a.mdc": "---\nglobs: *.ts\n---\nUse types.\n" } },
    {
      because: "a description, by which the model chooses",
      files: { ".github/instructions/a.instructions.md": "---\ndescription: For tests.\n---\nUse types.\n" },
    },
    { because: "always", files: { ".cursor/rules/a.mdc": "---\nalwaysApply: true\n---\nUse types.\n" } },
    {
      because: "no frontmatter",
      files: { ".github/instructions/a.instructions.md": "Use types.\n" },
      reports: ["1:1 Nothing says when the rule applies."],
    },
    {
      because: "empty fields, as Cursor writes them for a rule that is named by hand",
      files: { ".cursor/rules/a.mdc": "---\ndescription:\nglobs:\nalwaysApply: false\n---\nUse types.\n" },
      reports: ["1:1 Nothing says when the rule applies."],
    },
  ],
});

const EVERYWHERE =
  "VS Code applies the rule only when somebody asks for it, and Copilot CLI puts it into every request.";
